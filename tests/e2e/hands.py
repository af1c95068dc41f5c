"""What a hand does in a browser: open a window that may not complain, sign in, fill a dialog, wait for words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.e2e.conftest import EXPECTED
from tests.support.company import PASSWORD

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def window(browser: Any, size: dict[str, int] = WIDE, **options: Any) -> Iterator[Any]:
    """A page in a browser context of its own; whatever it reports to the console is raised at the end."""
    phone = size["width"] < 600
    context = browser.new_context(
        **{"viewport": size, "is_mobile": phone, "has_touch": phone, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" and not any(e in message.text for e in EXPECTED) else None,
    )
    yield page
    context.close()
    assert errors == [], errors


def enter(page: Any, url: str, username: str, path: str = "/", password: str = PASSWORD) -> Any:
    page.goto(f"{url}/login?next={path}")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("form[action='/login'] button")
    page.wait_for_url(lambda address: "/login" not in address)
    return page


def eventually(page: Any, what: str, seconds: float = 6.0) -> None:
    """Waits until the expression is true; Playwright's own wait evaluates inside the page, which the policy forbids."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(what):
        assert time.monotonic() < deadline, f"never became true: {what}"
        page.wait_for_timeout(40)


def told(page: Any, words: str) -> None:
    """A toast with these words has appeared."""
    page.locator("#qt-toasts .qt-toast", has_text=words).first.wait_for()


def sent(page: Any) -> None:
    """Press the dialog's own button; it closes when the act is done."""
    page.click("#qt-dialog-host dialog .qt-dialog-foot button.is-primary, #qt-dialog-host dialog .qt-dialog-foot button.is-danger")
    page.wait_for_selector("#qt-dialog-host dialog", state="detached")


def act(page: Any, name: str, **fields: str) -> None:
    """Open the dialog of an act where the page offers it, fill it, send it."""
    opener = page.locator(f"main [hx-get*='/act/{name}/form']")
    if not any(opener.nth(n).is_visible() for n in range(opener.count())):
        page.click(".qt-case-acts details.qt-menu summary")
    next(opener.nth(n) for n in range(opener.count()) if opener.nth(n).is_visible()).click()
    page.wait_for_selector("#qt-dialog-host dialog[open]")
    for field, value in fields.items():
        choice = page.locator(f"#qt-dialog-host input[type=radio][name={field}][value='{value}']")
        if choice.count():
            choice.check(force=True)
        elif page.locator(f"#qt-dialog-host select[name={field}]").count():
            page.select_option(f"#qt-dialog-host select[name={field}]", value)
        else:
            page.fill(f"#qt-dialog-host [name={field}]", value)
    sent(page)


def stage(page: Any, words: str) -> None:
    page.locator(".qt-steps [aria-current=step], .qt-steps li.is-done:last-child", has_text=words).first.wait_for()


def sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
