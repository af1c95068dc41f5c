"""Limits hold for an address that cannot be made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import RequestFactory

from qingting.complaints.models import Complaint
from qingting.portal.limits import LIMITS, client_address
from tests.portal.conftest import WORDS


def address(monkeypatch, *, behind_proxy: bool, remote: str, forwarded: str | None = None) -> str:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, behind_proxy=behind_proxy))
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return client_address(RequestFactory().get("/portal/", REMOTE_ADDR=remote, **extra))


@pytest.mark.parametrize(
    ("behind_proxy", "remote", "forwarded", "expected"),
    [
        (False, "203.0.113.7", "1.2.3.4", "203.0.113.7"),
        (True, "127.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7"),
        (True, "127.0.0.1", "203.0.113.7:51234", "203.0.113.7"),
        (True, "127.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        (True, "127.0.0.1", "nonsense", "unknown"),
        (True, "127.0.0.1", None, "127.0.0.1"),
        (False, "", None, "unknown"),
        (False, "::ffff:203.0.113.7", None, "203.0.113.7"),
        (False, "2001:db8:1:2:aaaa::1", None, "2001:db8:1:2::/64"),
        (True, "127.0.0.1", "2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
    ],
)
def test_where_a_request_comes_from(monkeypatch, behind_proxy, remote, forwarded, expected):
    assert address(monkeypatch, behind_proxy=behind_proxy, remote=remote, forwarded=forwarded) == expected


def test_too_many_forms_from_one_address_wait_with_everything_typed(visitor, moment):
    limit, seconds = LIMITS["form"]
    for _ in range(limit):
        visitor.post("/portal/", {"verbatim": ""})
    answer = visitor.post("/portal/", visitor.filled(), HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert answer.status_code == 429 and WORDS in answer.content.decode() and "秒后再试" in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= seconds and Complaint.objects.count() == 0
    moment[0] += timedelta(seconds=seconds)
    assert visitor.post("/portal/", visitor.filled()).status_code == 302


def test_one_complaint_cannot_be_flooded_through_its_link(visitor):
    from qingting.portal import limits

    secret = visitor.submit()
    limit = limits.LIMITS["act_complaint"][0]
    from qingting.complaints.queries.finding import complaint_by_secret
    from qingting.infra import clock

    for _ in range(limit):
        limits.count_try("act_complaint", str(complaint_by_secret(secret).pk), clock.now())
    answer = visitor.act(secret, "add", text="还有一句")
    assert answer.status_code == 429 and "还有一句" in answer.content.decode()


def test_neither_addresses_nor_numbers_lie_in_the_table(visitor):
    from qingting.infra.ratelimit.models import Counter

    visitor.post("/portal/status", {"no": "TS2611180001", "digits": "6621"})
    keys = " ".join(Counter.objects.values_list("key", flat=True))
    assert keys and "127.0.0.1" not in keys and "TS2611180001" not in keys
