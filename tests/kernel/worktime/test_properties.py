"""What holds for every calendar, start, span and pause, also on the days when clocks are turned."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from qingting.kernel.worktime import Calendar, Pause, Span, before, deadline, elapsed, remaining

from .calendars import CALENDAR_SPANS, HOURS, SPANS, WORKING_SPANS, ZONES, instants, offices, pauses

MICROSECOND = timedelta(microseconds=1)
many = settings(deadline=None, max_examples=60)


@many
@given(offices(), WORKING_SPANS, st.data())
def test_a_working_deadline_never_lands_in_closed_time(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    due = deadline(data.draw(instants(turn)), span, calendar, data.draw(pauses(turn)))
    assert calendar.is_open(due) or calendar.is_open(due - MICROSECOND)  # the very end of a shift is the last moment of it


@many
@given(offices(), SPANS, st.data())
def test_who_starts_later_is_not_due_earlier(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    first, second = sorted([data.draw(instants(turn)), data.draw(instants(turn))])
    assert deadline(first, span, calendar) <= deadline(second, span, calendar)


@many
@given(offices(), SPANS.filter(lambda span: span.unit != "working_days"), st.data())
def test_who_starts_later_is_not_due_earlier_with_the_same_pauses(
    office: tuple[Calendar, datetime], span: Span, data: st.DataObject
) -> None:
    calendar, turn = office
    first, second = sorted([data.draw(instants(turn)), data.draw(instants(turn))])
    stops = data.draw(pauses(turn))
    assert deadline(first, span, calendar, stops) <= deadline(second, span, calendar, stops)


@many
@given(offices(), SPANS, st.integers(0, 50), st.data())
def test_more_time_is_not_due_earlier(office: tuple[Calendar, datetime], span: Span, more: int, data: st.DataObject) -> None:
    calendar, turn = office
    start, stops = data.draw(instants(turn)), data.draw(pauses(turn))
    longer = Span(span.amount + more, span.unit)
    assert start <= deadline(start, span, calendar, stops) <= deadline(start, longer, calendar, stops)


@many
@given(offices(), SPANS, st.data())
def test_the_time_not_paused_until_the_deadline_is_the_span(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    start, stops = data.draw(instants(turn)), data.draw(pauses(turn))
    ran = elapsed(start, deadline(start, span, calendar, stops), span.unit, calendar, stops)
    assert ran == elapsed(start, deadline(start, span, calendar), span.unit, calendar)
    if span.unit != "working_days":
        assert ran == span.seconds


@many
@given(offices(), SPANS, st.data())
def test_nothing_is_left_at_the_deadline_and_something_before(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    start, stops = data.draw(instants(turn)), data.draw(pauses(turn))
    due = deadline(start, span, calendar, stops)
    assert remaining(start, span, calendar, stops, due) == 0
    now = data.draw(instants(turn))
    assert (remaining(start, span, calendar, stops, now) >= 0) if now <= due else (remaining(start, span, calendar, stops, now) <= 0)


@many
@given(offices(), SPANS, st.data())
def test_a_pause_never_makes_a_deadline_earlier(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    start, stops = data.draw(instants(turn)), data.draw(pauses(turn))
    fewer = deadline(start, span, calendar, stops[1:])
    assert fewer <= deadline(start, span, calendar, stops)


@many
@given(offices(), SPANS, st.randoms(use_true_random=False), st.data())
def test_pauses_may_come_in_any_order_overlap_and_be_cut(
    office: tuple[Calendar, datetime], span: Span, shuffle: random.Random, data: st.DataObject
) -> None:
    calendar, turn = office
    start, stops = data.draw(instants(turn)), data.draw(pauses(turn))
    pieces = list(stops)
    for stop in stops:  # cut each in two, say the first half twice
        assert stop.end is not None
        middle = stop.start + (stop.end - stop.start) / 2
        if stop.start < middle < stop.end:
            pieces.remove(stop)
            pieces += [Pause(stop.start, middle), Pause(middle, stop.end), Pause(stop.start, middle)]
    shuffle.shuffle(pieces)
    assert deadline(start, span, calendar, pieces) == deadline(start, span, calendar, stops)
    until = data.draw(instants(turn))
    assert elapsed(start, until, span.unit, calendar, pieces) == elapsed(start, until, span.unit, calendar, stops)


@many
@given(offices(), st.data())
def test_working_time_adds_up(office: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, turn = office
    first, second, third = sorted(data.draw(instants(turn)).replace(microsecond=0) for _ in range(3))
    whole = calendar.working_seconds(first, third)
    assert calendar.working_seconds(first, second) + calendar.working_seconds(second, third) == whole
    assert 0 <= whole <= (third - first).total_seconds()
    assert calendar.working_seconds(third, first) == 0


@many
@given(offices(), st.integers(1, 200_000), st.data())
def test_adding_working_time_is_the_inverse_of_measuring_it(office: tuple[Calendar, datetime], seconds: int, data: st.DataObject) -> None:
    calendar, turn = office
    start = data.draw(instants(turn))
    end = calendar.add_working(start, seconds)
    assert calendar.working_seconds(start, end) == seconds
    assert calendar.working_seconds(start, end - MICROSECOND) == seconds - 1  # and it is the first such moment
    assert calendar.working_seconds(calendar.add_working(start, -seconds), start) == seconds


@many
@given(offices(), st.data())
def test_the_next_open_moment_is_open_and_nothing_before_it_is(office: tuple[Calendar, datetime], data: st.DataObject) -> None:
    calendar, turn = office
    moment = data.draw(instants(turn))
    opening = calendar.next_open(moment)
    assert calendar.is_open(opening)
    assert opening == moment if calendar.is_open(moment) else calendar.working_seconds(moment, opening) == 0


@many
@given(offices(), SPANS, st.data())
def test_a_warning_comes_before_the_deadline(office: tuple[Calendar, datetime], ahead: Span, data: st.DataObject) -> None:
    calendar, turn = office
    due = calendar.next_open(data.draw(instants(turn)))
    warned = before(due, ahead, calendar)
    assert warned <= due
    if ahead.unit != "working_days":
        assert elapsed(warned, due, ahead.unit, calendar) == ahead.seconds


@many
@given(offices(), CALENDAR_SPANS, st.data())
def test_clocks_that_run_day_and_night_do_not_ask_the_calendar(office: tuple[Calendar, datetime], span: Span, data: st.DataObject) -> None:
    calendar, turn = office
    start = data.draw(instants(turn))
    assert deadline(start, span, calendar) == start + timedelta(seconds=span.seconds)


@many
@given(st.sampled_from(ZONES), CALENDAR_SPANS, st.data())
def test_a_calendar_that_never_closes_changes_nothing(zone: tuple[str, str], span: Span, data: st.DataObject) -> None:
    name, day = zone
    start = data.draw(instants(datetime.fromisoformat(day + "T00:00+00:00")))
    assert Calendar.round_the_clock(name).add_working(start, span.seconds) == start + timedelta(seconds=span.seconds)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(HOURS, min_size=7, max_size=7), st.dictionaries(st.dates(date(2026, 2, 26), date(2026, 3, 4)), HOURS, max_size=3), st.data()
)
def test_counting_minute_by_minute_gives_the_same(
    week: list[list[tuple[str, str]]], days: dict[date, list[tuple[str, str]]], data: st.DataObject
) -> None:
    calendar = Calendar("Asia/Shanghai", dict(enumerate(week)), days)
    midnight = datetime(2026, 2, 26, tzinfo=ZoneInfo("Asia/Shanghai"))
    low, high = sorted(data.draw(st.tuples(st.integers(0, 5 * 1440), st.integers(0, 5 * 1440))))
    counted = 0
    for minute in range(low, high):
        wall = midnight + timedelta(minutes=minute)
        hours = days.get(wall.date(), week[wall.weekday()])
        counted += any(first <= wall.strftime("%H:%M") < (end if end != "23:59" else "24:00") for first, end in hours)
    assert calendar.working_seconds(midnight + timedelta(minutes=low), midnight + timedelta(minutes=high)) == counted * 60
