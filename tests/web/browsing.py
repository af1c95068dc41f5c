"""A Chromium over the gallery's server: pages open under the product's Content-Security-Policy, and any console error is a failure."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.web import gallery_server

AXE = Path(__file__).resolve().parents[1] / "support" / "axe.min.js"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Gallery:
    """A browser and the address of a running gallery."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser = browser
        self.base = base

    @contextmanager
    def page(
        self, name: str = "", lang: str = "zh", theme: str = "light", size: dict[str, int] = WIDE, refusals: bool = False
    ) -> Iterator[Page]:
        """An open page. `refusals`: the test provokes a refused request, which browser and htmx write to the console."""
        phone = size["width"] < 600
        context = self.browser.new_context(viewport=size, is_mobile=phone, has_touch=phone, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
        context.add_init_script(f"if (!localStorage.getItem('qt-theme')) localStorage.setItem('qt-theme', JSON.stringify('{theme}'))")
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        if name:
            self.open(page, name, lang)
        yield page
        context.close()
        told = [
            error for error in errors if not (refusals and ("Failed to load resource" in error or "Response Status Error Code" in error))
        ]
        assert told == []

    def open(self, page: Page, name: str, lang: str = "zh") -> None:
        page.goto(f"{self.base}/{name}.{lang}.html", wait_until="load")
        if page.locator("#qt-poll").count():
            eventually(page, "performance.getEntriesByType('resource').some(each => each.name.includes('/web/poll'))")

    def asked(self, path: str) -> list[dict[str, list[str]]]:
        """The forms that reached an address, oldest first."""
        return [form for _method, where, form in gallery_server.Handler.seen if where == path]

    def forget(self) -> None:
        gallery_server.Handler.seen.clear()


def eventually(page: Page, expression: str, seconds: float = 6.0) -> None:
    """Waits until the expression is true. Playwright's own wait evaluates inside the page, which the policy forbids."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"never became true: {expression}"
        page.wait_for_timeout(40)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@contextmanager
def opened(browser: Browser) -> Iterator[Gallery]:
    """The gallery in the one browser of this test process (Playwright allows only one of its loops)."""
    server = gallery_server.started()
    try:
        yield Gallery(browser, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
