"""Somebody who attacks: a browser of each kind, the clock held still, logs of refusals quiet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from qingting.infra import clock
from qingting.people.actions.manage_tokens import create_token
from qingting.people.models import User
from tests.conftest import NOW
from tests.support.company import SYSTEM, Company


@pytest.fixture(autouse=True)
def held_still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(level)


@pytest.fixture
def staff_of(company: Company) -> Callable[[str], Client]:
    """staff_of("manager"): a browser, signed in. Errors of the server come back as answers, so that a test sees 500 and not an exception."""

    def signed_in(username: str) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN", raise_request_exception=False)
        client.force_login(User.objects.get(pk=company.people[username].id), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def api(company: Company) -> Callable[..., Any]:
    """api("POST", "/complaints", {...}): as the administrator, with a token."""
    token = create_token(username="admin", scopes=[], name="hostile", actor=SYSTEM, now=NOW)
    client = Client(raise_request_exception=False)

    def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
        import json

        sent = {"Authorization": f"Bearer {token}", **headers}
        if method == "GET":
            return client.get(f"/api/v1{path}", body or {}, headers=sent)
        return client.generic(method, f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=sent)

    return call
