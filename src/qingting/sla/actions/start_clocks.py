"""Start the clocks the standard sets for a grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qingting.infra.ledger import NewEvent
from qingting.policy.rules.clocks import ClockRule, clock_rules
from qingting.policy.schema import Standard
from qingting.sla.choices import EXTERNAL
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import derive_due, next_alarm


@dataclass(frozen=True, slots=True)
class Started:
    """What the record keeps of the clocks: the earliest deadline and its clock, and the events for the ledger. `clocks` are not yet written."""

    next_due_at: datetime | None
    next_clock: str
    events: list[NewEvent]
    clocks: list[Clock]

    def write(self, complaint_id: int) -> None:
        for clock in self.clocks:
            clock.complaint_id = complaint_id
        Clock.objects.bulk_create(self.clocks)


def plan_clocks(
    *,
    standard: Standard,
    grade: str,
    kind: str,
    start: datetime,
    external_due: datetime | None = None,
    happened: frozenset[str] = frozenset(),
) -> Started:
    """The clocks of `grade` and `kind`, started at `start`, before their complaint is written; an imported deadline becomes a clock of its own.

    `happened`: events of the registration itself; clocks they meet are met from the start.
    """
    clocks = make_clocks(0, standard, grade, kind, start, happened)
    if external_due is not None:
        clocks.append(
            Clock(
                complaint_id=0,
                name=EXTERNAL,
                started_at=start,
                due_at=external_due,
                amount=0,
                unit="days",
                clause="",
                warn_before=[86400],
                alarm_at=next_alarm(external_due, [86400], 0).at,
            )  # fmt: skip
        )
    first = min((c for c in clocks if c.state == "running"), key=lambda clock: clock.due_at, default=None)
    data = {clock.name: clock.due_at.isoformat() for clock in clocks}
    met = [
        NewEvent("sla.clock.met", {"clock": c.name, "due_at": c.due_at.isoformat()}, clauses=(c.clause,))
        for c in clocks
        if c.state == "met"
    ]
    events = (
        [NewEvent("sla.clock.started", {"clocks": data, "grade": grade}, clauses=tuple(sorted({c.clause for c in clocks if c.clause})))]
        if clocks
        else []
    )
    events += met
    return Started(first.due_at if first else None, first.name if first else "", events, clocks)


def make_clocks(
    complaint_id: int, standard: Standard, grade: str, kind: str, start: datetime, happened: frozenset[str] = frozenset()
) -> list[Clock]:
    """The clocks of `grade` and `kind`, not yet written."""
    return [_clock(complaint_id, standard, rule, start, happened) for rule in clock_rules(standard, grade, kind)]


def _clock(complaint_id: int, standard: Standard, rule: ClockRule, start: datetime, happened: frozenset[str]) -> Clock:
    span, calendar = rule.span, standard.calendar
    due_at = derive_due(start, span, calendar, [])
    warnings = sorted((w.seconds for w in rule.warn_before), reverse=True)
    met = bool(happened & set(rule.met_by))
    alarm = None if met else next_alarm(due_at, warnings, 0)
    return Clock(
        complaint_id=complaint_id, name=rule.name, started_at=start, due_at=due_at, amount=span.amount, unit=span.unit, clause=rule.clause, warn_before=warnings,
        alarm_at=alarm.at if alarm else None, state="met" if met else "running", settled_at=start if met else None,
    )  # fmt: skip
