"""What is due: found by one indexed query, claimed once, dated at its due moment however late the worker comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingting.sla.models import Clock
from qingting.sla.rules.deriving import next_alarm


@dataclass(frozen=True, slots=True)
class Due:
    """One running clock that has come to a warning or to its deadline."""

    clock_id: int
    complaint_id: int
    name: str
    clause: str
    due_at: datetime
    at: datetime
    breach: bool
    level: int


def claim_alarms(now: datetime, limit: int = 200) -> list[Due]:
    """Take up to `limit` alarms that are due; must run in the transaction that records them.

    After a long standstill a clock gives only its latest alarm: warnings that a breach has overtaken are skipped.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("claim_alarms needs the caller's transaction")
    clocks = list(
        Clock.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(alarm_at__lte=now, state="running")
        .order_by("alarm_at")[:limit]
    )
    found: list[Due] = []
    for clock in clocks:
        alarm = next_alarm(clock.due_at, clock.warn_before, clock.alarm_level)
        while alarm is not None:
            later = next_alarm(clock.due_at, clock.warn_before, alarm.level)
            if later is None or later.at > now:
                break
            alarm = later
        if alarm is None:
            clock.alarm_at = None
            continue
        found.append(Due(clock.pk, clock.complaint_id, clock.name, clock.clause, clock.due_at, alarm.at, alarm.breach, alarm.level))
        following = next_alarm(clock.due_at, clock.warn_before, alarm.level)
        clock.alarm_level, clock.alarm_at = alarm.level, following.at if following else None
    Clock.objects.bulk_update(clocks, ["alarm_level", "alarm_at"])
    return found


def ended_pauses(now: datetime, limit: int = 200) -> list[int]:
    """Ids of the complaints whose pause has run out. Nothing is held: whoever resumes them looks again under the complaint's lock."""
    rows = Clock.objects.filter(state="paused", alarm_at__lte=now).order_by("alarm_at").values_list("complaint_id", flat=True)
    return list(dict.fromkeys(rows[:limit]))


def pause_is_over(complaint_id: int, now: datetime) -> bool:
    return Clock.objects.filter(complaint_id=complaint_id, state="paused", alarm_at__lte=now).exists()
