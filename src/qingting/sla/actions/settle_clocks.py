"""After an act: which clocks did its events meet or end, and which deadline comes next."""

from __future__ import annotations

import orjson
from django.db import connection

from qingting.complaints.actions.acting import Case
from qingting.infra.ledger import NewEvent
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.schema import Standard
from qingting.sla.actions.rederive import end_pause
from qingting.sla.choices import EXTERNAL
from qingting.sla.models import Clock

_ENDS_ALL = frozenset({"complaints.complaint.closed", "complaints.complaint.withdrawn", "complaints.complaint.refused"})


def settle_clocks(case: Case) -> None:
    """Finish the clocks met or cancelled by the case's events and status; keep `next_due_at` true. Two statements at most."""
    names = {event.name for event in case.events}
    moved = "status" in case.changed
    if not moved and not names & _interesting(case.pinned):
        return
    running = open_clocks(case)
    by_name = {rule.name: rule for rule in clock_rules(case.pinned, case.record.grade, case.record.kind)}
    settled: list[Clock] = []
    for clock in running:
        rule = by_name.get(clock.name)
        met_by: set[str] = set(rule.met_by) if rule else set()
        cancelled_by: set[str] = set(rule.cancelled_by) if rule else set()
        reached = rule is not None and moved and case.record.status in rule.met_at_status
        if names & met_by or reached or (clock.name == EXTERNAL and "complaints.complaint.closed" in names):
            if clock.state == "paused":
                end_pause(clock, case)
            _settle(case, clock, "met" if case.now <= clock.due_at else "missed")
            settled.append(clock)
        elif names & cancelled_by or names & _ENDS_ALL:
            _settle(case, clock, "cancelled")
            settled.append(clock)
    if settled:
        _write(settled)
    keep_next_due(case, [clock for clock in running if clock not in settled])


def _write(clocks: list[Clock]) -> None:
    """The ends of several clocks in one plain statement: every act does this, and building such a query costs more than running it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sla_clock c SET state = v.state, settled_at = v.settled, alarm_at = NULL, due_at = v.due, pauses = v.pauses "
            "FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::jsonb[]) AS v(id, state, settled, due, pauses) WHERE c.id = v.id",
            [
                [c.pk for c in clocks], [c.state for c in clocks], [c.settled_at for c in clocks], [c.due_at for c in clocks],
                [orjson.dumps(c.pauses).decode() for c in clocks],
            ],
        )  # fmt: skip


def open_clocks(case: Case) -> list[Clock]:
    """Running and paused clocks, held until the act ends: an alarm that is being claimed meanwhile is not written over."""
    sql = "SELECT * FROM sla_clock WHERE complaint_id = %s AND state IN ('running', 'paused') ORDER BY id FOR NO KEY UPDATE"
    return list(Clock.objects.raw(sql, [case.id]))


def keep_next_due(case: Case, open_clocks: list[Clock]) -> None:
    """The earliest deadline of the running clocks onto the record."""
    first = min((c for c in open_clocks if c.state == "running"), key=lambda clock: clock.due_at, default=None)
    case.change(
        next_due_at=first.due_at if first else None,
        next_clock=first.name if first else "",
        paused=any(c.state == "paused" for c in open_clocks),
    )


def _settle(case: Case, clock: Clock, state: str) -> None:
    clock.state, clock.settled_at, clock.alarm_at = state, case.now, None
    data = {"clock": clock.name, "due_at": clock.due_at.isoformat()}
    case.events.append(NewEvent(f"sla.clock.{state}", data, clauses=(clock.clause,) if clock.clause else ()))


def _interesting(standard: Standard) -> frozenset[str]:
    def collect() -> frozenset[str]:
        found = set(_ENDS_ALL)
        for clock in standard.clocks:
            found.update(clock.met_by, clock.cancelled_by)
        return frozenset(found)

    return standard.remembered("sla.interesting_events", collect)
