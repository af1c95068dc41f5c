"""Who is looking at the complaints of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from qingting.complaints.models import Presence
from qingting.kernel.actor import Actor

PRESENT_FOR = timedelta(seconds=35)


def viewers_of(complaint_ids: Sequence[int], actor: Actor, now: datetime) -> dict[int, str]:
    """One other person's name for each complaint somebody else has open now."""
    rows = Presence.objects.filter(complaint_id__in=list(complaint_ids), at__gte=now - PRESENT_FOR).exclude(user_id=actor.id).order_by("at")
    return dict(rows.values_list("complaint_id", "name"))
