"""The newest part of a subject's past, read from its end, and what has come since somebody looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from qingting.infra.ledger.reading import _COLUMNS, Past, _past


def recent_of(subject: str, *, before: int | None = None, limit: int = 60, names: Sequence[str] | None = None) -> list[Past]:
    """The last `limit` events of one subject before sequence number `before`, oldest first; `names` narrows to those events."""
    conditions, parameters = ["e.subject = %s"], [subject]
    if before is not None:
        conditions.append("e.subject_seq < %s")
        parameters.append(before)  # type: ignore[arg-type]
    if names is not None:
        conditions.append("e.name = ANY(%s)")
        parameters.append(list(names))  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM ledger_event e LEFT JOIN ledger_text t ON t.event_id = e.id WHERE {' AND '.join(conditions)} ORDER BY e.subject_seq DESC LIMIT %s",
            [*parameters, limit],
        )
        return [_past(row) for row in reversed(cursor.fetchall())]


def newer_of(subject: str, *, after: int, except_actor: int | None, quiet: Sequence[str], limit: int = 20) -> list[Past]:
    """Events after `after` that people made, without those of `except_actor` (a member of staff) and without the names in `quiet`; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM ledger_event e LEFT JOIN ledger_text t ON t.event_id = e.id WHERE e.subject = %s AND e.subject_seq > %s AND e.actor_kind <> 'system' "
            "AND NOT (e.actor_kind = 'staff' AND e.actor_id IS NOT DISTINCT FROM %s) AND NOT e.name = ANY(%s) ORDER BY e.subject_seq LIMIT %s",
            [subject, after, except_actor, list(quiet), limit],
        )
        return [_past(row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one event."""

    subject: str
    name: str
    text: str


def texts_of(subjects: Sequence[str], names: Sequence[str]) -> list[Said]:
    """Texts of the events called `names` of several subjects, oldest first, in one statement; erased ones are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.subject, e.name, t.text FROM ledger_event e JOIN ledger_text t ON t.event_id = e.id WHERE e.subject = ANY(%s) AND e.name = ANY(%s) "
            "AND t.text <> '' ORDER BY e.subject, e.subject_seq",
            [list(subjects), list(names)],
        )
        return [Said(*row) for row in cursor.fetchall()]


def heads_of(subjects: Sequence[str]) -> dict[str, int]:
    """Number of the newest event of each subject, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, seq FROM ledger_head WHERE subject = ANY(%s)", [list(subjects)])
        return dict(cursor.fetchall())
