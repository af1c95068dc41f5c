"""What others have done to a complaint since somebody looked at it."""

from __future__ import annotations

from qingting.infra.ledger.reading import Past
from qingting.infra.ledger.recent import newer_of
from qingting.kernel.actor import Actor

QUIET = ("complaints.attachment.opened", "complaints.complaint.revealed", "handling.check.ticked")
"""Events that change nothing a person who is about to write should stop for."""


def newer_for(complaint_id: int, after: int, actor: Actor) -> list[Past]:
    """Events after number `after` by the customer or by colleagues, oldest first: what the actor should look at before sending."""
    return newer_of(f"complaint:{complaint_id}", after=after, except_actor=actor.id, quiet=QUIET)
