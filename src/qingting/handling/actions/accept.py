"""Take the complaint on."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Accept
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def accept(*, no: str, command: Accept, actor: Actor, now: datetime, standard: Standard) -> Case:
    """registered → accepted. Whoever accepts an unassigned complaint becomes its owner: it never stays with nobody."""
    with handle("accept", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        case.change(accepted_at=now)
        case.event("complaints.complaint.accepted")
        if case.record.owner_id is None and actor.kind == "staff":
            case.change(owner_id=actor.id, team_id=case.record.team_id or actor.team_id)
            case.event("complaints.complaint.assigned", {"to": actor.id, "to_name": actor.name, "how": "accepted"})
    return case
