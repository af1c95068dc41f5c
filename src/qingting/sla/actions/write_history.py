"""Clocks of open live complaints that arrive with a past: settled by their events where these met them, running otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qingting.policy.rules.clocks import clock_rules
from qingting.policy.schema import Standard
from qingting.sla.actions.start_clocks import make_clocks
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import next_alarm


@dataclass(frozen=True, slots=True)
class OpenPast:
    complaint_id: int
    grade: str
    kind: str
    start: datetime
    events: Sequence[tuple[str, datetime]]


def write_clocks_of_past(rows: Sequence[OpenPast], *, standard: Standard, now: datetime) -> dict[int, tuple[datetime, str]]:
    """Insert the clocks; the earliest running deadline and its clock for each complaint. Alarms that would lie in the past are not rung."""
    clocks: list[Clock] = []
    first: dict[int, tuple[datetime, str]] = {}
    for row in rows:
        met_by = {rule.name: set(rule.met_by) for rule in clock_rules(standard, row.grade, row.kind)}
        for clock in make_clocks(row.complaint_id, standard, row.grade, row.kind, row.start):
            settled = min((at for name, at in row.events if name in met_by.get(clock.name, ())), default=None)
            if settled is not None:
                clock.state, clock.settled_at, clock.alarm_at = ("met" if settled <= clock.due_at else "missed"), settled, None
            else:
                _quiet(clock, now)
                if row.complaint_id not in first or clock.due_at < first[row.complaint_id][0]:
                    first[row.complaint_id] = (clock.due_at, clock.name)
            clocks.append(clock)
    Clock.objects.bulk_create(clocks, batch_size=1000)
    return first


def _quiet(clock: Clock, now: datetime) -> None:
    alarm = next_alarm(clock.due_at, clock.warn_before, 0)
    while alarm is not None and alarm.at <= now:
        clock.alarm_level = alarm.level
        alarm = next_alarm(clock.due_at, clock.warn_before, alarm.level)
    clock.alarm_at = alarm.at if alarm else None
