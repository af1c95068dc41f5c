"""The canonical form survives the database: what was hashed when written is hashed again when verified, whatever the data."""

import math
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qingting.infra.ledger.hashing import COVERED, canonical, plain_data
from qingting.infra.ledger.models import Event
from qingting.infra.ledger.recording import NewEvent
from qingting.kernel.ids import uuid7
from tests.infra.ledger.support import NOW, faults, write

texts = st.text(max_size=20)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts | st.dates() | st.datetimes(timezones=st.just(UTC)) | st.uuids()
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12)
data = st.dictionaries(texts, values, max_size=6)


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data, text=st.none() | texts, moment=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
@example(data={"a": 1e16, "b": -0.0, "c": 1e22, "d": 1e-7, "e": math.inf, "f": math.nan, "g": 5.0}, text=None, moment=NOW)
@example(
    data={"a": 2**63, "b": -(2**70), "c": 2**63 - 1, "d": {"\x00": "\x00"}, "e": ["\ud800", "\U00020bb7 😀"]},
    text="a\x00b\ud800",
    moment=NOW,
)
@example(data={"d": date(2026, 2, 28), "t": NOW, "u": UUID(int=5), "x": (1, 2), "n": {"深": {"深": [None, True]}}}, text="", moment=NOW)
def test_any_data_is_verified_after_its_way_through_the_database(data, text, moment):
    write("complaint:1", NewEvent("complaints.note.added", data, text=text), now=moment)
    assert faults() == []


@given(data=data)
def test_plain_data_is_settled_once_and_for_all(data):
    once = plain_data(data)
    assert plain_data(once) == once


def test_ordinary_data_stays_as_it_is():
    ordinary = {"no": "TS2611180001", "n": 3, "share": 0.62, "tags": ["a", "b"], "empty": None, "yes": True, "深": {"x": 1}}
    assert plain_data(ordinary) == ordinary


def event(**changes):
    base = dict.fromkeys(COVERED, "x") | {"id": UUID(int=1), "at": NOW, "clauses": ["1"], "data": {"a": 1}}
    return base | changes


@pytest.mark.parametrize("name", COVERED)
def test_every_covered_column_counts(name):
    other = {"at": NOW + timedelta(microseconds=1), "id": UUID(int=2), "clauses": ["2"], "data": {"a": 2}}.get(name, "y")
    assert canonical(event(**{name: other})) != canonical(event())


def test_the_zone_of_an_instant_and_the_order_of_keys_do_not_count():
    shanghai = NOW.astimezone(__import__("zoneinfo").ZoneInfo("Asia/Shanghai"))
    assert canonical(event(at=shanghai, data={"b": 2, "a": 1})) == canonical(event(at=NOW, data={"a": 1, "b": 2}))


def test_identifiers_sort_by_the_time_they_were_made():
    made = [uuid7() for _ in range(2000)]
    assert made == sorted(made) and len(set(made)) == 2000


@pytest.mark.django_db
def test_events_written_one_after_another_have_growing_ids():
    for _ in range(20):
        write("complaint:1")
    ids = list(Event.objects.order_by("subject_seq").values_list("id", flat=True))
    assert ids == sorted(ids)
