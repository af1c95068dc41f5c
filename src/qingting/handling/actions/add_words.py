"""The customer says something more, or sends files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from qingting.complaints.actions.acting import Case
from qingting.complaints.actions.attach_files import attach_uploaded
from qingting.handling.actions.handle import handle
from qingting.handling.commands import AddWords, Attach
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import team_leads
from qingting.policy.schema import Standard


class NoSuchFile(DomainError):
    code = "complaints.attachment.no_such_upload"
    zh = "没有找到刚上传的文件，请重新选择后再提交。"
    en = "The uploaded file was not found; please choose it again."


def _ids(values: list[str]) -> list[UUID]:
    try:
        return [UUID(value) for value in values]
    except ValueError as error:
        raise NoSuchFile(field="attachments") from error


def add_words(*, no: str, command: AddWords, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Kept beside the first words, which never change. The owner is told."""
    files = _ids(command.attachments)
    with handle("add", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.change(last_customer_at=now)
        case.event("complaints.message.received", {"by_staff": actor.kind == "staff"}, text=command.text)
        case.events += attach_uploaded(case.id, files, actor)
        people = [case.record.owner_id] if case.record.owner_id else team_leads(case.record.team_id)
        notify_staff(
            [p for p in people if p != actor.id], kind="customer_wrote", now=now, once_key=f"words:{case.id}:{case.record.version}", complaint_id=case.id, complaint_no=case.no,
            params={"text": command.text[:120]},
        )  # fmt: skip
    return case


def attach_to(*, no: str, command: Attach, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Files uploaded before by the same actor join the complaint. Raises NoSuchFile when none of them is the actor's."""
    files = _ids(command.attachments)
    with handle("attach", no, actor=actor, now=now, standard=standard, command=command) as case:
        events = attach_uploaded(case.id, files, actor)
        if not events:
            raise NoSuchFile(field="attachments")
        case.events += events
    return case
