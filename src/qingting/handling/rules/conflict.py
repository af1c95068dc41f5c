"""Conflict of interest: whoever the customer named has no hand in the complaint. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qingting.kernel.errors import DomainError

HEARD = frozenset({"note"})
"""What a person who is named may still do: say how it was, in words that only colleagues read."""


class NotThePersonConcerned(DomainError):
    code = "handling.assign.person_concerned"
    status = 409
    zh = "{name} 是客户投诉中提到的人，按回避要求不能经手这件投诉。请选择其他同事。"
    en = "{name} is named in this complaint and may not handle it (conflict of interest). Please choose a colleague."


def is_concerned(involved: Iterable[Mapping[str, Any]], *, name: str, username: str) -> bool:
    """Whether the customer named this member of staff, by name or user name."""
    named = {str(item.get("name", "")).strip().lower() for item in involved if item.get("kind") == "staff"}
    return bool(named & {name.strip().lower(), username.strip().lower()})
