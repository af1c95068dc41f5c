"""Whoever the customer named stands aside: takes no step in the complaint, and no longer owns it."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.move_work import move_work
from qingting.handling.rules.conflict import HEARD, NotThePersonConcerned, is_concerned
from qingting.people.queries.staff import person_by_id


def refuse_named_actor(case: Case) -> None:
    """Raises NotThePersonConcerned when the acting member of staff is named, for every act but a note."""
    actor = case.actor
    if (
        actor.kind != "staff"
        or actor.id is None
        or case.act in HEARD
        or not any(item.get("kind") == "staff" for item in case.record.involved)
    ):
        return
    person = person_by_id(actor.id)
    if person is not None and is_concerned(case.record.involved, name=person.name, username=person.username):
        raise NotThePersonConcerned(name=person.name)


def release_named_owner(case: Case) -> None:
    """An owner who turns out to be named gives the complaint back to the team's pool, with the tasks and promises in it."""
    person = person_by_id(case.record.owner_id) if case.record.owner_id is not None else None
    if person is None or not is_concerned(case.record.involved, name=person.name, username=person.username):
        return
    case.change(owner_id=None)
    case.event("complaints.complaint.unassigned", {"from": person.id, "from_name": person.name, "how": "named by the customer"})
    move_work(case, person.id, None)
