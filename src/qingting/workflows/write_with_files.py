"""A reply or a note together with the files that go with it: both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.attach_note import attach_note
from qingting.handling.commands import Attach
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.workflows.acts import do_act

NOTE = "note"


def write_with_files(
    act: str, *, no: str, command: Any, attachments: Sequence[str], actor: Actor, now: datetime, standard: Standard
) -> Case:
    """Do `act`, then attach. Files of a note lie where no customer sees them; files of anything else belong to the complaint."""
    with transaction.atomic():
        case = do_act(act, no=no, command=command, actor=actor, now=now, standard=standard)
        if attachments:
            files = Attach(attachments=list(attachments)[:20])
            if act == NOTE:
                attach_note(no=no, command=files, actor=actor, now=now, standard=standard)
            else:
                do_act("attach", no=no, command=files, actor=actor, now=now, standard=standard)
    return case
