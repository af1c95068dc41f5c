"""Begin, or go back to, finding out what happened."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Investigate
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.sla.actions.restart_clocks import restart_clocks


def investigate(*, no: str, command: Investigate, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Back from confirming it gets fresh clocks: what seemed solved was not."""
    with handle("investigate", no, actor=actor, now=now, standard=standard, command=command) as case:
        again = case.record.status == "confirming"
        case.move()
        if case.record.accepted_at is None:
            case.change(accepted_at=now)
        case.event("complaints.complaint.investigated")
        if again:
            restart_clocks(case)
    return case
