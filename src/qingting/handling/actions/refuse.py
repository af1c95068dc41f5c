"""Do not accept: with the reason and where else the customer can turn."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.actions.recourse import recourse_text
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Refuse
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def refuse(*, no: str, command: Refuse, actor: Actor, now: datetime, standard: Standard) -> Case:
    """registered or accepted → not_accepted. Always a person's act; the customer is told the reason and outside recourse."""
    with handle("refuse", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        recourse = recourse_text(case.pinned, command.recourse)
        tell_customer(case.record, text=f"{command.reason}\n\n{recourse}", cause=f"refuse:{case.record.version}", now=now)
        case.change(closed_at=now)
        case.event("complaints.complaint.refused", {"recourse_told": True}, text=f"{command.reason}\n\n{recourse}")
    return case
