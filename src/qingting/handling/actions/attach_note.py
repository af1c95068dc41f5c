"""Files beside an internal note."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from qingting.complaints.actions.acting import Case
from qingting.complaints.actions.attach_to_note import attach_beside_note
from qingting.handling.actions.add_words import NoSuchFile
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Attach
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def attach_note(*, no: str, command: Attach, actor: Actor, now: datetime, standard: Standard) -> Case:
    """The actor's uploads join the complaint where only colleagues see them. Raises NoSuchFile when none of them is the actor's."""
    try:
        files = [UUID(value) for value in command.attachments]
    except ValueError as error:
        raise NoSuchFile(field="attachments") from error
    with handle("attach", no, actor=actor, now=now, standard=standard, command=command) as case:
        events = attach_beside_note(case.id, files, actor)
        if not events:
            raise NoSuchFile(field="attachments")
        case.events += events
    return case
