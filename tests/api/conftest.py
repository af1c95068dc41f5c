"""A caller of the API: a token for every role, and answers as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from qingting.api import auth
from qingting.infra import clock
from qingting.people.actions.manage_tokens import create_token
from tests.support.company import SYSTEM, Company

TEXT = "快递三天了还没送到，请尽快处理。"


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any

    @property
    def codes(self) -> list[str]:
        return [line["code"] for line in self.body["errors"]]

    @property
    def fields(self) -> list[str]:
        return [line["field"] for line in self.body["errors"]]


class Caller:
    def __init__(self, company: Company) -> None:
        self.company = company
        self.tokens: dict[str, str] = {}

    def token(self, role: str = "manager", scopes: tuple[str, ...] = ()) -> str:
        key = f"{role}:{scopes}"
        if key not in self.tokens:
            self.tokens[key] = create_token(username=role, scopes=scopes, name="test", actor=SYSTEM, now=self.company.now)
        return self.tokens[key]

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        by: str | None = "manager",
        raw: bytes | None = None,
        scopes: tuple[str, ...] = (),
        **headers: str,
    ) -> Answer:
        """One call. `headers` are spelled with underscores: Idempotency_Key="k"."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if by is not None:
            given["Authorization"] = f"Bearer {self.token(by, scopes)}"
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        response = Client(raise_request_exception=False).generic(
            method, path if path.startswith("/api") else f"/api/v1{path}", content, "application/json", headers=given
        )
        kind = response.headers["Content-Type"].partition(";")[0]
        if response.status_code >= 400:
            assert kind == "application/problem+json", (response.status_code, kind)
            parsed = json.loads(response.content)
            assert parsed["status"] == response.status_code and {"type", "title", "detail", "errors"} <= parsed.keys() and parsed["detail"]
            return Answer(response.status_code, parsed, response.headers)
        return Answer(
            response.status_code,
            json.loads(response.content) if kind == "application/json" else response.content.decode(),
            response.headers,
        )

    def register(self, **more: Any) -> dict[str, Any]:
        answer = self(
            "POST", "/complaints", {"verbatim": TEXT, "channel": "hotline", "customer": {"name": "冯女士", "phone": "13800006621"}, **more}
        )
        assert answer.status == 201, answer.body
        return answer.body


@pytest.fixture
def call(company, monkeypatch) -> Caller:
    monkeypatch.setattr(clock, "now", lambda: company.now)
    monkeypatch.setattr(auth, "_TOKEN_FRESH_SECONDS", 0.0)
    return Caller(company)
