"""Writing the ledger: several events of one subject in two statements, inside the act's own transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from psycopg.types.json import Jsonb

from qingting.infra.context import current_origin
from qingting.infra.ledger.hashing import COVERED, GENESIS, event_hash, plain_data, text_digest
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.kernel.actor import Actor
from qingting.kernel.ids import uuid7
from qingting.kernel.text import clean

LONGEST_NAME = 80
_EVENT_COLUMNS = (*COVERED, "prev_hash", "hash")
_EVENT_ROW = "(" + ",".join(["%s"] * len(_EVENT_COLUMNS)) + ")"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What an act says has happened. `text` is free text and goes to its own erasable row; `data` holds ids, codes and numbers."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    text: str | None = None
    clauses: tuple[str, ...] = ()


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def record(
    events: Sequence[NewEvent],
    *,
    subject: str,
    actor: Actor,
    now: datetime,
    complaint_id: int | None = None,
    policy_version: str = "",
    on_behalf_of: str = "",
    source: str | None = None,
    first: bool = False,
) -> list[UUID]:
    """Append `events` to the chain of `subject` and return their ids.

    Must run inside a transaction (raises RuntimeError otherwise): the chain's head stays locked until it ends, so two writers of one
    subject queue up.
    `first=True` says that the subject was created in this transaction, which spares the look-up.
    """
    if not events:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of its act")
    origin = current_origin()
    with connection.cursor() as cursor:
        seq, prev = (0, GENESIS) if first else _lock_head(cursor, subject)
        rows: list[list[Any]] = []
        texts: list[tuple[UUID, bytes, str]] = []
        ids: list[UUID] = []
        for event in events:
            seq += 1
            row, text = _build(
                event, seq, subject, actor, now, complaint_id, policy_version, on_behalf_of, source or origin.source, origin.request_id
            )
            digest = event_hash(row, prev)
            rows.append([*(Jsonb(row[c], _dumps) if c == "data" else row[c] for c in COVERED), prev, digest])
            if text is not None:
                texts.append(text)
            ids.append(row["id"])
            prev = digest
        _write(cursor, subject, seq, prev, rows, texts)
    return ids


def _build(
    event: NewEvent,
    seq: int,
    subject: str,
    actor: Actor,
    now: datetime,
    complaint_id: int | None,
    policy_version: str,
    on_behalf_of: str,
    source: str,
    request_id: str,
) -> tuple[dict[str, Any], tuple[UUID, bytes, str] | None]:
    if event.name not in EVENT_NAMES:
        raise KeyError(f"event name {event.name!r} is not in the registry")
    identifier = uuid7()
    data = plain_data(event.data)
    text = None
    if event.text is not None:
        salt, words = os.urandom(16), clean(event.text)
        data["text_digest"] = text_digest(salt, words)
        text = (identifier, salt, words)
    row = {
        "id": identifier,
        "at": now,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "actor_name": clean(actor.name)[:LONGEST_NAME],
        "on_behalf_of": on_behalf_of,
        "subject": subject,
        "subject_seq": seq,
        "complaint_id": complaint_id,
        "name": event.name,
        "version": 1,
        "data": data,
        "clauses": list(event.clauses),
        "policy_version": policy_version,
        "request_id": request_id,
        "source": source,
    }
    return row, text


def _lock_head(cursor: Any, subject: str) -> tuple[int, str]:
    cursor.execute("SELECT seq, hash FROM ledger_head WHERE subject = %s FOR NO KEY UPDATE", [subject])
    found = cursor.fetchone()
    if found:
        return found[0], found[1]
    cursor.execute("INSERT INTO ledger_head (subject, seq, hash) VALUES (%s, 0, %s) ON CONFLICT (subject) DO NOTHING", [subject, GENESIS])
    cursor.execute("SELECT seq, hash FROM ledger_head WHERE subject = %s FOR NO KEY UPDATE", [subject])
    return tuple(cursor.fetchone())


def _write(cursor: Any, subject: str, seq: int, prev: str, rows: Iterable[list[Any]], texts: list[tuple[UUID, bytes, str]]) -> None:
    rows = list(rows)
    sql = [f"WITH e AS (INSERT INTO ledger_event ({','.join(_EVENT_COLUMNS)}) VALUES {','.join([_EVENT_ROW] * len(rows))})"]
    parameters: list[Any] = [value for row in rows for value in row]
    if texts:
        sql.append(f", t AS (INSERT INTO ledger_text (event_id, salt, text) VALUES {','.join(['(%s,%s,%s)'] * len(texts))})")
        parameters += [value for text in texts for value in text]
    sql.append(
        "INSERT INTO ledger_head (subject, seq, hash) VALUES (%s,%s,%s) ON CONFLICT (subject) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash"
    )
    parameters += [subject, seq, prev]
    cursor.execute(" ".join(sql), parameters)
