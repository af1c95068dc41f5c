"""Days on which the clocks are turned, and zones far from Shanghai."""

from datetime import UTC, date, datetime

import pytest

from qingting.kernel.worktime import Calendar, Span, deadline

from .calendars import NINE_TO_SIX, SPLIT, at, on_the_wall

EVERY_DAY = range(7)


def open_every_day(zone: str, *shifts: tuple[str, str]) -> Calendar:
    return Calendar(zone, dict.fromkeys(EVERY_DAY, shifts))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("America/Havana", "2026-11-01", 25),  # midnight comes twice
        ("America/Sao_Paulo", "2018-11-04", 23),  # midnight never comes
        ("America/Sao_Paulo", "2018-02-17", 25),  # 23:00 comes twice
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("America/St_Johns", "2010-11-07", 25),  # back from 00:01 to 23:01 of the day before
        ("Pacific/Apia", "2011-12-30", 0),  # a date that island never had
        ("Asia/Shanghai", "2026-03-08", 24),
        ("Asia/Kathmandu", "2026-03-08", 24),
    ],
)
def test_a_day_has_the_hours_it_has(zone: str, day: str, hours: float) -> None:
    that_day = date.fromisoformat(day)
    start, end = datetime(that_day.year, 1, 1, tzinfo=UTC), datetime(that_day.year + 1, 1, 2, tzinfo=UTC)
    assert Calendar(zone, {}, {that_day: (("00:00", "24:00"),)}).working_seconds(start, end) == hours * 3600


def test_office_hours_stay_on_the_wall_clock_when_summer_time_begins() -> None:
    office = Calendar("America/New_York", dict.fromkeys(range(5), NINE_TO_SIX))
    assert office.next_open(at("2026-03-06 19:00", "America/New_York")) == datetime(2026, 3, 9, 13, tzinfo=UTC)
    assert office.next_open(at("2026-03-05 19:00", "America/New_York")) == datetime(2026, 3, 6, 14, tzinfo=UTC)


def test_a_night_shift_loses_the_hour_that_never_was() -> None:
    nights = open_every_day("America/New_York", ("00:00", "08:00"))
    assert nights.working_seconds(at("2026-03-08 00:00", "America/New_York"), at("2026-03-08 12:00", "America/New_York")) == 7 * 3600
    assert nights.working_seconds(at("2026-11-01 00:00", "America/New_York"), at("2026-11-01 12:00", "America/New_York")) == 9 * 3600


def test_a_shift_that_begins_inside_the_lost_hour_begins_when_the_clock_leaps() -> None:
    nights = open_every_day("America/New_York", ("02:30", "03:30"))
    assert nights.next_open(at("2026-03-08 00:00", "America/New_York")) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert nights.working_seconds(at("2026-03-08 00:00", "America/New_York"), at("2026-03-08 12:00", "America/New_York")) == 1800


def test_a_shift_wholly_inside_the_lost_hour_does_not_exist_that_day() -> None:
    nights = open_every_day("America/New_York", ("02:15", "02:45"))
    start = at("2026-03-08 00:00", "America/New_York")
    assert on_the_wall(nights.next_open(start), "America/New_York") == "2026-03-09 02:15"
    assert on_the_wall(nights.add_working_days(at("2026-03-07 02:20", "America/New_York"), 1), "America/New_York") == "2026-03-09 02:20"
    assert on_the_wall(nights.add_working_days(at("2026-03-08 00:30", "America/New_York"), 1), "America/New_York") == "2026-03-09 02:45"
    assert not nights.is_working_day(date(2026, 3, 8))


def test_a_shift_inside_the_hour_that_comes_twice_lasts_from_its_first_to_its_last() -> None:
    nights = open_every_day("America/New_York", ("01:15", "01:45"))
    assert nights.working_seconds(at("2026-11-01 00:00", "America/New_York"), at("2026-11-01 12:00", "America/New_York")) == 5400


def test_two_shifts_in_the_hour_that_comes_twice_do_not_count_twice() -> None:
    nights = open_every_day("America/New_York", ("00:30", "01:30"), ("01:40", "03:00"))
    assert nights.working_seconds(at("2026-11-01 00:00", "America/New_York"), at("2026-11-01 12:00", "America/New_York")) == 3.5 * 3600


def test_an_evening_that_comes_back_after_midnight_does_not_count_twice() -> None:
    """In St. John's the clock went from Sunday 00:01 back to Saturday 23:01."""
    late = Calendar("America/St_Johns", {5: (("22:00", "23:30"),), 6: (("00:00", "01:00"),)})
    first, last = datetime(2010, 11, 7, 0, 30, tzinfo=UTC), datetime(2010, 11, 7, 4, 30, tzinfo=UTC)
    assert late.working_seconds(datetime(2010, 11, 6, 12, tzinfo=UTC), datetime(2010, 11, 7, 12, tzinfo=UTC)) == 4 * 3600
    assert late.is_open(first)
    assert late.is_open(datetime(2010, 11, 7, 2, 45, tzinfo=UTC))  # the second time it is 23:15
    assert not late.is_open(last)


@pytest.mark.parametrize(
    ("zone", "first", "again", "due_first", "due_again"),
    [
        ("America/New_York", "2026-11-01 01:50", "2026-11-01 01:10", "2026-11-02 01:50", "2026-11-02 02:00"),
        ("America/Sao_Paulo", "2018-02-17 23:50", "2018-02-17 23:10", "2018-02-18 23:50", "2018-02-19 00:00"),
        ("America/St_Johns", "2010-11-06 23:50", "2010-11-06 23:10", "2010-11-07 23:50", "2010-11-08 00:01"),
    ],
)
def test_the_second_time_it_is_one_oclock_is_later_than_the_first(
    zone: str, first: str, again: str, due_first: str, due_again: str
) -> None:
    around = Calendar.round_the_clock(zone)
    assert on_the_wall(around.add_working_days(at(first, zone), 1), zone) == due_first
    assert on_the_wall(around.add_working_days(at(again, zone).replace(fold=1), 1), zone) == due_again


def test_a_working_day_over_the_turn_keeps_the_time_of_day() -> None:
    office = Calendar("America/New_York", dict.fromkeys(range(5), SPLIT))
    due = deadline(at("2026-03-06 15:00", "America/New_York"), Span(1, "working_days"), office)
    assert on_the_wall(due, "America/New_York") == "2026-03-09 15:00"


def test_a_day_day_and_night_is_24_hours_also_when_the_clocks_are_turned() -> None:
    around = Calendar.round_the_clock("America/New_York")
    due = deadline(at("2026-03-07 15:00", "America/New_York"), Span(1, "days"), around)
    assert on_the_wall(due, "America/New_York") == "2026-03-08 16:00"


def test_the_zone_of_the_company_decides_and_not_that_of_the_start() -> None:
    office = Calendar("Asia/Shanghai", dict.fromkeys(range(5), SPLIT))
    same_moment = [at("2026-03-04 10:00"), at("2026-03-04 10:00").astimezone(UTC), at("2026-03-03 21:00", "America/New_York")]
    assert {deadline(start, Span(4, "working_hours"), office) for start in same_moment} == {datetime(2026, 3, 4, 7, 30, tzinfo=UTC)}
