"""Files that belong to an internal note: kept apart, so that no list for a customer can hold them."""

from __future__ import annotations

from uuid import UUID

from qingting.complaints.actions.attach_files import added_event
from qingting.complaints.rules.file_causes import BESIDE_NOTE, upload_cause
from qingting.infra.files.storing import attach
from qingting.infra.ledger import NewEvent
from qingting.kernel.actor import Actor


def attach_beside_note(complaint_id: int, file_ids: list[UUID], actor: Actor) -> list[NewEvent]:
    """Attach the actor's own uploads beside a note; ids of anybody else's are ignored."""
    files = attach(file_ids, from_cause=(upload_cause(actor.kind), actor.id), to_cause=(BESIDE_NOTE, complaint_id))
    return [added_event(file) for file in files]
