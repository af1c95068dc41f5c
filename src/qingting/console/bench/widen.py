"""More complaints than the demo's generator need write: the stored ones again under new numbers and customers, by set-based SQL.

Every copy gets its own ledger chain (through `record_chains`), clocks, search row and customer, so `doctor` passes on the result.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction

from qingting.complaints.actions.write_history import build_search_index, drop_search_index
from qingting.complaints.queries.totals import count_complaints
from qingting.infra.ledger import NewEvent
from qingting.infra.ledger.bulk import NewChain, record_chains
from qingting.kernel.actor import Actor

CHUNK = 5000
EVENTS = (
    "complaints.complaint.registered", "triage.judgement.made", "sla.clock.started", "complaints.complaint.accepted", "complaints.complaint.assigned", "handling.reply.sent",
    "handling.decision.made", "complaints.complaint.closed",
)  # fmt: skip


def widen(n: int, tell: Callable[[str], None]) -> None:
    """Copy until there are `n` complaints; about a fifth stays open, as in the demo's mix."""
    started = last = time.monotonic()
    drop_search_index()
    base = count_complaints()
    while (have := count_complaints()) < n:
        _copy(min(CHUNK, n - have), base, have)
        if time.monotonic() - last > 2:
            last = time.monotonic()
            tell(f"  {have} 件 complaints · {last - started:.0f} s")
    build_search_index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(count: int, base: int, have: int) -> None:
    columns = _columns(
        "complaints_complaint",
        {"id", "no", "registered_at", "customer_id", "source_system", "external_no", "row_hash", "repeat_of_id", "received_at"},
    )
    listed = ",".join(columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"WITH s AS (SELECT c.*, row_number() OVER () rn FROM complaints_complaint c ORDER BY c.id OFFSET %s LIMIT %s) "
            f"INSERT INTO complaints_complaint (no, registered_at, received_at, customer_id, source_system, external_no, row_hash, repeat_of_id, {listed}) "
            f"SELECT 'TS' || to_char(registered_at, 'YYMMDD') || nextval('complaint_no')::text, registered_at - %s, received_at - %s, "
            f"(SELECT min(id) + (%s + s.rn) %% greatest(1, count(*)) FROM customers_customer), '', NULL, NULL, NULL, {listed} FROM s RETURNING id, no, registered_at, origin, status, grade",
            [have % max(1, base - count), count, timedelta(minutes=have % 200_000), timedelta(minutes=have % 200_000), have],
        )
        rows = cursor.fetchall()
        ids = [row[0] for row in rows]
        cursor.execute(
            "INSERT INTO complaints_searchtext (complaint_id, grams) SELECT n.id, t.grams FROM unnest(%s::bigint[]) WITH ORDINALITY n(id, o) "
            "JOIN (SELECT s.grams, row_number() OVER (ORDER BY s.complaint_id) o FROM (SELECT * FROM complaints_searchtext ORDER BY complaint_id OFFSET %s LIMIT %s) s) t ON t.o = n.o",
            [ids, have % max(1, base - count), count],
        )
        cursor.execute(
            "INSERT INTO sla_clock (complaint_id, name, state, started_at, due_at, amount, unit, clause, warn_before, pauses, extra_seconds, alarm_level) "
            "SELECT c.id, k.name, 'running', c.registered_at, coalesce(c.next_due_at, c.registered_at + interval '3 days'), 24, 'hours', '5.1', '{}', '[]', 0, 9 "
            "FROM complaints_complaint c CROSS JOIN (VALUES ('plan'), ('resolve')) k(name) WHERE c.id = ANY(%s) AND c.origin = 'live' AND c.next_due_at IS NOT NULL",
            [ids],
        )
        actor = Actor("system", None, "系统")
        chains = [
            NewChain(
                f"complaint:{i}",
                i,
                "2026-01",
                [(at + timedelta(minutes=7 * k), actor, NewEvent(name, {"no": no, "grade": grade})) for k, name in enumerate(EVENTS)],
            )
            for i, no, at, _origin, _status, grade in rows
        ]
        record_chains(chains, source="import")


def _columns(table: str, without: set[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table])
        return [row[0] for row in cursor.fetchall() if row[0] not in without]
