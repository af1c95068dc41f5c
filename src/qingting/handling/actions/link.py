"""Say that two complaints belong together; links can be taken back without loss."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.actions.linking import add_link, remove_link
from qingting.handling.actions.handle import handle
from qingting.handling.commands import LinkTo
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def link(*, no: str, command: LinkTo, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Both complaints must be visible to the actor. Raises NotFound, LinkToItself or LinkedAlready."""
    with handle("link", no, actor=actor, now=now, standard=standard, command=command) as case:
        add_link(case, command.to, command.kind)
    return case


def unlink(*, no: str, command: LinkTo, actor: Actor, now: datetime, standard: Standard) -> Case:
    with handle("unlink", no, actor=actor, now=now, standard=standard, command=command) as case:
        remove_link(case, command.to, command.kind)
    return case
