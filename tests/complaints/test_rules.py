"""Titles, plausible times and the lifecycle table: pure rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.complaints.choices import ENDED_STATUSES, OPEN_STATUSES, STATUSES
from qingting.complaints.rules.intake_times import NoOffset, NotInFuture, NotPlausible, check_due, check_past
from qingting.complaints.rules.lifecycle import LIFECYCLE, NotNow, UnknownAct, next_status, possible_acts
from qingting.complaints.rules.titles import LONGEST, make_title

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@given(summary=st.none() | st.text(), verbatim=st.text(min_size=1))
def test_a_title_is_one_short_line(summary, verbatim):
    title = make_title(summary, verbatim)
    assert len(title) <= LONGEST and "\n" not in title
    assert title or not (summary or verbatim).split()


@pytest.mark.parametrize(
    ("summary", "verbatim", "title"),
    [
        (None, "门锁坏了，打不开。已经三天了！", "门锁坏了，打不开"),
        ("反复断电", "…", "反复断电"),
        (None, "喂。门锁坏了怎么办？", "喂。门锁坏了怎么办？"),
        (None, "坏" * 80, "坏" * 59 + "…"),
    ],
)
def test_titles(summary, verbatim, title):
    assert make_title(summary, verbatim) == title


@given(moment=st.datetimes(timezones=st.timezones()))
def test_every_instant_is_taken_in_utc_or_refused_in_words(moment):
    for check in (check_past, check_due):
        try:
            found = check(moment, field="x", now=NOW)
        except (NotPlausible, NotInFuture) as error:
            assert error.field == "x" and error.message("zh")
        else:
            assert found == moment and found.tzinfo is UTC


def test_a_naive_time_is_refused_and_none_is_none():
    for check in (check_past, check_due):
        assert check(None, field="x", now=NOW) is None
        with pytest.raises(NoOffset):
            check(datetime(2026, 11, 18), field="x", now=NOW)
    assert check_past(NOW + timedelta(minutes=10), field="x", now=NOW)


def test_the_table_names_only_known_statuses_and_open_ends():
    for act, transition in LIFECYCLE.items():
        assert set(transition.sources) <= set(STATUSES) and (transition.to is None or transition.to in STATUSES), act
    assert set(OPEN_STATUSES) | set(ENDED_STATUSES) == set(STATUSES) and not set(OPEN_STATUSES) & set(ENDED_STATUSES)


@pytest.mark.parametrize("status", STATUSES)
def test_possible_acts_are_exactly_those_that_do_not_raise(status):
    for act in LIFECYCLE:
        if act in possible_acts(status):
            assert next_status(act, status) in STATUSES
        else:
            with pytest.raises(NotNow):
                next_status(act, status)


def test_an_unknown_act_is_refused():
    with pytest.raises(UnknownAct):
        next_status("explode", "registered")


def test_from_every_status_an_end_can_be_reached_and_every_end_can_be_left():
    steps = {status: {t.to for t in LIFECYCLE.values() if status in t.sources and t.to} for status in STATUSES}
    for status in OPEN_STATUSES:
        assert steps[status] & set(ENDED_STATUSES)
    for status in ENDED_STATUSES:
        assert steps[status] == {"investigating"}
