"""Opening a file of a complaint leaves a trace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.infra.files.models import StoredFile
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def record_opening(file: StoredFile, complaint_id: int, *, actor: Actor, now: datetime, standard: Standard) -> None:
    """Who opened which file when. The complaint's version stays: nothing about it has changed."""
    event = NewEvent("complaints.attachment.opened", {"file": str(file.id), "type": file.media_type}, text=file.name)
    with transaction.atomic():
        record(
            [event], subject=f"complaint:{complaint_id}", complaint_id=complaint_id, actor=actor, now=now, policy_version=standard.version
        )
