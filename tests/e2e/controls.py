"""Everything on a page that looks as if it did something, and how to tell that it did."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error

# Buttons, switches, menus and what htmx listens to; plain links are visited by the crawl instead. Fields count where changing them acts.
COLLECT = """() => {
    const wanted = "button, summary, [hx-get]:not(form):not(div), [role=tab], #qt-filters select, .qt-check, a[href='#']";
    const path = element => {
        const steps = [];
        for (let each = element; each && each !== document.body; each = each.parentElement)
            steps.unshift(each.tagName.toLowerCase() + ":nth-child(" + (Array.prototype.indexOf.call(each.parentElement.children, each) + 1) + ")");
        return "body > " + steps.join(" > ");
    };
    const told = (element, name) => element.getAttribute(name) || "";
    return [...document.querySelectorAll(wanted)].filter(e => !e.closest("template") && e.getAttribute("aria-selected") !== "true").map(e => {
        const form = e.form || e.closest("form");
        const dialog = e.closest("dialog");
        const menu = e.tagName === "SUMMARY" ? e.parentElement.parentElement.closest("details:not([open])") : e.closest("details:not([open])");
        const panel = e.closest("[role=tabpanel][hidden]");
        return {
            path: path(e), label: (told(e, "aria-label") || e.textContent || told(e, "title")).trim().replace(/\\s+/g, " ").slice(0, 40),
            does: [e.tagName, told(e, "data-action"), told(e, "data-dialog"), told(e, "hx-get"), told(e, "hx-post"), told(e, "name"), told(e, "value"), told(e, "aria-controls"), told(e, "data-add-row"),
                   e.type === "submit" && form ? told(form, "action") + told(form, "hx-post") : "", dialog ? "dialog " + (dialog.id || "act") : "", e.hasAttribute("data-close") ? "close" : ""].join("|"),
            off: told(e, "aria-disabled") === "true" || e.disabled, why: told(e, "title"), seen: e.checkVisibility({visibilityProperty: true}),
            dialog: dialog && dialog.id || "", menu: menu ? path(menu) : "", panel: panel ? panel.id : "",
        };
    });
}"""

# What a person could notice: texts, states, what is open, what has the focus. Counts and clocks move by themselves and are left out.
PICTURE = """() => {
    const skip = e => e.closest(".qt-nav-count, .qt-clock, #qt-unread, #qt-unread-phone, #qt-presence, #qt-poll, .qt-busy");
    const parts = [location.href, document.documentElement.dataset.theme, document.documentElement.lang];
    for (const e of document.querySelectorAll("body *")) {
        if (skip(e)) continue;
        const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join("");
        const state = ["class", "hidden", "open", "aria-checked", "aria-pressed", "aria-selected", "aria-expanded"].map(n => String(e.getAttribute(n))).join(",");
        parts.push(e.tagName, text, state, e.checked === undefined ? "" : String(e.checked), e.value === undefined ? "" : String(e.value));
    }
    parts.push(document.activeElement && document.activeElement.matches("input, textarea, select") ? document.activeElement.name : "");
    return parts.join("\\n");
}"""


def pattern(url: str) -> str:
    """An address without the numbers of its records: what is one page to a visitor."""
    parts = urlsplit(url)
    path = re.sub(r"TS\d+", "TS", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "U", parts.path))
    return re.sub(r"/\d+(?=/|$)", "/N", path) + ("?" + ",".join(sorted(re.findall(r"([a-z_]+)=", parts.query))) if parts.query else "")


def signature(control: dict[str, Any]) -> str:
    """The same control on another record is the same control."""
    return (
        re.sub(r"TS\d+", "TS", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "U", re.sub(r"\d+", "N", control["does"])))
        + "|"
        + re.sub(r"TS\d+|\d+", "N", control["label"])
    )


class Visitor:
    """One signed-in person who visits pages and presses what stands there."""

    def __init__(self, page: Any, base: str, sign_in: Callable[[], None], events: Callable[[], int]) -> None:
        self.page, self.base, self.sign_in, self.events = page, base, sign_in, events
        self.traffic: list[str] = []
        page.on("request", lambda request: self._note(request))
        page.on("download", lambda download: self.traffic.append("download"))
        page.context.on("page", lambda popup: self.traffic.append("popup") if popup is not page else None)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("filechooser", lambda chooser: self.traffic.append("file chooser"))

    def _note(self, request: Any) -> None:
        path = urlsplit(request.url).path
        if not path.startswith("/static/") and path != "/poll" and "/draft" not in path and not request.url.startswith(("data:", "blob:")):
            self.traffic.append(f"{request.method} {path}")

    def open(self, path: str) -> None:
        try:
            self.page.goto(self.base + path)
        except Error:  # what was pressed before is still on its way somewhere
            self.page.wait_for_load_state()
            self.page.goto(self.base + path)
        if "/login" in self.page.url:
            self.sign_in()
            self.page.goto(self.base + path)

    def controls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(COLLECT)
        return found

    def press(self, path: str, control: dict[str, Any], openers: tuple[str, ...] = ()) -> str:
        """What pressing it did, in a word; empty: nothing anybody could notice."""
        page = self.page
        self.open(path)
        for opener in openers:
            page.locator(opener).first.click()
            page.wait_for_timeout(250)
        page.evaluate(
            """c => { if (c.menu) document.querySelector(c.menu).open = true;
                 if (c.dialog) { const d = document.getElementById(c.dialog); if (d && !d.open) d.showModal(); } }""",
            control,
        )
        target = page.locator(control["path"])
        if not target.count() or not target.is_visible():
            return "not there"
        page.evaluate("document.activeElement && document.activeElement.blur()")
        before, events = page.evaluate(PICTURE), self.events()
        self.traffic.clear()
        if target.evaluate("e => e.tagName") == "SELECT":
            target.select_option(index=target.evaluate("e => e.options.length - 1"))
        else:
            target.click(timeout=4000, no_wait_after=True)
        return self._effect(before, events)

    def _effect(self, before: str, events: int, seconds: float = 2.5) -> str:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.traffic:
                return self.traffic[0]
            try:
                if self.page.evaluate(PICTURE) != before:
                    return "visible change"
            except Error:  # the page is on its way to another one
                return "navigation"
            self.page.wait_for_timeout(60)
        return "event" if self.events() != events else ""


def links(url: str, text: str) -> Iterator[str]:
    """Addresses of this server that the page links to."""
    for href in dict.fromkeys(re.findall(r'<a\b[^>]*?\shref="([^"#]+)"', text)):
        target = urljoin(url, html.unescape(href))
        if urlsplit(target).netloc == urlsplit(url).netloc:
            yield target
