"""A person decides about a message that machines may not touch any more: send it again, or take it as sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from qingting.infra.notify.models import Outbox

FROM = {"retry": "failed", "resend": "in_doubt", "mark_sent": "in_doubt"}
"""The state a message must be in for each decision."""


def find_message(message_id: UUID) -> Outbox | None:
    return Outbox.objects.filter(pk=message_id).first()


def decide(message_id: UUID, decision: str, now: datetime) -> bool:
    """False when the message is no longer in the state the decision is about: somebody else was quicker."""
    waiting = Outbox.objects.filter(pk=message_id, state=FROM[decision])
    if decision == "mark_sent":
        return bool(waiting.update(state="sent", sent_at=now, claimed_at=None, next_try_at=None))
    return bool(waiting.update(state="queued", attempts=0, claimed_at=None, next_try_at=now))


def list_messages(*, state: str, channel: str, before: UUID | None, size: int) -> tuple[list[Outbox], bool]:
    """Newest first (ids grow with time), and whether older ones follow."""
    found = Outbox.objects.all()
    if state:
        found = found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    if before is not None:
        found = found.filter(id__lt=before)
    rows = list(found.order_by("-id")[: size + 1])
    return rows[:size], len(rows) > size
