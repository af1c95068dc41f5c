"""Give a complaint to a person, or to a team's pool."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Assign, Transfer
from qingting.handling.rules.conflict import NotThePersonConcerned, is_concerned
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import Person, find_person, find_team_id, person_by_id
from qingting.policy.rules.authority import scope_of
from qingting.policy.schema import Standard


class NobodyNamed(DomainError):
    code = "handling.assign.nobody_named"
    zh = "请选择接手的人员或班组。"
    en = "Please choose the person or team to take it."


class OnlyToYourself(DomainError):
    code = "handling.assign.only_to_yourself"
    status = 403
    zh = "您可以把投诉归自己处理；要交给别人，请用「转交」并写明原因，或请班组长分派。"
    en = "You may take a complaint yourself; to give it to somebody else use “transfer” with a reason, or ask your team lead."


def assign(*, no: str, command: Assign, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Nobody who is named in the complaint may get it. Raises NobodyNamed, UnknownPerson, NotThePersonConcerned."""
    with handle("assign", no, actor=actor, now=now, standard=standard, command=command) as case:
        person, team_id = _receiver(command.to, command.team)
        _refuse_beyond_self(case, person)
        _give(case, person, team_id)
        data = {
            "to": person.id if person else None,
            "to_name": person.name if person else "",
            "team": case.record.team_id,
            "how": "by hand",
        }
        case.event("complaints.complaint.assigned", data, text=command.reason)
    return case


def transfer(*, no: str, command: Transfer, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Hand over to somebody else with the reason and a summary; counted as a hop."""
    with handle("transfer", no, actor=actor, now=now, standard=standard, command=command) as case:
        person, team_id = _receiver(command.to, command.team)
        before = case.record.owner_id
        _give(case, person, team_id)
        case.change(transfer_count=case.record.transfer_count + 1)
        data = {
            "from": before,
            "to": person.id if person else None,
            "to_name": person.name if person else "",
            "team": case.record.team_id,
            "hops": case.record.transfer_count,
        }
        case.event("complaints.complaint.transferred", data, text="\n".join(filter(None, (command.reason, command.summary))))
        if command.tell_customer and person is not None:
            text = f"您的投诉 {case.no} 已转由 {person.name} 继续负责，之前的情况已完整交接，您不需要重复说明。"
            tell_customer(case.record, text=text, cause=f"transfer:{case.record.version}", now=now)
    return case


def give_to(case: Case, to: str | None, team: str | None) -> Person | None:
    """Make the named person (or a team's pool) the owner; the person, or None for a pool."""
    person, team_id = _receiver(to, team)
    _give(case, person, team_id)
    return person


def _refuse_beyond_self(case: Case, person: Person | None) -> None:
    """Whoever sees only the own work takes a complaint on; giving it to others is a transfer, with its reason."""
    if case.actor.kind == "staff" and scope_of(case.standard, case.actor.role) == "own" and (person is None or person.id != case.actor.id):
        raise OnlyToYourself(field="to")


def _receiver(to: str | None, team: str | None) -> tuple[Person | None, int | None]:
    if not to and not team:
        raise NobodyNamed(field="to")
    return (find_person(to) if to else None), (find_team_id(team) if team else None)


def refuse_person_concerned(case: Case, person: Person) -> None:
    """Conflict of interest: whoever the customer named as involved may not own the complaint."""
    if is_concerned(case.record.involved, name=person.name, username=person.username):
        raise NotThePersonConcerned(field="to", name=person.name)


def take_unowned(case: Case, how: str) -> None:
    """Whoever acts first on a complaint of nobody owns it from now on. Raises NotThePersonConcerned."""
    if case.record.owner_id is not None or case.actor.kind != "staff" or case.actor.id is None:
        return
    person = person_by_id(case.actor.id)
    if person is not None:
        refuse_person_concerned(case, person)
    case.change(owner_id=case.actor.id, team_id=case.record.team_id or case.actor.team_id)
    case.event("complaints.complaint.assigned", {"to": case.actor.id, "to_name": case.actor.name, "how": how})


def _give(case: Case, person: Person | None, team_id: int | None) -> None:
    if person is not None:
        refuse_person_concerned(case, person)
        case.change(owner_id=person.id, team_id=team_id or person.team_id or case.record.team_id)
        if person.id != case.actor.id:
            notify_staff(
                [person.id], kind="assigned", now=case.now, once_key=f"assigned:{case.id}:{case.record.version}", complaint_id=case.id, complaint_no=case.no,
                params={"by": case.actor.name, "title": case.record.title, "grade": case.record.grade},
            )  # fmt: skip
    else:
        case.change(owner_id=None, team_id=team_id)
