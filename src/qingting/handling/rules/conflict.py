"""Conflict of interest: whoever the customer named does not own the complaint. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def is_concerned(involved: Iterable[Mapping[str, Any]], *, name: str, username: str) -> bool:
    """Whether the customer named this member of staff, by name or user name."""
    named = {str(item.get("name", "")).strip().lower() for item in involved if item.get("kind") == "staff"}
    return bool(named & {name.strip().lower(), username.strip().lower()})
