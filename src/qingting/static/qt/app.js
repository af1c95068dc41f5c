(function () {
"use strict";
const QT = (window.QT = {});
if (window.htmx) {
Object.assign(window.htmx.config, {
allowEval: false,
includeIndicatorStyles: false,
selfRequestsOnly: true,
historyCacheSize: 0,
refreshOnHistoryMiss: true,
attributesToSettle: ["class", "width", "height"],
responseHandling: [
{ code: "204", swap: false },
{ code: "[23]..", swap: true },
{ code: "409", swap: true },
{ code: "422", swap: true },
{ code: "[45]..", swap: false, error: true },
],
});
}
QT.language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
QT.find = (selector, scope) => (scope || document).querySelector(selector);
QT.findAll = (selector, scope) => Array.from((scope || document).querySelectorAll(selector));
QT.now = () => Math.floor(Date.now() / 1000);
QT.text = function (key, values) {
let text = (QT.texts[QT.language] || {})[key] || key;
for (const [name, value] of Object.entries(values || {})) text = text.replaceAll("{" + name + "}", value);
return text;
};
QT.composing = (event) => event.isComposing || event.keyCode === 229;
QT.typing = function (event) {
const target = event.target;
if (QT.composing(event)) return true;
if (!target || !target.closest) return false;
return Boolean(target.closest("textarea, select, [contenteditable=true], input:not([type=checkbox]):not([type=radio])"));
};
QT.visible = (element) => Boolean(element && element.getClientRects().length);
QT.debounce = function (wait, action) {
let timer = 0;
const later = (...values) => {
clearTimeout(timer);
timer = setTimeout(action, wait, ...values);
};
later.cancel = () => clearTimeout(timer);
return later;
};
QT.store = {
get(name) {
try {
return JSON.parse(localStorage.getItem(name));
} catch {
return null;
}
},
set(name, value) {
try {
localStorage.setItem(name, JSON.stringify(value));
return true;
} catch {
return false;
}
},
remove(name) {
try {
localStorage.removeItem(name);
} catch {
}
},
clear(prefix) {
try {
Object.keys(localStorage).filter((name) => name.startsWith(prefix)).forEach((name) => localStorage.removeItem(name));
} catch {
}
},
};
QT.on = function (type, selector, action) {
document.addEventListener(type, (event) => {
const match = event.target && event.target.closest && event.target.closest(selector);
if (match) action(event, match);
});
};
QT.ready = function (action) {
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", action);
else action();
};
QT.mount = function (action) {
QT.ready(() => action(document));
document.addEventListener("htmx:load", (event) => {
if (event.target !== document.body) action(event.target);
});
};
QT.token = function () {
try {
return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
} catch {
return "";
}
};
QT.detail = function (text) {
try {
const data = JSON.parse(text);
return data.detail || (data.errors || []).map((each) => each.message).join(" ");
} catch {
return "";
}
};
QT.sessionEnded = (response) => response.status === 401 || (response.redirected && /\/login(\?|$)/.test(response.url));
QT.post = async function (url, body, options) {
const response = await fetch(url, {
method: "POST",
body,
headers: { "X-CSRFToken": QT.token(), Accept: "application/json" },
credentials: "same-origin",
...options,
});
if (QT.sessionEnded(response)) throw { status: 401, detail: "" };
const text = await response.text();
if (!response.ok) throw { status: response.status, detail: QT.detail(text) };
const type = response.headers.get("Content-Type") || "";
return type.includes("json") ? JSON.parse(text) : null;
};
QT.element = function (tag, attributes, ...children) {
const element = document.createElement(tag);
for (const [name, value] of Object.entries(attributes || {})) {
if (value === true) element.setAttribute(name, "");
else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
}
element.append(...children.filter((child) => child !== null && child !== undefined));
return element;
};
QT.icon = function (name) {
const space = "http://www.w3.org/2000/svg";
const picture = document.createElementNS(space, "svg");
const use = document.createElementNS(space, "use");
picture.setAttribute("class", "qt-icon is-small");
picture.setAttribute("aria-hidden", "true");
use.setAttribute("href", document.body.dataset.icons + "#" + name);
picture.append(use);
return picture;
};
})();
window.QT.texts = {
zh: {
over: "超时 {span}",
paused: "已暂停",
days: "{days}天{hours}时",
hours: "{hours}时{minutes}分",
minutes: "{minutes}分",
undo: "撤销",
close: "关闭",
undone: "已撤销",
undo_failed: "撤销没有成功，请刷新后查看",
copied: "已复制 {value}",
working: "正在处理…",
session_ended: "登录已过期，您写的文字仍保留在本页",
login_again: "重新登录",
offline: "网络不通，稍后再试；您写的文字仍保留在本页",
refused: "没有权限做这一步",
failed: "没有成功，请再试一次",
too_many: "操作太频繁，请稍候再试",
draft_saving: "正在保存…",
draft_saved: "草稿已存 {time}",
draft_local: "未能存到服务器，暂存在本机",
draft_found: "本机有一份没有保存到服务器的文字（{time}）",
draft_restore: "恢复",
draft_drop: "放弃",
word_replace: "换成「{words}」",
word_found: "「{words}」带有评判，原话之外请写事实",
upload_remove: "移除 {name}",
upload_failed: "{name} 没有传上",
upload_progress: "正在上传 {name}",
upload_running: "附件还在上传，请稍候",
search_for: "搜索「{words}」",
open_number: "打开投诉 {number}",
shortcuts_on: "已开启键盘快捷键",
shortcuts_off: "已关闭键盘快捷键，Ctrl K 仍可用",
newer: "有新的内容，先看一眼再发送",
choose_first: "请先勾选投诉",
remove: "移除",
},
en: {
over: "{span} late",
paused: "Paused",
days: "{days}d {hours}h",
hours: "{hours}h {minutes}m",
minutes: "{minutes}m",
undo: "Undo",
close: "Close",
undone: "Undone",
undo_failed: "Could not undo. Reload the page to see the present state.",
copied: "Copied {value}",
working: "Working…",
session_ended: "Your session has ended. What you wrote is still on this page.",
login_again: "Log in again",
offline: "No connection. Try again shortly; what you wrote is still on this page.",
refused: "You may not take this step",
failed: "That did not work. Please try again.",
too_many: "Too many requests. Please wait a moment.",
draft_saving: "Saving…",
draft_saved: "Draft saved {time}",
draft_local: "Not saved on the server; kept on this computer",
draft_found: "This computer holds a text the server does not have ({time})",
draft_restore: "Restore",
draft_drop: "Discard",
word_replace: "Use “{words}”",
word_found: "“{words}” passes judgement: outside the customer's words, state facts",
upload_remove: "Remove {name}",
upload_failed: "{name} was not uploaded",
upload_progress: "Uploading {name}",
upload_running: "Attachments are still uploading. Please wait.",
search_for: "Search for “{words}”",
open_number: "Open complaint {number}",
shortcuts_on: "Keyboard shortcuts are on",
shortcuts_off: "Keyboard shortcuts are off; Ctrl K still works",
newer: "Something newer has arrived. Look at it before you send.",
choose_first: "Select complaints first",
remove: "Remove",
},
};
(function (QT) {
"use strict";
const root = document.documentElement;
QT.actions = {
theme() {
const next = root.dataset.theme === "dark" ? "light" : "dark";
root.dataset.theme = next;
QT.store.set("qt-theme", next);
window.dispatchEvent(new Event("qt-theme"));
},
palette: () => document.dispatchEvent(new Event("qt-palette")),
help: () => QT.openDialog("#qt-help"),
shortcuts: () => QT.keys.toggle(),
reload: () => location.reload(),
renew: () => document.body.dispatchEvent(new CustomEvent("qt-changed", { bubbles: true })),
print: () => print(),
side: (button) => toggleSide(button),
focus: (button) => {
const target = QT.find(button.dataset.target);
if (target) target.focus();
},
copy: async (button) => {
try {
await navigator.clipboard.writeText(button.dataset.copy);
QT.toast({ text: QT.text("copied", { value: button.dataset.copy }) });
} catch {
QT.toast({ text: QT.text("failed"), tone: "bad" });
}
},
};
QT.on("click", "[data-action]", (event, button) => {
const action = QT.actions[button.dataset.action];
if (!action) return;
event.preventDefault();
action(button);
});
function toggleSide(button) {
const side = QT.find("#qt-side");
const open = side.classList.toggle("is-open");
QT.findAll("[data-action=side][aria-expanded]").forEach((each) => each.setAttribute("aria-expanded", String(open)));
if (open) {
const first = QT.find("a", side);
if (first) first.focus();
} else if (button) {
const opener = QT.find("[data-action=side][aria-expanded]");
if (QT.visible(opener)) opener.focus();
}
}
document.addEventListener("click", (event) => {
QT.findAll("details.qt-menu[open]").forEach((menu) => {
if (!menu.contains(event.target) || event.target.closest(".qt-menu-item")) menu.open = false;
});
});
document.addEventListener("keydown", (event) => {
if (event.key !== "Escape" || QT.composing(event)) return;
const menu = QT.find("details.qt-menu[open]");
if (menu) {
menu.open = false;
QT.find("summary", menu).focus();
event.stopPropagation();
} else if (QT.find("#qt-side.is-open")) {
toggleSide(true);
}
});
QT.on("submit", "form[data-logout]", () => QT.store.clear("qt-draft:"));
QT.on("change", "select[data-goto]", (event, select) => {
if (select.value) location.href = select.value;
});
})(window.QT);
(function (QT) {
"use strict";
const extra = new Map();
let leader = "";
let timer = 0;
QT.keys = {
on: (key, action) => extra.set(key, action),
enabled: () => QT.store.get("qt-shortcuts") !== "off",
toggle() {
const on = !QT.keys.enabled();
QT.store.set("qt-shortcuts", on ? "on" : "off");
show();
QT.toast({ text: QT.text(on ? "shortcuts_on" : "shortcuts_off") });
},
};
function show() {
const on = String(QT.keys.enabled());
QT.findAll("[data-action=shortcuts]").forEach((each) => each.setAttribute("aria-checked", on));
}
function press(keys) {
const all = QT.findAll("[data-keys]").filter((each) => each.dataset.keys === keys);
const targets = [...all.filter((each) => each.closest("main")), ...all];
const target = targets.find(QT.visible) || targets.find((each) => each.matches("a.qt-nav-link"));
if (!target || target.disabled || target.getAttribute("aria-disabled") === "true") return false;
if (target.matches("input, textarea, select")) {
target.focus();
if (target.select) target.select();
} else {
target.click();
}
return true;
}
function sequence(event) {
clearTimeout(timer);
if (leader) {
const keys = leader + " " + event.key;
leader = "";
return press(keys);
}
if (event.key === "g") {
leader = "g";
timer = setTimeout(() => {
leader = "";
}, 1200);
return true;
}
const action = extra.get(event.key);
return action ? action(event) !== false : press(event.key);
}
document.addEventListener("keydown", (event) => {
if (QT.composing(event)) return;
if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
event.preventDefault();
QT.actions.palette();
return;
}
if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
const form = event.target.closest("form[data-send]");
if (form) {
event.preventDefault();
form.requestSubmit();
}
return;
}
if (event.key === "Escape") {
if (QT.typing(event)) event.target.blur();
document.dispatchEvent(new Event("qt-escape"));
return;
}
if (event.ctrlKey || event.metaKey || event.altKey || QT.typing(event) || !QT.keys.enabled()) return;
if (QT.find("dialog[open]")) return;
if (event.key === "?") {
event.preventDefault();
QT.actions.help();
} else if (sequence(event)) {
event.preventDefault();
}
});
QT.ready(show);
})(window.QT);
(function (QT) {
"use strict";
QT.toast = function (note) {
const region = QT.find("#qt-toasts");
if (!region || !note || !note.text) return;
const toast = QT.element("div", { class: "qt-toast" + (note.tone === "bad" ? " is-bad" : "") }, QT.element("span", {}, note.text));
if (note.undo_url) {
const undo = QT.element("button", { type: "button" }, note.undo_label || QT.text("undo"));
undo.addEventListener("click", () => takeBack(note.undo_url, toast));
toast.append(undo);
}
if (note.link) toast.append(QT.element("a", { href: note.link.url, target: note.link.target }, note.link.text));
const close = QT.element("button", { type: "button", class: "qt-toast-close", "aria-label": QT.text("close") }, QT.icon("x"));
close.addEventListener("click", () => toast.remove());
toast.append(close);
region.append(toast);
while (region.children.length > 4) region.firstElementChild.remove();
linger(toast, (note.seconds || (note.undo_url ? 9 : note.tone === "bad" ? 8 : 4)) * 1000);
};
function linger(toast, wait) {
let timer = 0;
const leave = () => {
clearTimeout(timer);
timer = setTimeout(() => toast.remove(), wait);
};
const stay = () => clearTimeout(timer);
toast.addEventListener("mouseenter", stay);
toast.addEventListener("focusin", stay);
toast.addEventListener("mouseleave", leave);
toast.addEventListener("focusout", leave);
leave();
}
async function takeBack(url, toast) {
toast.remove();
try {
const answer = await QT.post(url, new FormData());
QT.toast({ text: (answer && answer.text) || QT.text("undone") });
document.body.dispatchEvent(new CustomEvent("qt-changed", { bubbles: true }));
} catch (problem) {
QT.say(problem, "undo_failed");
}
}
QT.say = function (problem, fallback) {
if (problem.status === 401) {
QT.toast({
text: QT.text("session_ended"),
link: { text: QT.text("login_again"), url: "/login", target: "_blank" },
tone: "bad",
seconds: 60,
});
} else {
const key = problem.status === 403 ? "refused" : problem.status === 429 ? "too_many" : fallback || (problem.status ? "failed" : "offline");
QT.toast({ text: problem.detail || QT.text(key), tone: "bad" });
}
};
document.addEventListener("qt-toast", (event) => QT.toast(event.detail));
document.addEventListener("htmx:responseError", (event) => {
const request = event.detail.xhr;
const told = request.getResponseHeader("HX-Trigger") || "";
if (quiet(event) || told.includes("qt-refused") || told.includes("qt-session-ended")) return;
QT.say({ status: request.status, detail: QT.detail(request.responseText) });
});
document.addEventListener("htmx:sendError", (event) => {
if (!quiet(event)) QT.say({ status: 0 });
});
document.addEventListener("htmx:beforeSwap", (event) => {
const request = event.detail.xhr;
if (!/\/login(\?|$)/.test(request.responseURL || "")) return;
event.detail.shouldSwap = false;
if (!quiet(event)) QT.say({ status: 401 });
});
function quiet(event) {
const source = event.detail.elt;
return Boolean(source && source.closest && source.closest("[data-quiet]"));
}
let running = 0;
let soon = 0;
let late = 0;
document.addEventListener("htmx:beforeRequest", (event) => {
if (quiet(event)) return;
running += 1;
if (running > 1) return;
soon = setTimeout(() => reveal("#qt-busy", false), 350);
late = setTimeout(() => reveal("#qt-busy-words", false), 2000);
});
document.addEventListener("htmx:afterRequest", (event) => {
if (quiet(event)) return;
running = Math.max(0, running - 1);
if (running) return;
clearTimeout(soon);
clearTimeout(late);
reveal("#qt-busy", true);
reveal("#qt-busy-words", true);
});
function reveal(selector, hide) {
const element = QT.find(selector);
if (element) element.hidden = hide;
}
QT.ready(() => {
const region = QT.find("#qt-toasts");
if (region && region.dataset.toasts) JSON.parse(region.dataset.toasts).forEach(QT.toast);
});
})(window.QT);
(function (QT) {
"use strict";
function clear(form) {
QT.findAll("[data-refused]", form).forEach((each) => each.remove());
QT.findAll("[data-was-refused]", form).forEach((field) => {
field.removeAttribute("aria-invalid");
field.removeAttribute("data-was-refused");
});
}
function mark(field, message) {
const box = field.closest(".qt-field") || field.parentElement;
const line = QT.element("p", { class: "qt-error", "data-refused": true, id: field.id + "-refused" }, QT.icon("alert-triangle"), QT.element("span", {}, message));
field.setAttribute("aria-invalid", "true");
field.setAttribute("data-was-refused", "");
const told = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
if (field.id && !told.includes(line.id)) field.setAttribute("aria-describedby", [...told, line.id].join(" "));
box.append(line);
}
document.addEventListener("qt-refused", (event) => {
const form = event.target.closest && event.target.closest("form");
const rest = [];
let first = null;
if (form) clear(form);
for (const error of event.detail.errors || []) {
const named = form && error.field && form.elements[error.field];
const field = named && named.length !== undefined && !named.tagName ? named[0] : named;
if (field && field.type !== "hidden") {
mark(field, error.message);
first = first || field;
} else {
rest.push(error.message);
}
}
if (rest.length) tell(form, rest);
if (first) first.focus();
});
function tell(form, messages) {
const body = form && QT.find(".qt-dialog-body", form);
if (!body) {
messages.forEach((text) => QT.toast({ text, tone: "bad" }));
return;
}
const lines = messages.map((text) => QT.element("p", {}, text));
body.prepend(QT.element("div", { class: "qt-notice is-red", role: "alert", "data-refused": true }, QT.icon("alert-triangle"), QT.element("div", {}, ...lines)));
}
let told = 0;
document.addEventListener("qt-session-ended", () => {
if (Date.now() - told < 60000) return;
told = Date.now();
QT.say({ status: 401 });
});
})(window.QT);
(function (QT) {
"use strict";
QT.openDialog = function (dialog) {
const target = typeof dialog === "string" ? QT.find(dialog) : dialog;
if (!target || target.open) return;
const back = document.activeElement;
target.showModal();
const first = QT.find("[autofocus], [aria-invalid=true]", target);
if (first) first.focus();
target.addEventListener("close", () => back && back.isConnected && back.focus(), { once: true });
};
QT.on("click", "[data-dialog]", (event, button) => {
event.preventDefault();
QT.openDialog(button.dataset.dialog);
});
QT.on("click", "[data-close]", (event, button) => {
const dialog = button.closest("dialog");
if (dialog) {
event.preventDefault();
dialog.close();
}
});
document.addEventListener("mousedown", (event) => {
const dialog = event.target;
if (!(dialog instanceof HTMLDialogElement)) return;
const box = dialog.getBoundingClientRect();
const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
if (outside && !QT.findAll("textarea, input:not([type=hidden])", dialog).some(changed)) dialog.close();
});
function changed(field) {
return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}
document.addEventListener("htmx:afterSwap", (event) => {
if (event.detail.target.id !== "qt-dialog-host") return;
const dialog = QT.find("dialog", event.detail.target);
if (dialog) QT.openDialog(dialog);
});
document.addEventListener("qt-close-dialog", () => {
const dialog = QT.find("#qt-dialog-host dialog");
if (dialog) dialog.close();
const host = QT.find("#qt-dialog-host");
if (dialog) setTimeout(() => dialog.isConnected && host.replaceChildren());
});
let agreed = null;
function ask(source, go) {
const dialog = QT.find("#qt-confirm");
QT.find("[data-confirm-text]", dialog).textContent = source.dataset.confirm;
const yes = QT.find("[data-confirm-yes]", dialog);
yes.textContent = source.dataset.confirmYes || yes.dataset.label;
yes.onclick = () => {
dialog.close();
agreed = source;
go();
agreed = null;
};
QT.openDialog(dialog);
}
document.addEventListener(
"submit",
(event) => {
const form = event.target;
if (!form.dataset.confirm || agreed === form || form.hasAttribute("hx-post")) return;
event.preventDefault();
event.stopPropagation();
const submitter = event.submitter;
ask(form, () => form.requestSubmit(submitter));
},
true,
);
document.addEventListener("htmx:confirm", (event) => {
const source = event.detail.elt;
if (!source.dataset.confirm) return;
event.preventDefault();
ask(source, () => event.detail.issueRequest(true));
});
document.addEventListener("submit", (event) => {
const form = event.target;
if (event.defaultPrevented || form.method === "dialog" || form.target === "_blank" || form.hasAttribute("data-download")) return;
const button = event.submitter || QT.find("[type=submit], button:not([type])", form);
if (form.dataset.sent) {
event.preventDefault();
return;
}
if (!form.hasAttribute("hx-post") && !form.hasAttribute("hx-get")) {
form.dataset.sent = "yes";
if (button) button.classList.add("is-busy");
}
});
window.addEventListener("pageshow", () => {
QT.findAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
QT.findAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
});
})(window.QT);
(function (QT) {
"use strict";
const LIMIT = 9;
function collect() {
return QT.findAll("[data-command]").map((element) => ({
text: element.dataset.command,
hint: element.dataset.keys || "",
match: (element.dataset.command + " " + (element.dataset.pinyin || "")).toLowerCase(),
run: () => (element.tagName === "A" && element.href ? (location.href = element.href) : element.click()),
}));
}
document.addEventListener("alpine:init", () => {
window.Alpine.data("qtPalette", () => ({
query: "",
index: 0,
commands: [],
found: [],
asked: null,
init() {
document.addEventListener("qt-palette", () => this.toggle());
this.ask = QT.debounce(180, () => this.search());
},
toggle() {
if (this.$root.open) return this.$root.close();
this.commands = collect();
this.query = "";
this.found = [];
this.index = 0;
QT.openDialog(this.$root);
this.$refs.query.focus();
},
items() {
const words = this.query.trim().toLowerCase();
const own = this.commands.filter((each) => !words || words.split(/\s+/).every((word) => each.match.includes(word)));
if (!words) return own.slice(0, LIMIT);
return [...this.numbers(words), ...this.found, ...own.slice(0, LIMIT - 1), ...this.fallback()].slice(0, LIMIT + 3);
},
numbers(words) {
const address = this.$root.dataset.complaint;
if (!address || !/^ts\d{7,}$/.test(words)) return [];
const number = words.toUpperCase();
return [{ text: QT.text("open_number", { number }), hint: "", run: () => (location.href = address.replace("TS0", number)) }];
},
fallback() {
const address = this.$root.dataset.queue;
const words = this.query.trim();
if (!address || !words) return [];
return [{ text: QT.text("search_for", { words }), hint: "", run: () => (location.href = address + "?q=" + encodeURIComponent(words)) }];
},
typed(event) {
this.index = 0;
if (!event.isComposing) this.ask();
},
async search() {
const address = this.$root.dataset.search;
const words = this.query.trim();
this.found = [];
if (!address || words.length < 2) return;
if (this.asked) this.asked.abort();
this.asked = new AbortController();
try {
const answer = await fetch(address + "?q=" + encodeURIComponent(words), { signal: this.asked.signal, headers: { Accept: "application/json" } });
if (!answer.ok || QT.sessionEnded(answer)) return;
const data = await answer.json();
this.found = (data.items || []).slice(0, 6).map((each) => ({ text: each.text, hint: each.hint || "", run: () => (location.href = each.url) }));
} catch {
this.found = [];
}
},
count() {
return this.items().length;
},
active() {
return "qt-palette-" + this.index;
},
run(item) {
this.$root.close();
item.run();
},
key(event) {
if (QT.composing(event)) return;
const size = this.count();
if (event.key === "ArrowDown" || event.key === "ArrowUp") {
event.preventDefault();
this.index = size ? (this.index + (event.key === "ArrowDown" ? 1 : size - 1)) % size : 0;
this.$nextTick(() => {
const row = document.getElementById(this.active());
if (row) row.scrollIntoView({ block: "nearest" });
});
} else if (event.key === "Enter") {
event.preventDefault();
const item = this.items()[this.index];
if (item) this.run(item);
}
},
}));
});
})(window.QT);
(function (QT) {
"use strict";
QT.span = function (seconds) {
const minutes = Math.floor(Math.abs(seconds) / 60);
const days = Math.floor(minutes / 1440);
const hours = Math.floor((minutes % 1440) / 60);
const rest = minutes % 60;
if (days) return QT.text("days", { days, hours });
if (hours) return QT.text("hours", { hours, minutes: String(rest).padStart(2, "0") });
return QT.text("minutes", { minutes: rest });
};
function tick(clock, now) {
const due = Number(clock.dataset.due);
const start = due - Number(clock.dataset.length);
const warn = due - Number(clock.dataset.warn);
const level = now >= due ? "over" : now >= warn ? "hot" : "ok";
clock.className = "qt-clock is-" + level;
const words = QT.find(".qt-clock-text", clock);
const span = QT.span(due - now);
words.textContent = level === "over" ? QT.text("over", { span }) : span;
const bar = QT.find("rect", clock);
if (bar) bar.setAttribute("width", String(Math.max(0, Math.min(100, Math.round(((now - start) / Math.max(1, due - start)) * 100)))));
}
QT.tick = function (scope) {
const now = QT.now();
QT.findAll(".qt-clock[data-due]", scope).forEach((clock) => tick(clock, now));
};
setInterval(() => {
if (!document.hidden) QT.tick();
}, 15000);
document.addEventListener("visibilitychange", () => {
if (!document.hidden) QT.tick();
});
})(window.QT);
(function (QT) {
"use strict";
const EVERY = 15000;
const SLOWEST = 120000;
let wait = EVERY;
let last = 0;
let typed = 0;
let kind = "";
let timer = 0;
function poll() {
const source = QT.find("#qt-poll");
if (!source || document.hidden || !window.htmx) return;
last = Date.now();
window.htmx.trigger(source, "qt-poll");
}
function again() {
clearTimeout(timer);
timer = setTimeout(() => {
poll();
again();
}, wait);
}
QT.on("input", "[data-typing]", (event, field) => {
typed = Date.now();
kind = field.dataset.typing;
});
document.addEventListener("htmx:configRequest", (event) => {
if (event.detail.elt.id !== "qt-poll") return;
const place = QT.find("[data-complaint-no]");
if (place) {
event.detail.parameters.complaint = place.dataset.complaintNo;
event.detail.parameters.latest = place.dataset.latest || "";
if (Date.now() - typed < 10000) event.detail.parameters.typing = kind;
}
});
document.addEventListener("htmx:afterRequest", (event) => {
if (event.detail.elt.id !== "qt-poll") return;
wait = event.detail.successful ? EVERY : Math.min(SLOWEST, wait * 2);
again();
});
document.addEventListener("visibilitychange", () => {
if (!document.hidden && Date.now() - last > EVERY) {
poll();
again();
}
});
window.addEventListener("load", () => {
if (!QT.find("#qt-poll")) return;
poll();
again();
});
})(window.QT);
(function (QT) {
"use strict";
const chosen = new Map();
const tabs = (list) => QT.findAll("[role=tab]", list);
const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
function choose(tab, quiet) {
const list = tab.closest("[role=tablist]");
tabs(list).forEach((each) => {
const on = each === tab;
each.setAttribute("aria-selected", String(on));
each.tabIndex = on ? 0 : -1;
if (panel(each)) panel(each).hidden = !on;
});
chosen.set(list.id, tab.id);
if (list.dataset.tabs === "hash" && !quiet) {
const first = tabs(list)[0] === tab;
history.replaceState(null, "", first ? location.pathname + location.search : "#" + tab.dataset.tab);
}
const box = panel(tab);
if (box) box.dispatchEvent(new CustomEvent("qt-shown", { bubbles: true }));
}
QT.chooseTab = (name) => {
const tab = QT.find('[role=tab][data-tab="' + CSS.escape(name) + '"]');
if (tab) choose(tab);
return tab;
};
QT.on("click", "[role=tablist][data-tabs] [role=tab]", (event, tab) => choose(tab));
QT.on("keydown", "[role=tablist][data-tabs] [role=tab]", (event, tab) => {
const all = tabs(tab.closest("[role=tablist]"));
const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
if (!step) return;
event.preventDefault();
event.stopPropagation();
const next = all[(all.indexOf(tab) + step + all.length) % all.length];
choose(next);
next.focus();
});
function follow(scope) {
const name = decodeURIComponent(location.hash.slice(1));
QT.findAll("[role=tablist][data-tabs=hash]", scope).forEach((list) => {
const wanted = tabs(list).find((tab) => tab.dataset.tab === name);
if (wanted) choose(wanted, true);
else if (!name && scope === document) choose(tabs(list)[0], true);
});
}
window.addEventListener("hashchange", () => follow(document));
QT.mount((scope) => {
QT.findAll("[role=tablist][data-tabs]", scope).forEach((list) => {
const before = chosen.get(list.id) && document.getElementById(chosen.get(list.id));
if (before) choose(before, true);
});
if (location.hash) follow(scope);
});
})(window.QT);
(function (QT) {
"use strict";
const rows = () => QT.findAll("#qt-rows tbody tr[data-no]");
const boxes = () => QT.findAll("#qt-rows .qt-row-check");
let at = -1;
let lastBox = null;
function mark(next) {
const all = rows();
if (!all.length) return;
at = Math.max(0, Math.min(all.length - 1, next));
all.forEach((row, index) => row.classList.toggle("is-focused", index === at));
all[at].scrollIntoView({ block: "nearest" });
const link = QT.find("a", all[at]);
if (link) link.focus({ preventScroll: true });
}
function current() {
const focused = document.activeElement && document.activeElement.closest("#qt-rows tr[data-no]");
return focused || rows()[at] || null;
}
function sync() {
const chosen = boxes().filter((box) => box.checked);
boxes().forEach((box) => box.closest("tr").classList.toggle("is-selected", box.checked));
const all = QT.find("#qt-rows .qt-all-check");
if (all) {
all.checked = chosen.length > 0 && chosen.length === boxes().length;
all.indeterminate = chosen.length > 0 && !all.checked;
}
const bar = QT.find("#qt-bulk");
if (!bar) return;
bar.hidden = chosen.length === 0;
QT.find("[data-bulk-count]", bar).textContent = String(chosen.length);
QT.findAll("a[data-bulk-href]", bar).forEach((link) => {
link.href = link.dataset.bulkHref + "?" + chosen.map((box) => "no=" + encodeURIComponent(box.value)).join("&");
});
}
function clear() {
boxes().forEach((box) => {
box.checked = false;
});
sync();
}
QT.actions.unselect = clear;
QT.on("click", ".qt-row-check", (event, box) => {
const all = boxes();
const from = all.indexOf(lastBox);
const to = all.indexOf(box);
if (event.shiftKey && from >= 0) {
for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) all[index].checked = box.checked;
}
lastBox = box;
sync();
});
QT.on("change", ".qt-all-check", (event, box) => {
boxes().forEach((each) => {
each.checked = box.checked;
});
sync();
});
QT.on("click", "#qt-rows tr[data-no] td", (event, cell) => {
if (event.target.closest("a, button, input, label") || String(getSelection())) return;
const link = QT.find("a", cell.parentElement);
if (link) link.click();
});
function whenQueue(action) {
return (event) => {
if (!QT.find("#qt-rows")) return false;
return action(event);
};
}
const down = whenQueue(() => mark(at + 1));
const up = whenQueue(() => mark(at - 1));
QT.keys.on("j", down);
QT.keys.on("k", up);
QT.keys.on("ArrowDown", down);
QT.keys.on("ArrowUp", up);
QT.keys.on(
"x",
whenQueue(() => {
const row = current();
const box = row && QT.find(".qt-row-check", row);
if (!box) return false;
box.checked = !box.checked;
lastBox = box;
sync();
return true;
}),
);
document.addEventListener("qt-escape", () => {
if (QT.find("#qt-rows")) clear();
});
document.addEventListener("htmx:configRequest", (event) => {
if (event.detail.elt.id !== "qt-filters") return;
const parameters = event.detail.parameters;
for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
});
QT.on("change", ".qt-filter select", (event, select) => {
select.classList.toggle("is-set", Boolean(select.value) && !select.dataset.plain);
});
const search = QT.debounce(260, () => window.htmx.trigger("#qt-filters", "qt-search"));
QT.on("input", "#qt-filters input[type=search]", (event) => {
if (!event.isComposing) search();
});
QT.on("compositionend", "#qt-filters input[type=search]", search);
QT.on("keydown", "#qt-filters input[type=search]", (event) => {
if (event.key === "Enter" && !QT.composing(event)) {
event.preventDefault();
search.cancel();
window.htmx.trigger("#qt-filters", "qt-search");
}
});
document.addEventListener(
"submit",
(event) => {
QT.findAll("[data-query]", event.target).forEach((field) => {
field.value = location.search.slice(1);
});
QT.findAll("[data-address]", event.target).forEach((field) => {
field.value = location.pathname + location.search;
});
},
true,
);
document.addEventListener("htmx:afterSwap", (event) => {
if (event.detail.target.id !== "qt-rows") return;
at = -1;
lastBox = null;
sync();
});
window.addEventListener("pageshow", sync);
})(window.QT);
(function (QT) {
"use strict";
const states = new WeakMap();
const live = new Set();
const place = (owner) => "qt-draft:" + (document.body.dataset.user || "") + ":" + (owner.dataset.draftKey || owner.dataset.autosaveUrl);
const clock = () => new Date().toTimeString().slice(0, 5);
function content(owner) {
if (owner.tagName !== "FORM") return { text: owner.value };
const data = {};
for (const field of owner.elements) {
if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "password" || field.dataset.noDraft !== undefined) continue;
if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
if (field.tagName === "BUTTON") continue;
(data[field.name] = data[field.name] || []).push(field.value);
}
return data;
}
function body(data) {
const form = new URLSearchParams();
for (const [name, value] of Object.entries(data)) [].concat(value).forEach((each) => form.append(name, each));
return form;
}
function status(owner, text) {
const line = QT.find("[data-draft-status]", owner.closest("form") || owner.parentElement) || (owner.tagName === "FORM" && QT.find("main [data-draft-status]"));
if (line) line.textContent = text;
}
async function save(owner) {
const state = states.get(owner);
if (state.busy) {
state.later();
return;
}
const data = content(owner);
state.busy = true;
status(owner, QT.text("draft_saving"));
try {
const answer = await QT.post(owner.dataset.autosaveUrl, body(data));
if (JSON.stringify(content(owner)) === JSON.stringify(data)) state.dirty = false;
QT.store.remove(place(owner));
status(owner, QT.text("draft_saved", { time: (answer && answer.saved_at) || clock() }));
} catch (problem) {
status(owner, QT.text("draft_local"));
if (problem.status === 401 && !state.told) {
state.told = true;
QT.say(problem);
}
} finally {
state.busy = false;
}
}
function touched(owner) {
const state = states.get(owner);
if (!state) return;
state.dirty = true;
QT.store.set(place(owner), { at: clock(), data: content(owner) });
state.later();
}
function fill(owner, data) {
if (owner.tagName !== "FORM") {
owner.value = data.text;
} else {
for (const field of owner.elements) {
if (!field.name || !(field.name in data)) continue;
const values = [].concat(data[field.name]);
if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
else if (field.type !== "hidden" && field.type !== "file") field.value = values[0];
}
}
owner.dispatchEvent(new Event("input", { bubbles: true }));
}
function offer(owner) {
const kept = QT.store.get(place(owner));
if (!kept || !kept.data || JSON.stringify(kept.data) === JSON.stringify(content(owner))) return;
const restore = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("draft_restore"));
const drop = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("draft_drop"));
const words = QT.element("span", {}, QT.text("draft_found", { time: kept.at }));
const banner = QT.element("div", { class: "qt-notice is-orange", role: "status" }, QT.icon("history"), words, restore, drop);
restore.addEventListener("click", () => {
fill(owner, kept.data);
banner.remove();
});
drop.addEventListener("click", () => {
QT.store.remove(place(owner));
banner.remove();
});
owner.tagName === "FORM" ? owner.prepend(banner) : owner.before(banner);
}
QT.mount((scope) => {
const owners = QT.findAll("[data-autosave-url]", scope);
if (scope.matches && scope.matches("[data-autosave-url]")) owners.push(scope);
owners.forEach((owner) => {
if (states.has(owner)) return;
states.set(owner, { dirty: false, busy: false, told: false, later: QT.debounce(1500, () => save(owner)) });
live.add(owner);
offer(owner);
owner.addEventListener("input", () => touched(owner));
owner.addEventListener("change", () => touched(owner));
});
});
function settle(form) {
for (const owner of live) {
if (owner !== form && owner.form !== form) continue;
const state = states.get(owner);
state.later.cancel();
state.dirty = false;
QT.store.remove(place(owner));
status(owner, "");
}
}
document.addEventListener("htmx:afterRequest", (event) => {
const form = event.detail.elt;
if (form.tagName === "FORM" && event.detail.successful && event.detail.xhr.status < 300) settle(form);
});
document.addEventListener("submit", (event) => {
if (event.defaultPrevented || event.target.hasAttribute("hx-post")) return;
for (const owner of live) {
if (owner === event.target || owner.form === event.target) {
states.get(owner).later.cancel();
states.get(owner).dirty = false;
}
}
});
window.addEventListener("beforeunload", (event) => {
for (const owner of live) {
if (!owner.isConnected) live.delete(owner);
else if (states.get(owner).dirty) event.preventDefault();
}
});
})(window.QT);
(function (QT) {
"use strict";
QT.on("change", "[data-upload-url] input[type=file]", (event, input) => {
send(input.closest("[data-upload-url]"), input.files);
input.value = "";
});
document.addEventListener("dragover", (event) => {
const zone = event.target.closest && event.target.closest("[data-upload-url]");
if (!zone || !event.dataTransfer.types.includes("Files")) return;
event.preventDefault();
zone.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
const zone = event.target.closest && event.target.closest("[data-upload-url]");
if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
const zone = event.target.closest && event.target.closest("[data-upload-url]");
if (!zone || !event.dataTransfer.files.length) return;
event.preventDefault();
zone.classList.remove("is-over");
send(zone, event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
const zone = event.target.closest && event.target.closest("[data-upload-url]");
if (!zone || !event.clipboardData || !event.clipboardData.files.length) return;
event.preventDefault();
send(zone, event.clipboardData.files);
});
function send(zone, files) {
Array.from(files).forEach((file) => upload(zone, file));
}
function upload(zone, file) {
const list = QT.find(".qt-files", zone);
const label = QT.text("upload_progress", { name: file.name });
const progress = QT.element("progress", { max: 100, value: 0, "aria-label": label });
const main = QT.element("span", { class: "qt-file-main" }, QT.element("span", { class: "qt-cut" }, file.name), progress);
const drop = QT.element("button", { type: "button", "aria-label": QT.text("upload_remove", { name: file.name }) }, QT.icon("x"));
const item = QT.element("li", { class: "qt-file", "data-uploading": true }, picture(file), main, drop);
list.append(item);
const request = new XMLHttpRequest();
const form = new FormData();
form.append("file", file, file.name);
drop.addEventListener("click", () => {
request.abort();
item.remove();
});
request.upload.addEventListener("progress", (event) => {
if (event.lengthComputable) progress.value = Math.round((event.loaded / event.total) * 100);
});
request.addEventListener("load", () => finish(zone, item, progress, file, request));
request.addEventListener("error", () => fail(item, progress, file, ""));
request.open("POST", zone.dataset.uploadUrl);
request.setRequestHeader("X-CSRFToken", QT.token());
request.setRequestHeader("Accept", "application/json");
request.send(form);
}
function finish(zone, item, progress, file, request) {
let data = {};
try {
data = JSON.parse(request.responseText);
} catch {
data = {};
}
if (request.status >= 300 || !data.id) {
fail(item, progress, file, QT.detail(request.responseText));
return;
}
progress.remove();
delete item.dataset.uploading;
const size = QT.element("small", { class: "qt-muted" }, data.size || "");
QT.find(".qt-file-main", item).append(size);
item.append(QT.element("input", { type: "hidden", name: zone.dataset.uploadName || "attachments", value: data.id }));
zone.dispatchEvent(new Event("input", { bubbles: true }));
}
function fail(item, progress, file, detail) {
progress.remove();
delete item.dataset.uploading;
item.classList.add("is-failed");
QT.find(".qt-file-main", item).replaceChildren(detail || QT.text("upload_failed", { name: file.name }));
}
function picture(file) {
if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return QT.icon("paperclip");
const image = QT.element("img", { alt: "" });
image.src = URL.createObjectURL(file);
image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
return image;
}
QT.on("click", "[data-remove-file]", (event, button) => button.closest(".qt-file").remove());
document.addEventListener(
"submit",
(event) => {
if (!QT.find("[data-uploading]", event.target)) return;
event.preventDefault();
event.stopPropagation();
QT.toast({ text: QT.text("upload_running"), tone: "bad" });
},
true,
);
document.addEventListener("htmx:afterRequest", (event) => {
const form = event.detail.elt;
if (form.tagName === "FORM" && event.detail.successful) QT.findAll(".qt-files", form).forEach((list) => list.replaceChildren());
});
})(window.QT);
(function (QT) {
"use strict";
const waiting = new WeakMap();
async function judge(field) {
const text = field.value;
if (!text.trim()) return show(field, []);
try {
const answer = await QT.post(field.dataset.wordsUrl, new URLSearchParams({ text }));
if (field.value === text) show(field, (answer && answer.words) || []);
} catch {
show(field, []);
}
return undefined;
}
function show(field, words) {
const box = field.closest(".qt-field");
const layer = QT.find(".qt-mark-layer", box);
const list = QT.find(".qt-words", box);
const points = Array.from(field.value);
let at = 0;
layer.replaceChildren();
list.replaceChildren();
[...words].sort((one, two) => one.start - two.start).forEach((word) => {
if (word.start < at) return;
layer.append(points.slice(at, word.start).join(""), QT.element("mark", {}, points.slice(word.start, word.end).join("")));
at = word.end;
list.append(advice(field, word));
});
layer.append(points.slice(at).join("") + "\n");
layer.scrollTop = field.scrollTop;
}
function advice(field, word) {
const row = QT.element("li", { class: "qt-notice is-orange" }, QT.element("span", {}, QT.text("word_found", { words: word.text })));
if (word.suggestion) {
const button = QT.element("button", { type: "button", class: "qt-text-button" }, QT.text("word_replace", { words: word.suggestion }));
button.addEventListener("click", () => {
const points = Array.from(field.value);
points.splice(word.start, word.end - word.start, word.suggestion);
field.value = points.join("");
field.dispatchEvent(new Event("input", { bubbles: true }));
field.focus();
});
row.append(button);
}
return row;
}
QT.on("input", "[data-words-url]", (event, field) => {
show(field, []);
if (event.isComposing) return;
if (!waiting.has(field)) waiting.set(field, QT.debounce(500, () => judge(field)));
waiting.get(field)();
});
QT.on("compositionend", "[data-words-url]", (event, field) => field.dispatchEvent(new Event("input", { bubbles: true })));
document.addEventListener(
"scroll",
(event) => {
const field = event.target;
if (field.matches && field.matches("[data-words-url]")) QT.find(".qt-mark-layer", field.parentElement).scrollTop = field.scrollTop;
},
true,
);
QT.mount((scope) => QT.findAll("[data-words-url]", scope).forEach((field) => field.value && judge(field)));
const hint = QT.debounce(600, (selector) => window.htmx.trigger(selector, "qt-hints"));
const ask = (event, field) => {
const form = field.closest("form[data-hints]");
if (form && !event.isComposing) hint(form.dataset.hints);
};
QT.on("input", "[data-hint-source]", ask);
QT.on("change", "[data-hint-source]", ask);
QT.on("compositionend", "[data-hint-source]", ask);
})(window.QT);
(function (QT) {
"use strict";
document.addEventListener("alpine:init", () => {
window.Alpine.data("qtComposer", () => ({
kind: "reply",
init() {
this.kind = this.$root.dataset.kind || "reply";
this.$root.addEventListener("qt-compose", (event) => this.write(event.detail.kind, event.detail.text));
},
isReply() {
return this.kind === "reply";
},
isNote() {
return this.kind === "note";
},
look() {
return this.isNote() ? "is-note" : "";
},
field() {
return QT.find('textarea[data-typing="' + this.kind + '"]', this.$root);
},
choose(kind) {
this.kind = kind;
this.$nextTick(() => this.field().focus());
},
write(kind, text) {
this.kind = kind;
this.$nextTick(() => {
const field = this.field();
field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
field.dispatchEvent(new Event("input", { bubbles: true }));
field.focus();
blank(field);
});
},
}));
});
const BLANK = /【[^【】]{1,20}】/;
function blank(field) {
const match = BLANK.exec(field.value);
if (match) field.setSelectionRange(match.index, match.index + match[0].length);
return Boolean(match);
}
QT.on("click", "[data-insert-script]", (event, button) => {
const text = QT.find("[data-script-text]", button.closest(".qt-script")).textContent.trim();
const composer = QT.find("#qt-composer");
if (composer) composer.dispatchEvent(new CustomEvent("qt-compose", { detail: { kind: "reply", text } }));
});
QT.actions.scripts = () => {
const tab = QT.chooseTab("scripts");
if (tab) tab.scrollIntoView({ block: "nearest" });
const field = QT.find("#qt-script-search");
if (field) field.focus();
};
document.addEventListener("htmx:confirm", (event) => {
const form = event.detail.elt;
if (!form.matches("form[data-send=reply]")) return;
const field = QT.find("textarea", form);
if (blank(field)) {
event.preventDefault();
field.focus();
}
});
document.addEventListener("htmx:configRequest", (event) => {
if (!event.detail.elt.matches("form[data-send]")) return;
const place = QT.find("[data-complaint-no]");
if (place) event.detail.parameters.seen = place.dataset.latest || "";
});
document.addEventListener("htmx:afterRequest", (event) => {
const form = event.detail.elt;
if (!form.matches("form[data-send]") || !event.detail.successful || event.detail.xhr.status >= 300) return;
form.reset();
QT.findAll("textarea", form).forEach((field) => {
field.value = "";
});
const key = QT.find("input[name=request_key]", form);
if (key) key.value = freshKey();
});
function freshKey() {
return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
document.addEventListener("qt-sent", (event) => {
const kinds = { respond: "reply", note: "note" };
const kind = kinds[event.detail.act];
const form = kind && QT.find('form[data-send="' + kind + '"]');
if (!form) return;
QT.findAll("textarea", form).forEach((field) => {
field.value = "";
field.dispatchEvent(new Event("input", { bubbles: true }));
});
});
QT.on("keydown", "textarea[data-typing=reply]", (event, field) => {
if (event.key === "/" && !field.value && !QT.composing(event)) {
event.preventDefault();
QT.actions.scripts();
}
});
let chosen = 0;
function names(query) {
const words = query.toLowerCase();
return QT.findAll("#qt-people option")
.filter((each) => !words || (each.value + " " + (each.dataset.pinyin || "")).toLowerCase().includes(words))
.slice(0, 8);
}
function asked(field) {
const before = field.value.slice(0, field.selectionStart);
const match = /(?:^|\s|[^\w])@([^\s@]{0,12})$/.exec(before);
return match ? match[1] : null;
}
function closeNames(field) {
const list = QT.find("#qt-mentions");
if (list) list.hidden = true;
field.removeAttribute("aria-activedescendant");
}
function showNames(field) {
const query = asked(field);
const list = QT.find("#qt-mentions");
const found = query === null || !list ? [] : names(query);
if (!found.length) return list && closeNames(field);
chosen = Math.min(chosen, found.length - 1);
list.replaceChildren(
...found.map((each, index) => {
const row = QT.element("li", { role: "option", id: "qt-mention-" + index, "aria-selected": String(index === chosen) }, each.value);
row.addEventListener("mousedown", (event) => {
event.preventDefault();
mention(field, each.value);
});
return row;
}),
);
list.hidden = false;
field.setAttribute("aria-activedescendant", "qt-mention-" + chosen);
return undefined;
}
function mention(field, name) {
const end = field.selectionStart;
const start = field.value.lastIndexOf("@", end - 1);
field.setRangeText("@" + name + " ", start, end, "end");
closeNames(field);
field.dispatchEvent(new Event("input", { bubbles: true }));
}
QT.on("input", "textarea[data-mentions]", (event, field) => {
chosen = 0;
showNames(field);
});
QT.on("focusout", "textarea[data-mentions]", (event, field) => closeNames(field));
QT.on("keydown", "textarea[data-mentions]", (event, field) => {
const list = QT.find("#qt-mentions");
if (!list || list.hidden || QT.composing(event)) return;
const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
if (step) {
event.preventDefault();
chosen = (chosen + step + list.children.length) % list.children.length;
showNames(field);
} else if (event.key === "Enter" || event.key === "Tab") {
event.preventDefault();
mention(field, list.children[chosen].textContent);
} else if (event.key === "Escape") {
event.stopPropagation();
closeNames(field);
}
});
})(window.QT);
(function (QT) {
"use strict";
document.addEventListener("alpine:init", () => {
window.Alpine.data("qtRegister", () => ({
missing: [],
total: 0,
init() {
this.look();
this.$root.addEventListener("input", () => this.look());
this.$root.addEventListener("change", () => this.look());
},
look() {
const groups = new Map();
QT.findAll("[data-required]", this.$root).forEach((field) => {
const key = field.dataset.requiredGroup || field.name;
const entry = groups.get(key) || { key, label: field.dataset.required, target: field.id, filled: false };
entry.filled = entry.filled || filled(field);
groups.set(key, entry);
});
const entries = [...groups.values()];
this.total = entries.length;
this.missing = entries.filter((entry) => !entry.filled);
QT.findAll("[data-group]", this.$root).forEach((group) => {
const open = QT.findAll("[data-required]", group).some((field) => this.missing.some((entry) => entry.key === (field.dataset.requiredGroup || field.name)));
group.classList.toggle("is-complete", !open);
});
},
isComplete() {
return this.missing.length === 0;
},
isOpen() {
return this.missing.length > 0;
},
done() {
return this.total - this.missing.length;
},
width() {
return this.total ? Math.round((this.done() / this.total) * 100) : 100;
},
go(entry) {
const field = document.getElementById(entry.target);
if (!field) return;
const more = field.closest("details");
if (more) more.open = true;
field.scrollIntoView({ block: "center" });
field.focus({ preventScroll: true });
},
}));
});
function filled(field) {
if (field.type === "checkbox" || field.type === "radio") return field.checked;
return Boolean(field.value.trim());
}
QT.on("click", "[data-add-row]", (event, button) => {
const list = QT.find(button.dataset.addRow);
const copy = QT.find("template[data-row]", list).content.firstElementChild.cloneNode(true);
const number = Date.now().toString(36);
QT.findAll("[id]", copy).forEach((each) => {
each.id += "-" + number;
});
QT.findAll("label[for]", copy).forEach((each) => {
each.htmlFor += "-" + number;
});
list.append(copy);
const first = QT.find("input, select, textarea", copy);
if (first) first.focus();
});
QT.on("click", "[data-remove-row]", (event, button) => {
const form = button.closest("form");
button.closest("[data-row-item]").remove();
form.dispatchEvent(new Event("input", { bubbles: true }));
});
function reveal(form) {
QT.findAll("[data-when]", form).forEach((box) => {
const [name, values] = box.dataset.when.split("=");
const field = form.elements[name];
const value = field ? field.value : "";
box.hidden = !values.split(" ").includes(value);
});
}
QT.on("change", "form", (event, form) => reveal(form));
QT.mount((scope) => QT.findAll("form", scope).forEach(reveal));
})(window.QT);
