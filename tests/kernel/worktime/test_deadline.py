"""Clocks on a complaint: deadlines, pauses, what is left, and when to warn."""

import timeit
from datetime import UTC, date, timedelta

import pytest

from qingting.kernel.worktime import BadSpan, Calendar, ClockPaused, NoOpenHours, Pause, Span, Unit, before, deadline, elapsed, remaining

from .calendars import SPLIT, at, office, on_the_wall

FOUR_HOURS = Span(4, "working_hours")
START = at("2026-03-04 10:00")  # a Wednesday


@pytest.mark.parametrize(
    ("span", "due"),
    [
        (Span(30, "minutes"), "2026-03-06 18:15"),
        (Span(24, "hours"), "2026-03-07 17:45"),
        (Span(3, "days"), "2026-03-09 17:45"),
        (Span(30, "working_minutes"), "2026-03-09 09:15"),
        (FOUR_HOURS, "2026-03-09 14:15"),
        (Span(2, "working_days"), "2026-03-10 17:45"),
    ],
)
def test_every_unit_from_a_friday_a_quarter_of_an_hour_before_closing(span: Span, due: str) -> None:
    assert on_the_wall(deadline(at("2026-03-06 17:45"), span, office())) == due


def test_a_deadline_is_utc_whatever_zone_the_start_was_in() -> None:
    assert deadline(START, FOUR_HOURS, office()).tzinfo is UTC


def test_a_holiday_announced_after_the_clock_began_moves_the_deadline() -> None:
    assert on_the_wall(deadline(START, Span(2, "working_days"), office())) == "2026-03-06 10:00"
    assert on_the_wall(deadline(START, Span(2, "working_days"), office({date(2026, 3, 5): ()}))) == "2026-03-09 10:00"


def test_two_days_of_downtime_change_nothing() -> None:
    pauses = [Pause(at("2026-03-04 11:00"), at("2026-03-05 11:00"))]
    first = deadline(START, FOUR_HOURS, office(), pauses)
    for now in (START, at("2026-03-05 12:00"), at("2026-03-07 12:00")):  # whenever somebody looks
        remaining(START, FOUR_HOURS, office(), pauses, now)
        assert deadline(START, FOUR_HOURS, office(), pauses) == first


def test_a_deadline_needs_opening_hours_only_when_it_counts_working_time() -> None:
    closed = Calendar("Asia/Shanghai", {})
    assert on_the_wall(deadline(START, Span(2, "hours"), closed)) == "2026-03-04 12:00"
    with pytest.raises(NoOpenHours):
        deadline(START, Span(2, "working_hours"), closed)


@pytest.mark.parametrize(
    ("amount", "unit"), [(-1, "hours"), (21 * 366, "days"), (1, "fortnights"), (1.5, "hours"), (True, "hours"), (10**30, "minutes")]
)
def test_a_span_that_no_clock_can_have_is_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(BadSpan):
        Span(amount, unit)


class TestPauses:
    def test_waiting_for_the_customer_over_night_pushes_by_working_time_only(self) -> None:
        pause = Pause(at("2026-03-04 17:00"), at("2026-03-05 10:00"))
        assert on_the_wall(deadline(START, Span(8, "working_hours"), office())) == "2026-03-05 10:30"
        assert on_the_wall(deadline(START, Span(8, "working_hours"), office(), [pause])) == "2026-03-05 14:00"

    def test_a_round_the_clock_deadline_is_pushed_by_all_of_the_pause(self) -> None:
        pause = Pause(at("2026-03-04 17:00"), at("2026-03-05 10:00"))
        assert on_the_wall(deadline(START, Span(24, "hours"), office(), [pause])) == "2026-03-06 03:00"

    def test_two_working_days_of_waiting_move_a_working_day_deadline_by_two(self) -> None:
        pause = Pause(at("2026-03-05 09:00"), at("2026-03-09 09:00"))
        assert on_the_wall(deadline(START, Span(3, "working_days"), office(), [pause])) == "2026-03-11 10:00"

    def test_a_pause_through_the_weekend_costs_nothing(self) -> None:
        pause = Pause(at("2026-03-06 18:00"), at("2026-03-09 09:00"))
        plain = deadline(at("2026-03-06 17:00"), FOUR_HOURS, office())
        assert deadline(at("2026-03-06 17:00"), FOUR_HOURS, office(), [pause]) == plain

    def test_a_pause_at_night_does_not_move_a_deadline_at_closing_time_to_the_morning(self) -> None:
        start, day = at("2026-03-04 09:00"), Span(450, "working_minutes")
        pause = Pause(at("2026-03-04 12:00"), at("2026-03-04 13:00"))
        assert on_the_wall(deadline(start, day, office(), [pause])) == "2026-03-04 18:00"

    def test_overlapping_pauses_count_once_in_any_order(self) -> None:
        two = [Pause(at("2026-03-04 15:00"), at("2026-03-04 16:00")), Pause(at("2026-03-04 14:00"), at("2026-03-04 15:30"))]
        one = [Pause(at("2026-03-04 14:00"), at("2026-03-04 16:00"))]
        assert deadline(START, FOUR_HOURS, office(), two) == deadline(START, FOUR_HOURS, office(), one)
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), two)) == "2026-03-04 17:30"

    def test_a_pause_that_only_the_pushed_deadline_reaches_counts_too(self) -> None:
        first = Pause(at("2026-03-04 14:00"), at("2026-03-04 15:00"))
        second = Pause(at("2026-03-04 15:45"), at("2026-03-04 16:45"))
        assert on_the_wall(deadline(START, FOUR_HOURS, office())) == "2026-03-04 15:30"
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), [second])) == "2026-03-04 15:30"
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), [second, first])) == "2026-03-04 17:30"

    def test_pausing_after_the_deadline_does_not_heal_it(self) -> None:
        late = Pause(at("2026-03-04 15:30"), at("2026-03-06 15:30"))
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), [late])) == "2026-03-04 15:30"
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), [Pause(at("2026-03-04 15:30"), None)])) == "2026-03-04 15:30"

    def test_what_was_paused_before_the_start_does_not_count(self) -> None:
        early = Pause(at("2026-03-03 10:00"), at("2026-03-04 10:30"))
        assert on_the_wall(deadline(START, FOUR_HOURS, office(), [early])) == "2026-03-04 16:00"

    def test_a_pause_that_ended_before_it_began_never_happened(self) -> None:
        assert deadline(START, FOUR_HOURS, office(), [Pause(at("2026-03-04 14:00"), at("2026-03-04 13:59"))]) == deadline(
            START, FOUR_HOURS, office()
        )

    def test_while_it_is_paused_a_clock_has_no_deadline_but_has_time_left(self) -> None:
        paused = [Pause(at("2026-03-04 11:00"), None)]
        with pytest.raises(ClockPaused):
            deadline(START, FOUR_HOURS, office(), paused)
        for now in ("2026-03-04 11:00", "2026-03-04 17:00", "2026-03-20 17:00"):
            assert remaining(START, FOUR_HOURS, office(), paused, at(now)) == 3 * 3600

    def test_a_longer_span_during_a_pause_keeps_what_has_elapsed(self) -> None:
        """The grade is changed while the customer is waited for."""
        paused = [Pause(at("2026-03-04 11:00"), None)]
        now = at("2026-03-05 11:00")
        assert elapsed(START, now, "working_hours", office(), paused) == 3600
        assert remaining(START, Span(8, "working_hours"), office(), paused, now) == 7 * 3600
        resumed = [Pause(at("2026-03-04 11:00"), now)]
        assert on_the_wall(deadline(START, Span(8, "working_hours"), office(), resumed)) == "2026-03-06 10:30"


class TestWhatIsLeft:
    def test_it_falls_only_in_working_time(self) -> None:
        left = [remaining(START, FOUR_HOURS, office(), (), at(now)) for now in ("2026-03-04 11:00", "2026-03-04 12:30", "2026-03-04 13:30")]
        assert left == [3 * 3600, 2 * 3600, 2 * 3600]

    def test_it_is_negative_by_the_working_time_of_the_delay(self) -> None:
        assert remaining(START, FOUR_HOURS, office(), (), at("2026-03-05 09:30")) == -3 * 3600

    def test_before_the_clock_begins_all_is_left(self) -> None:
        assert remaining(START, FOUR_HOURS, office(), (), at("2026-03-03 10:00")) == 4 * 3600

    def test_working_days_are_counted_in_their_own_hours(self) -> None:
        assert remaining(START, Span(2, "working_days"), office(), (), START) == 2 * 27_000


class TestWarnings:
    @pytest.mark.parametrize(
        ("ahead", "warned"),
        [
            (Span(30, "minutes"), "2026-03-09 08:45"),
            (Span(30, "working_minutes"), "2026-03-06 17:45"),
            (Span(2, "working_hours"), "2026-03-06 16:15"),
            (Span(1, "working_days"), "2026-03-06 09:15"),
            (Span(1, "days"), "2026-03-08 09:15"),
            (Span(0, "working_days"), "2026-03-09 09:15"),
            (Span(0, "working_hours"), "2026-03-09 09:15"),
        ],
    )
    def test_the_warning_for_monday_morning_comes_on_friday_when_it_counts_working_time(self, ahead: Span, warned: str) -> None:
        assert on_the_wall(before(at("2026-03-09 09:15"), ahead, office())) == warned

    @pytest.mark.parametrize("unit", ["minutes", "working_minutes", "working_days"])
    def test_no_time_ahead_is_the_deadline_itself_also_at_closing_time(self, unit: Unit) -> None:
        assert on_the_wall(before(at("2026-03-06 18:00"), Span(0, unit), office())) == "2026-03-06 18:00"

    def test_a_deadline_at_closing_time_is_warned_of_a_working_day_ahead_at_closing_time(self) -> None:
        assert on_the_wall(before(at("2026-03-09 18:00"), Span(1, "working_days"), office())) == "2026-03-06 18:00"


def test_thousands_of_clocks_can_be_derived_again_in_a_second() -> None:
    calendar = office({date(2026, 3, 9): (), date(2026, 3, 14): SPLIT})
    pauses = [Pause(START + timedelta(hours=5), START + timedelta(hours=30))]
    spans = [Span(3, "working_days"), Span(24, "working_hours"), Span(3, "days")]
    for span in spans:
        best = min(timeit.repeat(lambda span=span: deadline(START, span, calendar, pauses), number=50, repeat=20)) / 50  # type: ignore[misc]
        assert best < 100e-6
