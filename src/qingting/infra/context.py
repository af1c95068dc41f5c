"""Who asked, through which door: set by a door once per request or job, read by the ledger. Not business state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """`source` is page, api, portal, cli, job or import; `request_id` joins a log line with its ledger events."""

    source: str = "cli"
    request_id: str = ""


_NOBODY = Origin()
_origin: ContextVar[Origin] = ContextVar("qingting_origin", default=_NOBODY)


def current_origin() -> Origin:
    return _origin.get()


@contextmanager
def coming_from(source: str, request_id: str = "") -> Iterator[None]:
    token = _origin.set(Origin(source, request_id))
    try:
        yield
    finally:
        _origin.reset(token)
