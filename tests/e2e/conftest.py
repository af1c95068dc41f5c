"""Real Chromium against a real server. Every console error fails the test: refusals of the content security policy arrive there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.support.browser import BROWSER

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
EXPECTED = (
    "status of 401",
    "status of 422",
    "status of 409",
    "status of 404",
    "status of 403",
    "status of 429",
    "status of 413",
    "status of 415",
    "Response Status Error Code 4",
)


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.fspath).startswith(here):
            item.add_marker("e2e")
            if not BROWSER:
                item.add_marker(pytest.mark.skip(reason="no browser on this machine"))


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def firm(transactional_db, shipped_standard, live_server, settings):
    """A small company behind a live server, its clock the real one."""
    from qingting.infra.ratelimit.models import Counter
    from qingting.kernel.actor import Actor
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.queries import current_standard, forget
    from tests.support.company import make_company

    forget()
    now = datetime.now(UTC)
    activate_standard(standard=shipped_standard, reason="test", actor=Actor("system", None, "test"), now=now)
    Counter.objects.all().delete()
    company = make_company(current_standard(), now)
    company.url = live_server.url
    yield company
    forget()


@pytest.fixture
def screen(page) -> Iterator:
    """The page, with every error it reports collected and raised at the end."""
    page.set_default_timeout(8000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" and not any(e in message.text for e in EXPECTED) else None,
    )
    yield page
    assert errors == [], errors


@pytest.fixture
def sign_in(screen, firm):
    """sign_in("agent") opens the queue as that person."""
    from tests.support.company import PASSWORD

    def go(username: str, path: str = "/"):
        screen.goto(f"{firm.url}/login?next={path}")
        screen.fill("[name=username]", username)
        screen.fill("[name=password]", PASSWORD)
        screen.click("form[action='/login'] button")
        screen.wait_for_url(lambda url: "/login" not in url)
        return screen

    return go
