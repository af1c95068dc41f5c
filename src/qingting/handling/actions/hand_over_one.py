"""Hand one complaint over, with the open tasks and promises its owner holds on it."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.assign import give_to
from qingting.handling.actions.handle import handle
from qingting.handling.actions.move_work import move_work
from qingting.handling.commands import Assign
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def hand_over_one(*, no: str, command: Assign, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Raises NobodyNamed, UnknownPerson or NotThePersonConcerned."""
    with handle("handover", no, actor=actor, now=now, standard=standard, command=command) as case:
        before = case.record.owner_id
        person = give_to(case, command.to, command.team)
        if before is not None and person is not None and before != person.id:
            move_work(case, before, person.id)
        data = {
            "from": before,
            "to": person.id if person else None,
            "to_name": person.name if person else "",
            "team": case.record.team_id,
            "how": "handover",
        }
        case.event("complaints.complaint.assigned", data, text=command.reason)
    return case
