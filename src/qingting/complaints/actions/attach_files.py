"""Join uploaded files to a complaint."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from qingting.infra.files.models import StoredFile
from qingting.infra.files.storing import attach, store
from qingting.infra.ledger import NewEvent
from qingting.kernel.actor import Actor

UPLOADED = "upload"


def upload(name: str, content: bytes, *, actor: Actor, now: datetime) -> StoredFile:
    """Keep a file ahead of the complaint it will belong to; only its uploader can attach it."""
    return store(name, content, cause=(_holder(actor), actor.id), actor=actor, now=now)


def _holder(actor: Actor) -> str:
    return f"{UPLOADED}_{actor.kind}"[:20]


def attach_uploaded(complaint_id: int, file_ids: list[UUID], actor: Actor) -> list[NewEvent]:
    """Attach the actor's own uploads; ids of anybody else's are ignored."""
    files = attach(file_ids, from_cause=(_holder(actor), actor.id), to_cause=("complaint", complaint_id))
    return [added_event(file) for file in files]


def added_event(file: StoredFile) -> NewEvent:
    return NewEvent(
        "complaints.attachment.added",
        {"file": str(file.id), "type": file.media_type, "size": file.size, "sha256": file.sha256},
        text=file.name,
    )
