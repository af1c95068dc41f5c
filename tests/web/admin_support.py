"""An administrator's browser for tests: signed in as anybody, the page as text, hostile things to type."""

from __future__ import annotations

import html
import json
import re
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingting.infra.ledger.reading import past_of, seq_of
from qingting.people.models import User
from qingting.people.queries.staff import names_of
from qingting.policy.queries import current_standard

HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "[x](javascript:alert(1))",
    "'; DROP TABLE people_user; --",
    "%_\\%",
    "a\x00b\x0bc",
    "\ud83d",
    "‮gnp.exe",
    "字" * 5000,
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "../../etc/passwd",
    "{{7*7}}{% include 'x' %}",
    "0001-01-01T00:00",
    "9999-12-31",
    "=cmd|' /C calc'!A0",
)


class Browser(Client):
    """Signed in as one of the company's people. `page` is the last answer's text, unescaped."""

    page = ""

    def open(self, name: str, query: str = "", *, status: int = 200, **kwargs: Any) -> str:
        return self._kept(self.get(reverse(f"web:{name}", kwargs=kwargs or None) + query), status)

    def send(self, name: str, data: dict[str, Any] | None = None, *, status: int = 302, query: str = "", **kwargs: Any) -> str:
        return self._kept(self.post(reverse(f"web:{name}", kwargs=kwargs or None) + query, data or {}), status)

    def _kept(self, answer: Any, status: int) -> str:
        assert answer.status_code == status, (answer.status_code, answer.content.decode()[:3000])
        self.answer = answer
        self.page = html.unescape(answer.content.decode()) if not answer.streaming else ""
        return self.page

    def after(self) -> str:
        """Follow the redirect of the last answer."""
        return self._kept(self.get(self.answer["Location"]), 200)

    @property
    def toasts(self) -> str:
        """What the page says on arrival."""
        found = re.search(r"data-toasts='(.*?)'", self.page)
        return " ".join(toast["text"] for toast in json.loads(found[1])) if found else ""


def browser_of(username: str, lang: str = "zh") -> Browser:
    user = User.objects.get(username=username)
    if user.lang != lang:
        User.objects.filter(pk=user.pk).update(lang=lang)
    made = Browser()
    made.force_login(user)
    return made


def main_of(page: str) -> str:
    """What stands in the main column, without the frame."""
    found = re.search(r"<main.*?</main>", page, re.S)
    assert found is not None
    return found[0]


def fields_of(page: str) -> set[str]:
    """Names of the fields of the page's own forms."""
    return set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', main_of(page))) - {"csrfmiddlewaretoken"}


def events_of(subject: str) -> list[Any]:
    return past_of(subject, limit=max(1, seq_of(subject)))


@contextmanager
def counted():
    """How many statements the block needed: `with counted() as n: …; n()`. What is kept for seconds is asked anew beforehand."""
    current_standard()
    names_of(User.objects.values_list("id", flat=True))
    with CaptureQueriesContext(connection) as captured:
        yield lambda: len(captured)
