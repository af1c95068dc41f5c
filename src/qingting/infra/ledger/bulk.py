"""Many new chains at once, for history: the same hashes as `record`, written by COPY."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from qingting.infra.database.copying import copy_rows
from qingting.infra.ledger.hashing import COVERED, GENESIS, event_hash, plain_data, text_digest
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.recording import LONGEST_NAME, NewEvent
from qingting.kernel.actor import Actor
from qingting.kernel.ids import uuid7
from qingting.kernel.text import clean


@dataclass(frozen=True, slots=True)
class NewChain:
    """A subject that does not exist yet, with its whole past: (instant, actor, event), oldest first."""

    subject: str
    complaint_id: int | None
    policy_version: str
    steps: Sequence[tuple[datetime, Actor, NewEvent]]


def record_chains(chains: Iterable[NewChain], *, source: str) -> int:
    """Write whole chains in the current transaction; returns the number of events. The subjects must be new."""
    events: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    heads: list[tuple[object, ...]] = []
    for chain in chains:
        prev, seq = GENESIS, 0
        for at, actor, event in chain.steps:
            if event.name not in EVENT_NAMES:
                raise KeyError(f"event name {event.name!r} is not in the registry")
            seq += 1
            identifier = uuid7()
            data = plain_data(event.data)
            if event.text is not None:
                salt, words = os.urandom(16), clean(event.text)
                data["text_digest"] = text_digest(salt, words)
                texts.append((identifier, salt, words))
            row = {
                "id": identifier, "at": at, "actor_kind": actor.kind, "actor_id": actor.id, "actor_name": clean(actor.name)[:LONGEST_NAME], "on_behalf_of": "",
                "subject": chain.subject, "subject_seq": seq, "complaint_id": chain.complaint_id, "name": event.name, "version": 1, "data": data,
                "clauses": list(event.clauses), "policy_version": chain.policy_version, "request_id": "", "source": source,
            }  # fmt: skip
            digest = event_hash(row, prev)
            row["data"] = orjson.dumps(data).decode()
            events.append((*(row[c] for c in COVERED), prev, digest))
            prev = digest
        heads.append((chain.subject, seq, prev))
    copy_rows("ledger_event", (*COVERED, "prev_hash", "hash"), events)
    copy_rows("ledger_text", ("event_id", "salt", "text"), texts)
    copy_rows("ledger_head", ("subject", "seq", "hash"), heads)
    return len(events)
