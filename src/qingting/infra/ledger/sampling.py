"""The newest chains verified, for a page that must answer at once; `verifying.broken_links` walks them all."""

from __future__ import annotations

import orjson
from django.db import connection

from qingting.infra.ledger.hashing import COVERED, GENESIS
from qingting.infra.ledger.verifying import Broken, _head_fault, _link_fault, lost_since_seal

MOST_EVENTS = 200
"""Events of one chain that are looked at; of a longer one, the last so many, joined to the event before them."""


def newest_chains(limit: int) -> list[str]:
    """Subjects of the most recent events (ids grow with time), the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM ledger_event ORDER BY id DESC LIMIT %s", [limit * 8])
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))[:limit]


def broken_among(subjects: list[str]) -> list[Broken]:
    """The first fault of each of these chains, and what the last seal finds missing."""
    return [fault for subject in subjects if (fault := _fault_of(subject))] + lost_since_seal()


def _fault_of(subject: str) -> Broken | None:
    columns = (*COVERED, "prev_hash", "hash")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {','.join('e.' + c for c in columns)}, t.salt, t.text FROM ledger_event e LEFT JOIN ledger_text t ON t.event_id = e.id "
            "WHERE e.subject = %s ORDER BY e.subject_seq DESC LIMIT %s",
            [subject, MOST_EVENTS + 1],
        )
        rows = [dict(zip((*columns, "salt", "text"), row, strict=True)) for row in reversed(cursor.fetchall())]
    if len(rows) > MOST_EVENTS:
        seq, prev = rows[0]["subject_seq"], rows[0]["hash"]
        rows = rows[1:]
    else:
        seq, prev = 0, GENESIS
    for row in rows:
        seq += 1
        if not isinstance(row["data"], dict):
            row["data"] = orjson.loads(row["data"])
        what = _link_fault(row, seq, prev)
        if what:
            return Broken(subject, seq, what)
        prev = row["hash"]
    return _head_fault(subject, seq, prev)
