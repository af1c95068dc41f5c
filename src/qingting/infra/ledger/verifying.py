"""Proof that nobody rewrote the past: every chain recomputed, every head compared, every seal checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, transaction

from qingting.infra.ledger.hashing import COVERED, GENESIS, event_hash, text_digest
from qingting.infra.ledger.recording import NewEvent, record
from qingting.kernel.actor import Actor

SEAL_SUBJECT = "ledger"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of a chain that does not hold."""

    subject: str
    seq: int
    what: str


def broken_links(limit: int = 20) -> Iterator[Broken]:
    """Walk all chains in order with a server-side cursor; yields at most `limit` faults, one for each chain."""
    found = 0
    prev_subject, prev, seq, last_bad = "", GENESIS, 0, ""
    for row in _rows():
        subject = row["subject"]
        if subject != prev_subject:
            if prev_subject and prev_subject != last_bad:
                fault = _head_fault(prev_subject, seq, prev)
                if fault:
                    found += 1
                    yield fault
            prev_subject, prev, seq = subject, GENESIS, 0
        if subject == last_bad or found >= limit:
            continue
        seq += 1
        what = _link_fault(row, seq, prev)
        if what:
            last_bad, found = subject, found + 1
            yield Broken(subject, seq, what)
        prev = row["hash"]
    if prev_subject and prev_subject != last_bad:
        fault = _head_fault(prev_subject, seq, prev)
        if fault:
            yield fault
    yield from _headless()
    yield from _seal_faults()


def _link_fault(row: dict[str, Any], seq: int, prev: str) -> str:
    if row["subject_seq"] != seq:
        return f"expected event {seq}, found {row['subject_seq']}: events are missing"
    if row["prev_hash"] != prev:
        return "does not join the event before it"
    if event_hash(row, prev) != row["hash"]:
        return "its content was changed"
    if row["text"] is not None and text_digest(bytes(row["salt"]), row["text"]) != row["data"].get("text_digest"):
        return "its text was changed"
    return ""


def _rows() -> Iterator[dict[str, Any]]:
    columns = (*COVERED, "prev_hash", "hash")
    sql = f"SELECT {','.join('e.' + c for c in columns)}, t.salt, t.text FROM ledger_event e LEFT JOIN ledger_text t ON t.event_id = e.id ORDER BY e.subject, e.subject_seq"
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(2000):
            for row in rows:
                event = dict(zip((*columns, "salt", "text"), row, strict=True))
                if not isinstance(event["data"], dict):
                    event["data"] = orjson.loads(event["data"])
                yield event


def _head_fault(subject: str, seq: int, last: str) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM ledger_head WHERE subject = %s", [subject])
        head = cursor.fetchone()
    if head is None or head[0] != seq or head[1] != last:
        return Broken(subject, seq, "the chain's end does not match its head: a tail was cut off")
    return None


def _headless() -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, seq FROM ledger_head h WHERE seq > 0 AND NOT EXISTS (SELECT 1 FROM ledger_event e WHERE e.subject = h.subject) LIMIT 5"
        )
        for subject, seq in cursor.fetchall():
            yield Broken(subject, seq, "all events of the chain are gone")


def _heads_digest(until_seq: dict[str, int] | None = None) -> str:
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, hash FROM ledger_head WHERE subject <> %s ORDER BY subject", [SEAL_SUBJECT])
        while rows := cursor.fetchmany(5000):
            for subject, value in rows:
                digest.update(f"{subject}:{value}\n".encode())
    return digest.hexdigest()


def seal(*, actor: Actor, now: datetime) -> str:
    """Record one event that holds the number of chains and events and the digest of every head as it stands."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute("LOCK TABLE ledger_head IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SELECT count(*), coalesce(sum(seq), 0) FROM ledger_head WHERE subject <> %s", [SEAL_SUBJECT])
            chains, events = cursor.fetchone()
        digest = _heads_digest()
        record(
            [NewEvent("ledger.day.sealed", {"chains": chains, "events": int(events), "digest": digest})],
            subject=SEAL_SUBJECT,
            actor=actor,
            now=now,
            source="job",
        )
    return digest


def last_seal_at() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT at FROM ledger_event WHERE subject = %s ORDER BY subject_seq DESC LIMIT 1", [SEAL_SUBJECT])
        row = cursor.fetchone()
    return row[0] if row else None


def _seal_faults() -> Iterator[Broken]:
    """Chains and events only grow, so fewer than a seal counted means that whole chains were removed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_seq, data FROM ledger_event WHERE subject = %s ORDER BY subject_seq DESC LIMIT 1", [SEAL_SUBJECT])
        last = cursor.fetchone()
        if last is None:
            return
        data = last[1] if isinstance(last[1], dict) else orjson.loads(last[1])
        cursor.execute("SELECT count(*), coalesce(sum(seq), 0) FROM ledger_head WHERE subject <> %s", [SEAL_SUBJECT])
        chains, events = cursor.fetchone()
    if chains < data["chains"] or events < data["events"]:
        yield Broken(
            SEAL_SUBJECT,
            last[0],
            f"the last seal counted {data['chains']} chains and {data['events']} events, now {chains} and {int(events)}",
        )
