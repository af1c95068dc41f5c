"""Begin, or go back to, finding out what happened."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Investigate
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def investigate(*, no: str, command: Investigate, actor: Actor, now: datetime, standard: Standard) -> Case:
    with handle("investigate", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        if case.record.accepted_at is None:
            case.change(accepted_at=now)
        case.event("complaints.complaint.investigated")
    return case
