"""Putting messages into the outbox and lines under the bell, inside the act's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from qingting.infra.notify.models import Notice, Outbox
from qingting.kernel.ids import uuid7

PORTAL, EMAIL, GATEWAY = "portal", "email", "gateway"


def queue_message(
    *,
    channel: str,
    recipient: str,
    text: str,
    cause: tuple[str, str],
    now: datetime,
    complaint_id: int | None = None,
    subject: str = "",
    lang: str = "zh",
) -> None:
    """One message, once for its cause: the same cause, channel and recipient again changes nothing.

    The portal's inbox is read by the customer in the portal, so such a message has arrived when it is committed.
    """
    delivered = channel == PORTAL
    Outbox.objects.bulk_create(
        [
            Outbox(
                id=uuid7(),
                created_at=now,
                channel=channel,
                recipient=recipient,
                subject=subject,
                text=text,
                cause_type=cause[0],
                cause_id=cause[1],
                complaint_id=complaint_id,
                lang=lang,
                state="sent" if delivered else "queued",
                sent_at=now if delivered else None,
                next_try_at=None if delivered else now,
            )  # fmt: skip
        ],
        ignore_conflicts=True,
    )


def notify_staff(
    user_ids: Iterable[int | None],
    *,
    kind: str,
    now: datetime,
    once_key: str,
    complaint_id: int | None = None,
    complaint_no: str = "",
    params: dict[str, object] | None = None,
) -> None:
    """A line under the bell of each person, once for `once_key`."""
    people = sorted({user for user in user_ids if user is not None})
    if people:
        Notice.objects.bulk_create(
            [
                Notice(
                    user_id=u,
                    at=now,
                    kind=kind,
                    complaint_id=complaint_id,
                    complaint_no=complaint_no,
                    params=params or {},
                    once_key=once_key,
                )
                for u in people
            ],
            ignore_conflicts=True,
        )
