"""Open an ended complaint again, or end it because the customer takes it back."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.confirm import require_proof
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Reopen, Withdraw
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.people.queries.staff import team_leads
from qingting.policy.schema import Standard
from qingting.sla.actions.restart_clocks import restart_clocks


def reopen(*, no: str, command: Reopen, actor: Actor, now: datetime, standard: Standard) -> Case:
    """closed, withdrawn or not_accepted → investigating, with the same owner and fresh plan and resolution clocks."""
    with handle("reopen", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        case.change(closed_at=None, decided_at=None, outcome="", confirmed="", reopened_count=case.record.reopened_count + 1)
        case.event("complaints.complaint.reopened", {"count": case.record.reopened_count}, text=command.reason)
        restart_clocks(case)
        people = [case.record.owner_id] if case.record.owner_id else team_leads(case.record.team_id)
        notify_staff(
            [p for p in people if p != actor.id], kind="reopened", now=now, once_key=f"reopened:{case.id}:{case.record.reopened_count}", complaint_id=case.id, complaint_no=case.no,
            params={"text": command.reason[:120]},
        )  # fmt: skip
    return case


def withdraw(*, no: str, command: Withdraw, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Only the customer takes a complaint back; staff record it with proof."""
    with handle("withdraw", no, actor=actor, now=now, standard=standard, command=command) as case:
        require_proof(case, command.note, command.proof, command.reason)
        case.move()
        if actor.kind == "staff" and not case.on_behalf_of:
            case.on_behalf_of = "customer"
        case.change(closed_at=now)
        case.event("complaints.complaint.withdrawn", text=command.reason)
        notify_staff(
            [case.record.owner_id if case.record.owner_id != actor.id else None], kind="withdrawn", now=now, once_key=f"withdrawn:{case.id}:{case.record.version}", complaint_id=case.id,
            complaint_no=case.no,
        )  # fmt: skip
    return case
