"""The files of a complaint: which there are, and who may open one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from qingting.complaints.queries.among import find_visible_id
from qingting.complaints.rules.file_causes import BESIDE_NOTE, OF_COMPLAINT, upload_cause
from qingting.infra.files.models import StoredFile
from qingting.infra.files.storing import find_file
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard


class NoSuchAttachment(DomainError):
    code = "complaints.attachment.not_found"
    status = 404
    zh = "没有找到这个文件，或者它不在您的查看范围内。"
    en = "This file was not found, or is outside what you may see."


def files_of_complaint(complaint_id: int, *, with_notes: bool) -> list[StoredFile]:
    """Attachments in order of arrival; those beside internal notes only `with_notes`: never for a customer."""
    causes = [OF_COMPLAINT, BESIDE_NOTE] if with_notes else [OF_COMPLAINT]
    return list(StoredFile.objects.filter(cause_type__in=causes, cause_id=complaint_id).order_by("at", "id"))


def uploads_of(actor: Actor, ids: Iterable[str]) -> list[StoredFile]:
    """The actor's own uploads among `ids` that belong to no complaint yet."""
    wanted = [UUID(value) for value in ids if _is_uuid(value)][:20]
    if not wanted:
        return []
    return list(StoredFile.objects.filter(id__in=wanted, cause_type=upload_cause(actor.kind), cause_id=actor.id).order_by("at", "id"))


def find_attachment(file_id: UUID, actor: Actor, standard: Standard) -> tuple[StoredFile, int | None]:
    """The file and the id of its complaint (None: the actor's own upload, not attached yet). Raises NoSuchAttachment.

    A file is reached through the scope of its complaint and in no other way; what lies beside internal notes only by staff.
    """
    file = find_file(file_id)
    if file is None or file.cause_id is None:
        raise NoSuchAttachment()
    if file.cause_type == upload_cause(actor.kind) and file.cause_id == actor.id:
        return file, None
    if file.cause_type == OF_COMPLAINT or (file.cause_type == BESIDE_NOTE and actor.kind == "staff"):
        try:
            return file, find_visible_id(file.cause_id, actor, standard).pk
        except DomainError as error:
            raise NoSuchAttachment() from error
    raise NoSuchAttachment()


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
