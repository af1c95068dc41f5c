"""A leaver's or absentee's complaints, tasks and promises move in one act: none stays with nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingting.complaints.actions.acting import Case
from qingting.complaints.queries.access import NotAllowed, check_act
from qingting.complaints.queries.workload import open_numbers_of
from qingting.handling.actions.handle import handle
from qingting.handling.actions.move_work import move_work, work_of
from qingting.handling.rules.conflict import is_concerned
from qingting.infra.ledger import NewEvent, record
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import Person, find_person, managers, person_by_id, team_leads
from qingting.policy.rules.authority import scope_of
from qingting.policy.schema import Standard


class SamePerson(DomainError):
    code = "people.handover.same_person"
    zh = "接手人不能是移交人自己。"
    en = "The receiver must be somebody else."


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many complaints were owned, and complaints with tasks and promises, that moved.

    `kept`: complaints the receiver may not touch (named in them); they went to the team's lead, else a manager, else whoever handed over,
    and to the team's pool where every one of these is named too.
    """

    complaints: int
    tasks: int
    promises: int
    kept: list[str]


def hand_over(*, username: str, to: str, reason: str, actor: Actor, now: datetime, standard: Standard) -> HandedOver:
    """Move everything open of `username`, who may have been deactivated, to `to`, in one transaction with one entry for each complaint.

    Raises NotAllowed, UnknownPerson, SamePerson.
    """
    check_act(actor, "handover", standard)
    giver = find_person(username, field="from", gone_too=True)
    receiver = find_person(to, field="to")
    if giver.id == receiver.id:
        raise SamePerson(field="to")
    refuse_beyond_scope(actor, giver, standard)
    system = Actor("system", None, actor.name, lang=actor.lang)
    kept: list[str] = []
    told: Counter[int] = Counter()
    with transaction.atomic():
        owned = set(open_numbers_of(giver.id))
        tasks, promises = (set(numbers) for numbers in work_of(giver.id))
        for no in sorted(owned | tasks | promises):
            with handle("assign" if no in owned else "note", no, actor=system, now=now, standard=standard) as case:
                case.actor = actor
                heir = _heir(case, giver, receiver, actor)
                if heir is None or heir.id != receiver.id:
                    kept.append(no)
                if no in owned and case.record.owner_id == giver.id:
                    _give(case, giver, heir, reason)
                move_work(case, giver.id, heir.id if heir else None)
                if heir is not None:
                    told[heir.id] += 1
        data = {"from": giver.id, "to": receiver.id, "complaints": len(owned), "tasks": len(tasks), "promises": len(promises), "kept": kept}
        record([NewEvent("people.user.handed_over", data, text=reason)], subject=f"user:{giver.id}", actor=actor, now=now)
        for person_id, count in told.items():
            key = f"handover:{giver.id}:{now.isoformat()}"
            notify_staff([person_id], kind="handover", now=now, once_key=key, params={"from": giver.name, "count": count})
    return HandedOver(len(owned), len(tasks), len(promises), kept)


def refuse_beyond_scope(actor: Actor, giver: Person, standard: Standard) -> None:
    """Who sees only the own work hands over only that; a lead that of the own team; a department's people that of the department."""
    scope = scope_of(standard, actor.role or "")
    mine = {"team": (actor.team_id, giver.team_id), "department": (actor.department_id, giver.department_id)}
    own, theirs = mine.get(scope, (actor.id, giver.id))
    if actor.kind == "staff" and scope != "all" and giver.id != actor.id and (own is None or own != theirs):
        raise NotAllowed(
            reason=Bi(
                "您只能移交自己或本班组人员的工作；其他人的请由客服经理办理。",
                "You hand over your own work or that of your team; for others ask a manager.",
            )
        )


def _heir(case: Case, giver: Person, receiver: Person, actor: Actor) -> Person | None:
    """The receiver, unless the customer named this person; then the first of lead, managers and the acting person who was not named."""
    ids = [receiver.id, *team_leads(case.record.team_id), *managers(), *([actor.id] if actor.id is not None else [])]
    for person_id in dict.fromkeys(ids):
        person = receiver if person_id == receiver.id else person_by_id(person_id)
        if person is None or not person.active or person.id == giver.id:
            continue
        if not is_concerned(case.record.involved, name=person.name, username=person.username):
            return person
    return None


def _give(case: Case, giver: Person, heir: Person | None, reason: str) -> None:
    case.change(owner_id=heir.id if heir else None, team_id=(heir.team_id if heir else None) or case.record.team_id)
    data = {"from": giver.id, "to": case.record.owner_id, "to_name": heir.name if heir else "", "how": "handover"}
    case.event("complaints.complaint.assigned", data, text=reason)
