"""Opening hours: split shifts, holidays, half days and weekends worked in exchange."""

from datetime import date, timedelta

import pytest

from qingting.kernel.worktime import BadHours, Calendar, NoOpenHours, TooFar, UnknownZone

from .calendars import NINE_TO_SIX, SPLIT, at, office, on_the_wall

# 2026-03-04 is a Wednesday.


def test_lunch_break_does_not_count() -> None:
    assert office().working_seconds(at("2026-03-04 11:00"), at("2026-03-04 14:30")) == 2 * 3600
    assert on_the_wall(office().add_working(at("2026-03-04 11:30"), 3600)) == "2026-03-04 14:00"


def test_nights_and_weekends_do_not_count() -> None:
    assert office().working_seconds(at("2026-03-06 17:00"), at("2026-03-09 10:00")) == 2 * 3600
    assert on_the_wall(office().add_working(at("2026-03-06 17:00"), 2 * 3600)) == "2026-03-09 10:00"


def test_a_complaint_on_saturday_waits_for_monday_morning() -> None:
    assert on_the_wall(office().next_open(at("2026-03-07 11:00"))) == "2026-03-09 09:00"
    assert on_the_wall(office().add_working(at("2026-03-07 11:00"), 1800)) == "2026-03-09 09:30"


def test_during_opening_hours_the_next_open_moment_is_now() -> None:
    assert on_the_wall(office().next_open(at("2026-03-04 10:17:42"))) == "2026-03-04 10:17:42"


def test_a_shift_is_open_from_its_first_moment_until_just_before_its_end() -> None:
    calendar = office()
    assert calendar.is_open(at("2026-03-04 09:00"))
    assert calendar.is_open(at("2026-03-04 11:59:59"))
    assert not calendar.is_open(at("2026-03-04 12:00"))
    assert not calendar.is_open(at("2026-03-04 08:59:59"))


def test_a_full_day_of_work_is_due_at_closing_time_and_not_next_morning() -> None:
    assert on_the_wall(office().add_working(at("2026-03-04 09:00"), 7 * 3600 + 1800)) == "2026-03-04 18:00"


def test_national_day_week_passes_without_the_clock() -> None:
    holiday = {date(2026, 10, day): () for day in range(1, 8)}
    assert on_the_wall(office(holiday).add_working(at("2026-09-30 17:30"), 3600)) == "2026-10-08 09:30"


def test_a_saturday_worked_in_exchange_counts() -> None:
    exchange = {date(2026, 10, 10): SPLIT}
    assert on_the_wall(office(exchange).add_working(at("2026-10-09 17:30"), 3600)) == "2026-10-10 09:30"
    assert on_the_wall(office(exchange).add_working_days(at("2026-10-09 16:00"), 1)) == "2026-10-10 16:00"
    assert office(exchange).is_working_day(date(2026, 10, 10))
    assert not office().is_working_day(date(2026, 10, 10))


def test_a_half_day_ends_at_noon() -> None:
    eve = {date(2026, 2, 16): (("09:00", "12:00"),), date(2026, 2, 17): ()}
    assert on_the_wall(office(eve).add_working(at("2026-02-16 11:00"), 2 * 3600)) == "2026-02-18 10:00"


def test_overlapping_shifts_count_once() -> None:
    calendar = office(hours=(("13:00", "18:00"), ("09:00", "14:00"), ("18:00", "19:00")))
    assert calendar.working_seconds(at("2026-03-04 00:00"), at("2026-03-05 00:00")) == 10 * 3600


@pytest.mark.parametrize("midnight", ["23:59:59", "23:59", "24:00"])
def test_round_the_clock_loses_no_second_at_midnight(midnight: str) -> None:
    calendar = Calendar("Asia/Shanghai", dict.fromkeys(range(7), (("00:00", midnight),)))
    assert calendar.is_open(at("2026-03-04 23:59:59.999999"))
    assert calendar.working_seconds(at("2026-03-01 00:00"), at("2026-04-01 00:00")) == 31 * 86_400
    assert on_the_wall(calendar.add_working(at("2026-03-04 23:00"), 7200)) == "2026-03-05 01:00"


def test_the_clock_runs_through_the_leap_day() -> None:
    around = Calendar.round_the_clock("Asia/Shanghai")
    assert around.working_seconds(at("2028-02-28 00:00"), at("2028-03-01 00:00")) == 2 * 86_400
    assert on_the_wall(office().add_working_days(at("2028-02-28 10:00"), 2)) == "2028-03-01 10:00"
    assert on_the_wall(office({date(2028, 2, 29): ()}).add_working_days(at("2028-02-28 10:00"), 1)) == "2028-03-01 10:00"


def test_fractions_of_a_second_are_neither_lost_nor_won() -> None:
    start = at("2026-03-04 10:00:00.000001")
    assert office().add_working(start, 1) - start == timedelta(seconds=1)
    assert office().working_seconds(start, start + timedelta(seconds=1, microseconds=-1)) == 0


def test_going_back_is_the_mirror_of_going_forward() -> None:
    assert on_the_wall(office().add_working(at("2026-03-09 09:30"), -3600)) == "2026-03-06 17:30"
    assert on_the_wall(office().add_working_days(at("2026-03-09 09:30"), -1)) == "2026-03-06 09:30"


class TestWorkingDays:
    """ "3 working days" is the same time of day on the third working day after, and never later than its closing hour."""

    @pytest.mark.parametrize(
        ("start", "days", "due"),
        [
            ("2026-03-04 10:00", 1, "2026-03-05 10:00"),
            ("2026-03-04 10:00", 3, "2026-03-09 10:00"),
            ("2026-03-06 17:00", 1, "2026-03-09 17:00"),
            ("2026-03-04 12:30", 1, "2026-03-05 13:30"),  # moved over the lunch break
            ("2026-03-04 07:00", 1, "2026-03-05 09:00"),  # came in before opening
            ("2026-03-04 20:00", 1, "2026-03-05 18:00"),  # came in after closing: the whole next working day and no more
            ("2026-03-07 11:00", 1, "2026-03-09 18:00"),  # on Saturday: as if after hours on Friday
            ("2026-03-08 00:00", 3, "2026-03-11 18:00"),
            ("2026-03-04 10:00", 0, "2026-03-04 10:00"),
            ("2026-03-07 11:00", 0, "2026-03-09 09:00"),
        ],
    )
    def test_counting(self, start: str, days: int, due: str) -> None:
        assert on_the_wall(office().add_working_days(at(start), days)) == due

    def test_an_afternoon_that_falls_on_a_half_day_is_due_when_the_half_day_ends(self) -> None:
        half = office({date(2026, 3, 5): (("09:00", "12:00"),)})
        assert on_the_wall(half.add_working_days(at("2026-03-04 16:00"), 1)) == "2026-03-05 12:00"

    def test_seven_working_days_over_spring_festival(self) -> None:
        festival = {date(2026, 2, day): () for day in range(15, 24)} | {date(2026, 2, 14): SPLIT, date(2026, 2, 28): SPLIT}
        assert on_the_wall(office(festival).add_working_days(at("2026-02-13 15:00"), 7)) == "2026-03-02 15:00"


class TestImpossibleCalendars:
    def test_a_calendar_without_hours_is_refused_and_does_not_search_for_ever(self) -> None:
        empty = Calendar("Asia/Shanghai", {})
        start = at("2026-03-04 10:00")
        for attempt in (
            lambda: empty.next_open(start),
            lambda: empty.add_working(start, 60),
            lambda: empty.add_working(start, -60),
            lambda: empty.add_working_days(start, 1),
            lambda: empty.add_working_days(start, -1),
        ):
            with pytest.raises(NoOpenHours):
                attempt()
        assert not empty.is_open(start)
        assert empty.working_seconds(start, start + timedelta(days=400)) == 0

    def test_a_calendar_of_single_days_ends_after_the_last_of_them(self) -> None:
        single = Calendar("Asia/Shanghai", {}, {date(2026, 3, 10): NINE_TO_SIX, date(2026, 3, 20): NINE_TO_SIX})
        assert on_the_wall(single.add_working(at("2026-03-04 10:00"), 10 * 3600)) == "2026-03-20 10:00"
        assert on_the_wall(single.add_working(at("2026-03-24 10:00"), -10 * 3600)) == "2026-03-10 17:00"
        for attempt in (lambda: single.add_working(at("2026-03-04 10:00"), 19 * 3600), lambda: single.next_open(at("2026-03-20 18:00"))):
            with pytest.raises(NoOpenHours):
                attempt()

    def test_a_minute_a_week_cannot_hold_a_year_of_work(self) -> None:
        sparse = Calendar("Asia/Shanghai", {0: (("09:00", "09:01"),)})
        with pytest.raises(TooFar):
            sparse.add_working(at("2026-03-04 10:00"), 365 * 86_400)

    @pytest.mark.parametrize(
        "shift",
        [
            ("18:00", "09:00"),
            ("09:00", "09:00"),
            ("22:00", "06:00"),
            ("9", "18"),
            ("09:60", "18:00"),
            ("09:00", "24:01"),
            ("25:00", "26:00"),
        ]
        + [
            ("09:00", "18:00", "19:00"),
            ("09:00",),
            "09:00-18:00",
            (540, 1080),
            ("", ""),
            ("０９:00", "18:00"),
            ("-1:00", "18:00"),
            ("24:00", "23:59"),
        ],
    )
    def test_hours_that_cannot_be_meant_are_refused(self, shift: tuple[str, str]) -> None:
        with pytest.raises(BadHours):
            office(hours=(shift,))

    def test_there_is_no_eighth_weekday(self) -> None:
        with pytest.raises(BadHours):
            Calendar("Asia/Shanghai", {7: NINE_TO_SIX})

    @pytest.mark.parametrize("zone", ["Asia/Peking", "", "../../etc/passwd", "UTC+8", "\x00"])
    def test_an_unknown_time_zone_is_refused(self, zone: str) -> None:
        with pytest.raises(UnknownZone):
            Calendar(zone, {})

    def test_a_time_without_zone_names_no_instant(self) -> None:
        with pytest.raises(ValueError, match="no time zone"):
            office().is_open(at("2026-03-04 10:00").replace(tzinfo=None))
