"""Tell the customer that the complaint has arrived."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Acknowledge
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def acknowledge(*, no: str, command: Acknowledge, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Meets the acknowledgement clock. Without a text the standard's receipt text is sent."""
    with handle("acknowledge", no, actor=actor, now=now, standard=standard, command=command) as case:
        text = command.text or case.pinned.portal.receipt.zh.replace("{no}", case.no)
        channels = tell_customer(case.record, text=text, cause=f"acknowledge:{case.record.version}", now=now)
        case.event("complaints.complaint.acknowledged", {"channels": channels}, text=text)
    return case
