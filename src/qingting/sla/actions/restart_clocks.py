"""A reopened complaint gets fresh plan and resolution clocks; those of its first life stay as they ended."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.sla.actions.settle_clocks import keep_next_due
from qingting.sla.actions.start_clocks import make_clocks
from qingting.sla.choices import NOT_PAUSED
from qingting.sla.models import Clock


def restart_clocks(case: Case) -> None:
    fresh = [
        clock for clock in make_clocks(case.id, case.pinned, case.record.grade, case.record.kind, case.now) if clock.name not in NOT_PAUSED
    ]
    Clock.objects.bulk_create(fresh)
    case.event("sla.clock.started", {"clocks": {c.name: c.due_at.isoformat() for c in fresh}, "grade": case.record.grade, "again": True})
    keep_next_due(case, list(Clock.objects.filter(complaint_id=case.id, state__in=("running", "paused"))))
