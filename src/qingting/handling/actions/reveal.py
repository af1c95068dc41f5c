"""See a customer's full contact data: allowed to some, recorded for everybody."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.customers.queries.profiles import profile_of
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Reveal
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def reveal(*, no: str, command: Reveal, actor: Actor, now: datetime, standard: Standard) -> Case:
    """`case.result` is the profile with everything unmasked."""
    with handle("reveal", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.event("complaints.complaint.revealed", {"what": "contact"}, text=command.reason)
        case.result = profile_of(case.record.customer_id)
    return case
