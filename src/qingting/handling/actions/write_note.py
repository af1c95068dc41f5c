"""A note for colleagues; the customer never sees it."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import WriteNote
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import find_person
from qingting.policy.schema import Standard


class NoteEmpty(DomainError):
    code = "complaints.note.empty"
    zh = "备注是空的，请写点什么再保存。"
    en = "The note is empty; write something before saving."


def write_note(*, no: str, command: WriteNote, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Colleagues named in `mentions` (user names) hear of it and may see the complaint. Raises NoteEmpty."""
    text = (command.text or command.note or "").strip()
    if not text:
        raise NoteEmpty(field="text")
    with handle("note", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.note_used = not command.text
        people = [find_person(name, field="mentions") for name in command.mentions]
        for person in people:
            case.invite(user_id=person.id)
        case.event("complaints.note.added", {"mentions": [p.id for p in people]}, text=text)
        notify_staff(
            [p.id for p in people], kind="mentioned", now=now, once_key=f"mention:{case.id}:{case.record.version}", complaint_id=case.id, complaint_no=case.no,
            params={"by": actor.name, "text": text[:120]},
        )  # fmt: skip
    return case
