"""Reply to the customer, with every promise the reply makes."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.rules.intake_times import check_due
from qingting.handling.actions.handle import handle
from qingting.handling.actions.keep_promises import MadePromise, make_promises
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Respond
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def respond(*, no: str, command: Respond, actor: Actor, now: datetime, standard: Standard) -> Case:
    """A human reply: meets the first-reply clock, goes into the portal's inbox and out on every configured channel."""
    promises = [MadePromise(p.text, check_due(p.due_at, field=f"promises.{i}.due_at", now=now)) for i, p in enumerate(command.promises)]
    with handle("respond", no, actor=actor, now=now, standard=standard, command=command) as case:
        channels = tell_customer(case.record, text=command.text, cause=f"reply:{case.record.version}", now=now)
        if case.record.replied_at is None:
            case.change(replied_at=now)
        case.event("handling.reply.sent", {"channels": channels}, text=command.text)
        make_promises(case, promises, "reply")
    return case
