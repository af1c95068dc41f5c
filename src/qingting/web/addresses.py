"""Addresses of a complaint's page by the dozen: each shape is looked up once, the rest is putting numbers in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

_NO, _ACT, _FILE = "QTNO", "qtact", "00000000-0000-0000-0000-000000000000"


@lru_cache(maxsize=16)
def _shape(name: str, *kinds: str) -> str:
    marks = {"no": _NO, "act": _ACT, "part": _ACT, "file_id": _FILE}
    return reverse(f"web:{name}", kwargs={kind: marks[kind] for kind in kinds})


def complaint_url(no: str, query: str = "") -> str:
    """The page of a complaint; `query` is what keeps it in its list."""
    base = _shape("complaint", "no").replace(_NO, quote(no, safe=""))
    return f"{base}?{query}" if query else base


def part_url(no: str, part: str) -> str:
    return _shape("complaint_part", "no", "part").replace(_NO, quote(no, safe="")).replace(_ACT, part)


def act_url(no: str, act: str, query: str = "", *, form: bool = True, **more: Any) -> str:
    """The address of an act's dialog, or of the act itself; `more` fills in its fields."""
    base = _shape("act_form" if form else "act", "no", "act").replace(_NO, quote(no, safe="")).replace(_ACT, act)
    parts = [part for part in (urlencode(more), query) if part]
    return f"{base}?{'&'.join(parts)}" if parts else base


def file_url(file_id: str) -> str:
    return _shape("file", "file_id").replace(_FILE, file_id)
