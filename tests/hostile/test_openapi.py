"""The published description of the API taken at its word: whatever it allows, and some of what it does not, and never a 5xx."""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from qingting.people.actions.manage_tokens import create_token
from tests.conftest import NOW
from tests.support.company import SYSTEM

EXAMPLES = int(os.environ.get("QINGTING_API_EXAMPLES", "5"))
"""For each address; more of them by hand when the API has changed."""


@pytest.fixture
def described(company):
    """The application as a server calls it, but for the connection, which this test's transaction needs to stay open."""
    from qingting.config.wsgi import application

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("way", ["positive", "negative"])
def test_no_request_that_the_description_suggests_breaks_the_server(described, company, way):
    token = create_token(username="admin", scopes=[], name="fuzz", actor=SYSTEM, now=NOW)
    company.register()
    broken: list[str] = []
    mode = schemathesis.GenerationMode.POSITIVE if way == "positive" else schemathesis.GenerationMode.NEGATIVE
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def attempt(case):
            nonlocal tried
            tried += 1
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            if answer.status_code >= 500:
                broken.append(f"{case.method} {case.formatted_path} {str(case.body)[:200]}: {answer.status_code} {answer.text[:200]}")

        attempt()
    assert broken == []
    assert tried > 40
