"""Take the complaint on."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.assign import take_unowned
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
        take_unowned(case, "accepted")
    return case
