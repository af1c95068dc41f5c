"""A new grade: open clocks take its spans, keep their start, and so keep the time already gone."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.policy.rules.clocks import clock_rules
from qingting.sla.actions.pause_clocks import rederive
from qingting.sla.actions.settle_clocks import keep_next_due
from qingting.sla.models import Clock


def regrade_clocks(case: Case) -> None:
    """Derive every open clock anew for the record's grade; a clock the new grade does not have is cancelled, a new one is started."""
    clocks = list(Clock.objects.filter(complaint_id=case.id))
    rules = {rule.name: rule for rule in clock_rules(case.pinned, case.record.grade, case.record.kind)}
    changed: dict[str, str] = {}
    for clock in clocks:
        rule = rules.get(clock.name)
        if clock.state not in ("running", "paused") or rule is None:
            continue
        before = clock.due_at
        clock.amount, clock.unit, clock.clause = rule.span.amount, rule.span.unit, rule.clause
        clock.warn_before = sorted((w.seconds for w in rule.warn_before), reverse=True)
        clock.alarm_level = 0
        if clock.state == "running":
            rederive(clock, case)
        if clock.due_at != before or clock.state == "paused":
            changed[clock.name] = clock.due_at.isoformat()
    Clock.objects.bulk_update(clocks, ["amount", "unit", "clause", "warn_before", "due_at", "alarm_at", "alarm_level"])
    if changed:
        case.event("sla.clock.replanned", {"clocks": changed, "grade": case.record.grade})
    keep_next_due(case, [c for c in clocks if c.state in ("running", "paused")])
