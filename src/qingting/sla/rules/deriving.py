"""Deadlines derived from start, span, calendar and pauses; never accumulated. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingting.kernel.worktime import Calendar, Pause, Span, deadline


@dataclass(frozen=True, slots=True)
class Alarm:
    """The next moment at which somebody must be told. `level` counts the alarms given with it; `breach`: the deadline itself."""

    at: datetime
    level: int
    breach: bool


def derive_due(start: datetime, span: Span, calendar: Calendar, pauses: Sequence[Pause], extra_seconds: int = 0) -> datetime:
    """The deadline in UTC; an approved extension moves it by plain seconds."""
    return deadline(start, span, calendar, pauses) + timedelta(seconds=extra_seconds)


def next_alarm(due_at: datetime, warn_before: Sequence[int], level: int) -> Alarm | None:
    """What comes after `level` alarms: every warning in turn (seconds ahead of the deadline), then the breach at the due moment, then nothing."""
    ahead = [*sorted(warn_before, reverse=True), 0]
    if level >= len(ahead):
        return None
    return Alarm(due_at - timedelta(seconds=ahead[level]), level + 1, level + 1 == len(ahead))


def passed_alarms(due_at: datetime, warn_before: Sequence[int], now: datetime, *, breached: bool) -> int:
    """The level of a clock whose alarms up to `now` were given already; the breach counts only when it was told."""
    ahead = [seconds for seconds in warn_before if due_at - timedelta(seconds=seconds) <= now]
    return len(warn_before) + 1 if breached else len(ahead)


def pauses_from(plain: Sequence[Sequence[str | None]]) -> list[Pause]:
    """Pauses as stored ([start, end or null] in RFC 3339) as values."""
    return [Pause(datetime.fromisoformat(str(start)), datetime.fromisoformat(end) if end else None) for start, end in plain]
