"""Who else is here: looking at or typing into one complaint within the last half minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qingting.complaints.models import Presence
from qingting.kernel.actor import Actor

PRESENT_FOR = timedelta(seconds=35)


@dataclass(frozen=True, slots=True)
class Present:
    user_id: int
    name: str
    typing: bool


def others(complaint_id: int, actor: Actor, now: datetime) -> list[Present]:
    """Everybody but `actor`, those who type first."""
    rows = (
        Presence.objects.filter(complaint_id=complaint_id, at__gte=now - PRESENT_FOR).exclude(user_id=actor.id).order_by("-typing", "-at")
    )
    return [Present(*row) for row in rows.values_list("user_id", "name", "typing")[:8]]
