"""Promise the customer something, outside a reply."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.rules.intake_times import check_due
from qingting.handling.actions.handle import handle
from qingting.handling.actions.keep_promises import MadePromise, keep_promise, make_promises, renegotiate_promise
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import MakePromise, SettlePromise
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def make_promise(*, no: str, command: MakePromise, actor: Actor, now: datetime, standard: Standard) -> Case:
    due_at = check_due(command.due_at, field="due_at", now=now)
    with handle("promise", no, actor=actor, now=now, standard=standard, command=command) as case:
        make_promises(case, [MadePromise(command.text, due_at)], "act")
    return case


def settle_promise(*, no: str, command: SettlePromise, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Kept, with the note as proof; or moved to another time, of which the customer is told."""
    due_at = check_due(command.due_at, field="due_at", now=now)
    with handle("settle-promise", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.note_used = True
        if command.outcome == "kept":
            keep_promise(case, command.promise, command.note or command.proof or "")
        else:
            renegotiate_promise(case, command.promise, due_at, command.note or "")
            tell_customer(case.record, text=command.note or "", cause=f"promise:{command.promise}:{case.record.version}", now=now)
    return case
