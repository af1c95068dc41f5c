"""What has news for this person: the customer wrote since the person last looked."""

from __future__ import annotations

from collections.abc import Sequence

from qingting.complaints.models import Complaint, Seen
from qingting.kernel.actor import Actor


def unread_among(complaints: Sequence[Complaint], actor: Actor) -> set[int]:
    """Ids of the actor's own complaints whose latest version the actor has not seen."""
    mine = [c.pk for c in complaints if c.owner_id == actor.id]
    if not mine:
        return set()
    seen = dict(Seen.objects.filter(user_id=actor.id, complaint_id__in=mine).values_list("complaint_id", "seq"))
    return {c.pk for c in complaints if c.pk in set(mine) and c.version >= 0 and seen.get(c.pk, -1) < c.version}
