"""Chains for tests, and a hand that may do what nobody may: change the past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from qingting.infra.ledger.recording import NewEvent, record
from qingting.infra.ledger.verifying import broken_links
from qingting.kernel.actor import Actor

NOW = datetime(2026, 11, 18, 2, 0, 0, 123456, tzinfo=UTC)
WRITER = Actor("staff", 7, "李静")


def write(subject: str, *events: NewEvent, now: datetime = NOW) -> None:
    with transaction.atomic():
        record(
            events or [NewEvent("complaints.note.added", {"n": 1}, text="已电话联系")],
            subject=subject,
            actor=WRITER,
            now=now,
            source="page",
        )


def faults() -> list[tuple[str, int]]:
    return [(broken.subject, broken.seq) for broken in broken_links()]


@contextmanager
def forger() -> Iterator[Any]:
    """The owner of the table with the trigger out of the way."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER USER")
