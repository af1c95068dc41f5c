"""A complaint that goes on after it seemed solved gets fresh plan and resolution clocks; the earlier ones stay as they ended."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max

from qingting.complaints.actions.acting import Case
from qingting.sla.actions.settle_clocks import keep_next_due, open_clocks
from qingting.sla.actions.start_clocks import make_clocks
from qingting.sla.choices import NOT_PAUSED
from qingting.sla.models import Clock


def restart_clocks(case: Case) -> None:
    """Reopened, disputed, or taken back for investigation. A clock that still runs is not doubled."""
    there = {clock.name for clock in open_clocks(case)} | set(NOT_PAUSED)
    latest = Clock.objects.filter(complaint_id=case.id).aggregate(latest=Max("started_at"))["latest"]
    start = max(case.now, latest + timedelta(microseconds=1)) if latest else case.now  # no two lives of a clock begin at one instant
    made = make_clocks(case.id, case.pinned, case.record.grade, case.record.kind, start)
    fresh = [clock for clock in made if clock.name not in there]
    if not fresh:
        return
    Clock.objects.bulk_create(fresh)
    case.event("sla.clock.started", {"clocks": {c.name: c.due_at.isoformat() for c in fresh}, "grade": case.record.grade, "again": True})
    keep_next_due(case, open_clocks(case))
