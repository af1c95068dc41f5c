"""Every act of handling: closed to whoever the customer named, and its clocks are settled before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from qingting.complaints.actions.acting import Case, acting
from qingting.complaints.commands import Act
from qingting.handling.actions.stand_aside import refuse_named_actor
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.sla.actions.settle_clocks import settle_clocks


@contextmanager
def handle(act: str, no: str, *, actor: Actor, now: datetime, standard: Standard, command: Act | None = None) -> Iterator[Case]:
    with acting(act, no, actor=actor, now=now, standard=standard, command=command) as case:
        refuse_named_actor(case)
        case.finishers.append(settle_clocks)
        yield case
        if command is not None and command.note and not case.note_used:
            case.event("complaints.note.added", text=command.note)
