"""Reading the ledger: a subject's past with its words, and the state of all chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


@dataclass(frozen=True, slots=True)
class Past:
    """One event as people read it; `text` is None where there was none, and empty where it has been erased."""

    id: UUID
    at: datetime
    actor_kind: str
    actor_id: int | None
    actor_name: str
    on_behalf_of: str
    name: str
    data: dict[str, Any]
    clauses: Sequence[str]
    policy_version: str
    source: str
    seq: int
    hash: str
    text: str | None


_COLUMNS = "e.id, e.at, e.actor_kind, e.actor_id, e.actor_name, e.on_behalf_of, e.name, e.data, e.clauses, e.policy_version, e.source, e.subject_seq, e.hash, t.text"


def past_of(subject: str, *, after: int = 0, limit: int = 500) -> list[Past]:
    """Events of one subject in order, at most `limit`, those after sequence number `after`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM ledger_event e LEFT JOIN ledger_text t ON t.event_id = e.id "
            "WHERE e.subject = %s AND e.subject_seq > %s ORDER BY e.subject_seq LIMIT %s",
            [subject, after, limit],
        )
        rows = cursor.fetchall()
    return [_past(row) for row in rows]


def _past(row: Sequence[Any]) -> Past:
    import orjson

    data = row[7] if isinstance(row[7], dict) else orjson.loads(row[7])
    text = row[13] if row[13] is not None else ("" if "text_digest" in data else None)
    return Past(*row[:7], data, *row[8:13], text)


def count_events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_event")
        return int(cursor.fetchone()[0])


def seq_of(subject: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM ledger_head WHERE subject = %s", [subject])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
