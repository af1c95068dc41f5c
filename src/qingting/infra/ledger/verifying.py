"""Proof that nobody rewrote the past: every chain recomputed, every head compared, every seal checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import orjson
from django.db import connection, transaction

from qingting.infra.ledger.hashing import COVERED, GENESIS, event_hash, text_digest
from qingting.infra.ledger.recording import NewEvent, record
from qingting.kernel.actor import Actor

SEAL_SUBJECT = "ledger"
_SEALING = 770020
TAIL_CUT = "the chain's end does not match its head: a tail was cut off"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of a chain that does not hold."""

    subject: str
    seq: int
    what: str


def broken_links(limit: int = 20) -> Iterator[Broken]:
    """Walk all chains in order with a server-side cursor; yields at most `limit` faults, one for each chain."""
    yield from islice(_faults(), limit)


def _faults() -> Iterator[Broken]:
    for _subject, rows in groupby(_rows(), key=itemgetter("subject")):
        fault = _chain_fault(rows)
        if fault is not None:
            yield fault
    yield from _headless()
    yield from _seal_faults()


def _chain_fault(rows: Iterable[dict[str, Any]]) -> Broken | None:
    """The first fault of one chain, its events in order."""
    prev, seq, row = GENESIS, 0, {}
    for row in rows:
        seq += 1
        what = _link_fault(row, seq, prev)
        if what:
            return Broken(row["subject"], seq, what)
        prev = row["hash"]
    if (row["head_seq"], row["head_hash"]) != (seq, prev):
        return Broken(row["subject"], seq, TAIL_CUT)
    return None


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
    sql = (
        f"SELECT {','.join('e.' + c for c in columns)}, t.salt, t.text, h.seq, h.hash FROM ledger_event e "
        "LEFT JOIN ledger_text t ON t.event_id = e.id LEFT JOIN ledger_head h ON h.subject = e.subject ORDER BY e.subject, e.subject_seq"
    )
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(2000):
            for row in rows:
                event = dict(zip((*columns, "salt", "text", "head_seq", "head_hash"), row, strict=True))
                if not isinstance(event["data"], dict):
                    event["data"] = orjson.loads(event["data"])
                yield event


def _head_fault(subject: str, seq: int, last: str) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM ledger_head WHERE subject = %s", [subject])
        head = cursor.fetchone()
    if head is None or head[0] != seq or head[1] != last:
        return Broken(subject, seq, TAIL_CUT)
    return None


def _headless() -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, seq FROM ledger_head h WHERE seq > 0 AND NOT EXISTS (SELECT 1 FROM ledger_event e WHERE e.subject = h.subject) LIMIT 5"
        )
        for subject, seq in cursor.fetchall():
            yield Broken(subject, seq, "all events of the chain are gone")


def _sealed_heads() -> tuple[int, int, str]:
    """Number of sealed chains, of their events, and the digest over all of them."""
    digest, chains, events = hashlib.sha256(), 0, 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute('SELECT subject, sealed_seq, sealed_hash FROM ledger_head WHERE sealed_seq > 0 ORDER BY subject COLLATE "C"')
        while rows := cursor.fetchmany(5000):
            for subject, seq, value in rows:
                digest.update(f"{subject}:{seq}:{value}\n".encode())
                chains, events = chains + 1, events + seq
    return chains, events, digest.hexdigest()


def seal(*, actor: Actor, now: datetime) -> str:
    """Mark where every chain stands and record one event with the digest over all the marks.

    Never waits for a writer: a chain that is being written keeps its earlier mark until the next seal. One seal at a time.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING])
        cursor.execute(
            "WITH free AS (SELECT subject FROM ledger_head WHERE sealed_seq <> seq AND subject <> %s FOR NO KEY UPDATE SKIP LOCKED) "
            "UPDATE ledger_head h SET sealed_seq = h.seq, sealed_hash = h.hash FROM free WHERE h.subject = free.subject",
            [SEAL_SUBJECT],
        )
        chains, events, digest = _sealed_heads()
        event = NewEvent("ledger.day.sealed", {"chains": chains, "events": events, "digest": digest})
        record([event], subject=SEAL_SUBJECT, actor=actor, now=now, source="job")
    return digest


def last_seal_at() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT at FROM ledger_event WHERE subject = %s ORDER BY subject_seq DESC LIMIT 1", [SEAL_SUBJECT])
        row = cursor.fetchone()
    return row[0] if row else None


def lost_since_seal() -> list[Broken]:
    """The quick half of `_seal_faults`: are there still as many marks as the last seal covers?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_seq, data FROM ledger_event WHERE subject = %s ORDER BY subject_seq DESC LIMIT 1", [SEAL_SUBJECT])
        last = cursor.fetchone()
        cursor.execute("SELECT count(*), coalesce(sum(sealed_seq), 0) FROM ledger_head WHERE sealed_seq > 0")
        now = cursor.fetchone()
    if last is None:
        return []
    data = last[1] if isinstance(last[1], dict) else orjson.loads(last[1])
    if now == (data["chains"], data["events"]):
        return []
    return [
        Broken(
            SEAL_SUBJECT,
            last[0],
            f"the last seal covers {data['chains']} chains with {data['events']} events, now there are marks of {now[0]} with {now[1]}",
        )
    ]


def _seal_faults() -> Iterator[Broken]:
    """Every mark of the last seal must still be there, and the chains must still hold the events they were marked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_seq, data FROM ledger_event WHERE subject = %s ORDER BY subject_seq DESC LIMIT 1", [SEAL_SUBJECT])
        last = cursor.fetchone()
        cursor.execute(
            "SELECT h.subject, h.sealed_seq FROM ledger_head h LEFT JOIN ledger_event e ON e.subject = h.subject AND e.subject_seq = h.sealed_seq "
            "WHERE h.sealed_seq > 0 AND e.hash IS DISTINCT FROM h.sealed_hash LIMIT 5"
        )
        for subject, seq in cursor.fetchall():
            yield Broken(subject, seq, "the event that was sealed is gone or another one: a tail was cut off or written anew")
    if last is None:
        return
    data = last[1] if isinstance(last[1], dict) else orjson.loads(last[1])
    chains, events, digest = _sealed_heads()
    if digest != data["digest"]:
        what = f"the last seal covers {data['chains']} chains with {data['events']} events; now there are marks of {chains} with {events}, and they differ"
        yield Broken(SEAL_SUBJECT, last[0], what)
