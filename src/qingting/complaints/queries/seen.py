"""How far somebody has read."""

from __future__ import annotations

from qingting.complaints.models import Seen
from qingting.kernel.actor import Actor


def seen_seq(complaint_id: int, actor: Actor) -> int | None:
    """Number of the newest event the actor has been shown; None when the complaint was never opened."""
    return Seen.objects.filter(user_id=actor.id, complaint_id=complaint_id).values_list("seq", flat=True).first()
