"""What is published about the API itself: the description, the page, the numbers for monitors."""

import re

import pytest

from qingting.infra.notify.writing import queue_message
from qingting.workflows.acts import ACTS

pytestmark = pytest.mark.django_db


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_the_description_is_whole(call):
    schema = call("GET", "/openapi.json", by=None).body
    assert schema["openapi"].startswith("3.") and "/api/v1/complaints/{no}/decide" in schema["paths"]
    for reference in references(schema):
        node = schema
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
    assert all(f"/api/v1/complaints/{{no}}/{act}" in schema["paths"] for act in ACTS)
    body = schema["components"]["schemas"]["RegisterComplaint"]
    assert body["required"] == ["verbatim"] and body["additionalProperties"] is False
    identifiers = [call["operationId"] for methods in schema["paths"].values() for call in methods.values()]
    assert len(identifiers) == len(set(identifiers))


def test_the_page_needs_no_script_no_style_and_nothing_from_elsewhere(call):
    answer = call("GET", "/docs", by=None)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy
    page = answer.body
    assert not re.search(r"<script|<style|style=|javascript:|\son\w+=|src=", page)
    assert set(re.findall(r'href="([^"]+)"', page)) == {"/api/v1/openapi.json"}
    assert all(f"/complaints/{{no}}/{act}" in page for act in ACTS) and "Idempotency-Key" in page and "verbatim" in page


def test_metrics_are_counts_a_monitor_can_read(call, company):
    company.register()
    closed = company.register(customer={"name": "乙"}).no
    company.do("withdraw", closed, reason="误报")
    queue_message(channel="email", recipient="a@example.com", text="x", cause=("t", "1"), now=company.now)
    company.now = company.after(hours=25)
    answer = call("GET", "/metrics", by="auditor")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.body.splitlines()
    for line in (
        'qingting_complaints{status="registered"} 1',
        'qingting_complaints{status="withdrawn"} 1',
        'qingting_complaints{status="closed"} 0',
        'qingting_clocks_overdue{clock="resolve"} 1',
        'qingting_outbox{state="queued"} 1',
        'qingting_outbox{state="in_doubt"} 0',
    ):
        assert line in lines
    assert any(line.startswith("qingting_jobs{") for line in lines)
    assert all(re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+\{\w+="[^"]*"\} \d+', line) for line in lines)


def test_the_standard_in_force_is_shown_with_its_fingerprint(call):
    body = call("GET", "/policy", by="agent").body
    assert body["version"] == "2026-01" and len(body["digest"]) == 64 and body["standard"]["clocks"]
