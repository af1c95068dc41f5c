"""The canonical form of an event and its hash. Pure: the same function writes and verifies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

GENESIS = "0" * 64
COVERED = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "on_behalf_of",
    "subject",
    "subject_seq",
    "complaint_id",
    "name",
    "version",
    "data",
    "clauses",
    "policy_version",
    "request_id",
    "source",
)


def canonical(event: Mapping[str, Any]) -> bytes:
    """Sorted JSON with the instant as whole microseconds, so that a round trip through jsonb and time zones changes nothing."""
    plain = {key: event[key] for key in COVERED}
    at: datetime = plain["at"]
    plain["at"] = int(at.timestamp()) * 1_000_000 + at.microsecond
    plain["id"] = str(plain["id"])
    plain["clauses"] = list(plain["clauses"])
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def event_hash(event: Mapping[str, Any], prev_hash: str) -> str:
    return hashlib.sha256(prev_hash.encode() + canonical(event)).hexdigest()


def text_digest(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()
