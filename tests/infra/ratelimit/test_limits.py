"""Limits and keys are kept in the database, so they hold over all processes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from qingting.infra.ratelimit.idempotency import KeyReused, claim_key, keep_result
from qingting.infra.ratelimit.limiting import TooOften, allow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 2, 0, 10, tzinfo=UTC)


def test_the_limit_holds_within_a_window_and_is_lifted_in_the_next():
    for _ in range(3):
        allow("portal:1.2.3.4", limit=3, seconds=60, now=NOW)
    with pytest.raises(TooOften) as refused:
        allow("portal:1.2.3.4", limit=3, seconds=60, now=NOW)
    assert refused.value.params["seconds"] == 50 and refused.value.status == 429
    allow("portal:5.6.7.8", limit=3, seconds=60, now=NOW)
    allow("portal:1.2.3.4", limit=3, seconds=60, now=NOW + timedelta(seconds=50))


def claimed(key="k", digest="d", actor=1):
    return claim_key(actor_id=actor, key=key, digest=digest, now=NOW)


def test_a_key_gives_the_same_result_to_the_same_body():
    row, earlier = claimed()
    assert earlier is None
    keep_result(row, 42)
    assert claimed() == (row, 42)


def test_a_key_with_another_body_is_refused_and_another_actor_has_own_keys():
    claimed()
    with pytest.raises(KeyReused):
        claimed(digest="other")
    assert claimed(actor=2, digest="other")[1] is None


def test_a_call_that_failed_leaves_its_key_free():
    with pytest.raises(RuntimeError), transaction.atomic():
        claimed()
        raise RuntimeError
    assert claimed(digest="other")[1] is None
