"""A leaver's or absentee's complaints, tasks and promises move in one act: none stays with nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingting.complaints.queries.access import NotAllowed, check_act, may_act
from qingting.complaints.queries.workload import open_numbers_of
from qingting.handling.actions.assign import NotThePersonConcerned, refuse_person_concerned
from qingting.handling.actions.handle import handle
from qingting.handling.actions.move_work import move_work, work_of
from qingting.infra.ledger import NewEvent, record
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import find_person
from qingting.policy.schema import Standard


class SamePerson(DomainError):
    code = "people.handover.same_person"
    zh = "接手人不能是移交人自己。"
    en = "The receiver must be somebody else."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What moved. `kept`: complaints the receiver may not own (named in them); they went back to the team's pool."""

    complaints: int
    tasks: int
    promises: int
    kept: list[str]


def hand_over(
    *, username: str, to: str, reason: str, actor: Actor, now: datetime, standard: Standard, from_active: bool = True
) -> HandedOver:
    """Move everything open of `username` to `to`, in one transaction with one event for each complaint."""
    check_act(actor, "handover", standard)
    giver = find_person(username, field="from")
    receiver = find_person(to, field="to")
    if giver.id == receiver.id:
        raise SamePerson(field="to")
    if giver.id != actor.id and not may_act(actor, "assign", standard):
        raise NotAllowed(reason=Bi("您可以移交自己的工作；移交别人的工作请找班组长。", "You may hand over your own work; for somebody else's ask the team lead."))
    if actor.role == "lead" and giver.team_id != actor.team_id:
        raise NotAllowed(reason=Bi("班组长只能移交本班组人员的工作。", "A team lead hands over the work of the own team only."))
    system = Actor("system", None, actor.name, lang=actor.lang)
    kept: list[str] = []
    with transaction.atomic():
        numbers = open_numbers_of(giver.id)
        for no in numbers:
            with handle("assign", no, actor=system, now=now, standard=standard) as case:
                case.actor = actor
                try:
                    refuse_person_concerned(case, receiver)
                except NotThePersonConcerned:
                    case.change(owner_id=None)
                    kept.append(no)
                else:
                    case.change(owner_id=receiver.id, team_id=receiver.team_id or case.record.team_id)
                move_work(case, giver.id, receiver.id)
                case.event(
                    "complaints.complaint.assigned",
                    {"from": giver.id, "to": case.record.owner_id, "to_name": receiver.name, "how": "handover"},
                    text=reason,
                )
        tasks, promises = work_of(giver.id)
        for no in sorted({*tasks, *promises}):
            with handle("note", no, actor=system, now=now, standard=standard) as case:
                case.actor = actor
                move_work(case, giver.id, receiver.id)
        record(
            [NewEvent("people.user.handed_over", {"from": giver.id, "to": receiver.id, "complaints": len(numbers), "tasks": len(tasks), "promises": len(promises), "kept": kept}, text=reason)],
            subject=f"user:{giver.id}", actor=actor, now=now,
        )  # fmt: skip
        notify_staff(
            [receiver.id],
            kind="handover",
            now=now,
            once_key=f"handover:{giver.id}:{now.isoformat()}",
            params={"from": giver.name, "count": len(numbers)},
        )
    return HandedOver(len(numbers), len(tasks), len(promises), kept)
