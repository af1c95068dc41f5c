"""What has news for this person: something has happened since the person last looked."""

from __future__ import annotations

from collections.abc import Sequence

from qingting.complaints.models import Complaint, Seen
from qingting.infra.ledger.recent import heads_of
from qingting.kernel.actor import Actor


def unread_among(complaints: Sequence[Complaint], actor: Actor) -> set[int]:
    """Ids of the actor's own complaints whose newest event the actor has not been shown. Two statements at most."""
    mine = [c.pk for c in complaints if c.owner_id == actor.id]
    if not mine:
        return set()
    seen = dict(Seen.objects.filter(user_id=actor.id, complaint_id__in=mine).values_list("complaint_id", "seq"))
    heads = heads_of([f"complaint:{pk}" for pk in mine])
    return {pk for pk in mine if seen.get(pk, -1) < heads.get(f"complaint:{pk}", 0)}
