/* Toasts, the busy bar, and what the page says when a request fails. A server says {"qt-toast": {...}} in HX-Trigger. */
(function (QT) {
  "use strict";

  /* note: {text, undo_url?, undo_label?, link?: {text, url}, seconds?, tone?: "bad"} */
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

  /* It waits as long as the pointer or the focus is on it. */
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

  /* Turns a refused or failed request into words. */
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

  /* What the server refused with words of its own is told by refusals.js. */
  document.addEventListener("htmx:responseError", (event) => {
    const request = event.detail.xhr;
    const told = request.getResponseHeader("HX-Trigger") || "";
    if (quiet(event) || told.includes("qt-refused") || told.includes("qt-session-ended")) return;
    QT.say({ status: request.status, detail: QT.detail(request.responseText) });
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (!quiet(event)) QT.say({ status: 0 });
  });

  /* A login page must not be swapped into a fragment when the session has ended. */
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
