"""The customer's word on the result, and the rating."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Confirm, Rate
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard
from qingting.sla.actions.restart_clocks import restart_clocks


class ProofMissing(DomainError):
    code = "handling.confirmation.proof_missing"
    zh = "代客户登记时，请在备注里写明依据：通话时间、录音编号或截图说明。"
    en = "When you record this for the customer, say in the note what it rests on: time of the call, recording or picture."


def require_proof(case: Case, *words: str | None) -> None:
    """Staff who speak for the customer name their proof; for the basic grade the customer's link can be checked later, so none is asked."""
    if case.actor.kind == "staff" and case.record.grade_rank <= 3 and not any((w or "").strip() for w in words):
        raise ProofMissing(field="note")


def confirm(*, no: str, command: Confirm, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Yes leaves the complaint ready to close; no leads back to investigating with fresh clocks, and its owner is told."""
    with handle("confirm", no, actor=actor, now=now, standard=standard, command=command) as case:
        require_proof(case, command.note, command.proof, command.comment)
        case.move()
        if actor.kind == "customer":
            case.change(last_customer_at=now)
        elif not case.on_behalf_of:
            case.on_behalf_of = "customer"
        data = {"satisfied": command.satisfied, "proof": command.proof or ""}
        if command.satisfied:
            case.change(confirmed="yes")
            case.event("complaints.complaint.confirmed", data, text=command.comment)
        else:
            case.change(confirmed="no", status="investigating", decided_at=None)
            case.event("complaints.complaint.disputed", data, text=command.comment)
            restart_clocks(case)
        notify_staff(
            [case.record.owner_id if case.record.owner_id != actor.id else None], kind="confirmed" if command.satisfied else "disputed", now=now,
            once_key=f"confirm:{case.id}:{case.record.version}", complaint_id=case.id, complaint_no=case.no, params={"text": (command.comment or "")[:120]},
        )  # fmt: skip
    return case


def rate(*, no: str, command: Rate, actor: Actor, now: datetime, standard: Standard) -> Case:
    """1 to 5. The latest rating counts; every one is in the ledger."""
    with handle("rate", no, actor=actor, now=now, standard=standard, command=command) as case:
        require_proof(case, command.note, command.proof, command.comment)
        if actor.kind == "staff" and not case.on_behalf_of:
            case.on_behalf_of = "customer"
        case.change(rating=command.score)
        case.event("complaints.complaint.rated", {"score": command.score}, text=command.comment)
    return case
