"""Deadlines and elapsed time of a clock that can be paused."""

from collections.abc import Iterable
from datetime import datetime

from qingting.kernel.errors import DomainError
from qingting.kernel.worktime.calendar import Calendar
from qingting.kernel.worktime.hours import MICROSECONDS
from qingting.kernel.worktime.instants import instant, microseconds
from qingting.kernel.worktime.span import Pause, Span, Unit, join_pauses


class ClockPaused(DomainError):
    """The clock stands still, so it has no deadline; ask for the time `remaining`."""

    code = "kernel.worktime.paused"
    zh = "计时已暂停，恢复后才能确定截止时间。"
    en = "The clock is paused; it has a deadline again once it is resumed."


def deadline(start: datetime, span: Span, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """When the span has passed since the start, pauses not counted, in UTC.

    A pause that begins before the deadline pushes it by the clock's own time that passed in the pause: working time for working
    units, all time for the others. Order and overlap of pauses do not matter. Raises `ClockPaused` when a pause that began before
    the deadline has not ended, `NoOpenHours` and `TooFar` when the calendar never gets there.
    """
    due = _add(start, span, calendar)
    for begin, end in join_pauses(pauses, microseconds(start)):
        if begin >= microseconds(due):
            break
        if end is None:
            raise ClockPaused
        due = _push(due, _between(instant(begin), instant(end), span.unit, calendar), span.unit, calendar)
    return due


def elapsed(start: datetime, until: datetime, unit: Unit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> int:
    """The whole seconds the clock has run from start to until: working time for working units, pauses not counted."""
    return _elapsed(start, until, unit, calendar, pauses) // MICROSECONDS


def remaining(start: datetime, span: Span, calendar: Calendar, pauses: Iterable[Pause], now: datetime) -> int:
    """The seconds of its own time the clock has left, also while it is paused; negative when the span is exceeded."""
    allowed = _between(start, _add(start, span, calendar), span.unit, calendar)
    return (allowed - _elapsed(start, now, span.unit, calendar, pauses)) // MICROSECONDS


def before(due: datetime, span: Span, calendar: Calendar) -> datetime:
    """The instant a span ahead of a due moment, in UTC, for warnings; it may lie before the start of the clock."""
    if span.unit == "working_days":
        return calendar.add_working_days(due, -span.amount) if span.amount else _utc(due)
    return _push(due, -span.seconds * MICROSECONDS, span.unit, calendar)


def _add(start: datetime, span: Span, calendar: Calendar) -> datetime:
    if span.unit == "working_days":
        return calendar.add_working_days(start, span.amount)
    if _is_working(span.unit):
        return calendar.add_working(start, span.seconds)
    return _push(start, span.seconds * MICROSECONDS, span.unit, calendar)


def _push(due: datetime, amount: int, unit: Unit, calendar: Calendar) -> datetime:
    """The due moment moved by microseconds of the unit's kind of time. Moved by nothing it stays, even at a closing hour."""
    if amount and _is_working(unit):
        return calendar.add_working_microseconds(due, amount)
    return instant(microseconds(due) + amount)


def _between(start: datetime, end: datetime, unit: Unit, calendar: Calendar) -> int:
    if _is_working(unit):
        return calendar.working_microseconds(start, end)
    return max(microseconds(end) - microseconds(start), 0)


def _elapsed(start: datetime, until: datetime, unit: Unit, calendar: Calendar, pauses: Iterable[Pause]) -> int:
    total, limit = _between(start, until, unit, calendar), microseconds(until)
    for begin, end in join_pauses(pauses, microseconds(start)):
        if begin < limit:
            total -= _between(instant(begin), instant(limit if end is None else min(end, limit)), unit, calendar)
    return total


def _is_working(unit: Unit) -> bool:
    return unit.startswith("working_")


def _utc(moment: datetime) -> datetime:
    return instant(microseconds(moment))
