"""A new grade: open clocks take its spans, keep their start, and so keep the time already gone."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.policy.rules.clocks import ClockRule, clock_rules
from qingting.sla.actions.rederive import rederive
from qingting.sla.actions.settle_clocks import keep_next_due, open_clocks
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import passed_alarms


def regrade_clocks(case: Case) -> None:
    """Derive every open clock anew for the record's grade (a standard gives every clock a limit for every grade)."""
    clocks = open_clocks(case)
    rules = {rule.name: rule for rule in clock_rules(case.pinned, case.record.grade, case.record.kind)}
    changed = [clock for clock in clocks if clock.name in rules and _take(clock, rules[clock.name], case)]
    Clock.objects.bulk_update(clocks, ["amount", "unit", "clause", "warn_before", "due_at", "alarm_at", "alarm_level"])
    if changed:
        due = {clock.name: clock.due_at.isoformat() for clock in changed}
        case.event("sla.clock.replanned", {"clocks": due, "grade": case.record.grade})
    keep_next_due(case, clocks)


def _take(clock: Clock, rule: ClockRule, case: Case) -> bool:
    """Whether the clock's deadline moves with this rule; a paused one moves when it is resumed."""
    before, told = clock.due_at, clock.alarm_level > len(clock.warn_before)
    same_span = (clock.amount, clock.unit) == (rule.span.amount, rule.span.unit)
    clock.amount, clock.unit, clock.clause = rule.span.amount, rule.span.unit, rule.clause
    clock.warn_before = sorted((w.seconds for w in rule.warn_before), reverse=True)
    clock.alarm_level = 0
    if clock.state == "paused":
        return not same_span
    rederive(clock, case)
    if clock.due_at == before or (told and clock.due_at <= case.now):  # what was told is not told again
        clock.alarm_level = passed_alarms(clock.due_at, clock.warn_before, case.now, breached=told)
        rederive(clock, case)
    return clock.due_at != before
