"""The canonical form of an event and its hash. Pure: the same function writes and verifies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from qingting.kernel.text import clean

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


_LARGEST = 2**63 - 1
_EXPONENT_FROM = 1e16
"""From here on a float is written with an exponent, and the database hands it back as a whole number."""


def plain_data(value: Any) -> Any:
    """`value` as JSON that the database gives back unchanged: what jsonb cannot hold or would rewrite is put into its lasting form here.

    NUL and lone surrogates leave texts; -0.0 becomes 0.0; floats too large for a fraction become whole numbers; whole numbers beyond
    64 bits become text; NaN and infinities become null. Dates, identifiers and tuples are written as orjson writes them.
    """
    return _lasting(orjson.loads(orjson.dumps(_lasting(value), option=orjson.OPT_NON_STR_KEYS)))


def _lasting(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        if value == 0:
            return 0.0
        return _lasting(int(value)) if _EXPONENT_FROM <= abs(value) < float("inf") else value
    if isinstance(value, int):
        return value if -_LARGEST <= value <= _LARGEST else str(value)
    if isinstance(value, Mapping):
        return {clean(key) if isinstance(key, str) else key: _lasting(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_lasting(item) for item in value]
    return value


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
