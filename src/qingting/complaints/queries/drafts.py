"""What somebody was typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingting.complaints.models import Draft
from qingting.kernel.actor import Actor

REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Kept:
    content: dict[str, Any]
    updated_at: datetime


def purpose_of(kind: str, complaint_id: int) -> str:
    """The purpose of a draft that belongs to one complaint: kind is reply or note."""
    return f"{kind}:{complaint_id}"


def drafts_of(actor: Actor, purposes: Sequence[str]) -> dict[str, Kept]:
    """The actor's own drafts among `purposes`; nobody sees anybody else's."""
    rows = Draft.objects.filter(user_id=actor.id, purpose__in=list(purposes))
    return {row.purpose: Kept(row.content, row.updated_at) for row in rows}
