"""Clocks as pages and the API show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qingting.kernel.bilingual import Bi
from qingting.policy.schema import Standard
from qingting.sla.choices import EXTERNAL, EXTERNAL_TITLE
from qingting.sla.models import Clock


@dataclass(frozen=True, slots=True)
class ClockView:
    """`remaining` in seconds, negative when late, None when settled or paused. `basis` names clause and span."""

    name: str
    title: Bi
    due_at: datetime
    started_at: datetime
    state: str
    settled_at: datetime | None
    remaining: int | None
    clause: str
    amount: int
    unit: str
    paused_since: str | None


def clocks_of(complaint_id: int, standard: Standard, now: datetime) -> list[ClockView]:
    """Every clock of one complaint, in order of deadline."""
    titles = {(clock.name, clock.clause): clock.title for clock in standard.clocks} | {(EXTERNAL, ""): EXTERNAL_TITLE}
    return [
        _view(clock, titles, now)
        for clock in Clock.objects.raw("SELECT * FROM sla_clock WHERE complaint_id = %s ORDER BY due_at, id", [complaint_id])
    ]


def _view(clock: Clock, titles: dict[tuple[str, str], Bi], now: datetime) -> ClockView:
    remaining = int((clock.due_at - now).total_seconds()) if clock.state == "running" else None
    paused = clock.pauses[-1][0] if clock.state == "paused" and clock.pauses else None
    return ClockView(
        clock.name,
        titles.get((clock.name, clock.clause), Bi(clock.name, clock.name)),
        clock.due_at,
        clock.started_at,
        clock.state,
        clock.settled_at,
        remaining,
        clock.clause,
        clock.amount,
        clock.unit,
        paused,
    )


def due_lengths(complaint_ids: Iterable[int]) -> dict[int, int]:
    """Seconds from start to deadline of each complaint's next running clock, for the bar beside it."""
    found: dict[int, tuple[datetime, int]] = {}
    rows = Clock.objects.filter(complaint_id__in=list(complaint_ids), state="running").values_list("complaint_id", "due_at", "started_at")
    for complaint_id, due_at, started_at in rows:
        if complaint_id not in found or due_at < found[complaint_id][0]:
            found[complaint_id] = (due_at, max(60, int((due_at - started_at).total_seconds())))
    return {complaint_id: length for complaint_id, (_due, length) in found.items()}
