"""Deadline and next alarm of one clock worked out anew from its own start, span and pauses."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.kernel.worktime import Span
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import derive_due, next_alarm, pauses_from


def rederive(clock: Clock, case: Case) -> None:
    """On the calendar of the standard the complaint began under. An external deadline stays as it came."""
    if clock.amount:
        clock.due_at = derive_due(
            clock.started_at, Span(clock.amount, clock.unit), case.pinned.calendar, pauses_from(clock.pauses), clock.extra_seconds
        )
    alarm = next_alarm(clock.due_at, clock.warn_before, clock.alarm_level)
    clock.alarm_at = alarm.at if alarm else None


def end_pause(clock: Clock, case: Case) -> None:
    """A paused clock runs again: from now, or from the end that was set for the pause when somebody comes later than that."""
    end = min(case.now, clock.alarm_at) if clock.alarm_at is not None else case.now
    clock.pauses = [*clock.pauses[:-1], [clock.pauses[-1][0], end.isoformat()]]
    clock.state = "running"
    rederive(clock, case)
