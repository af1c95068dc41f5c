"""Moving the outbox on: claim, hand over, note the answer. At most once for a key; what is unclear is shown, not repeated."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from qingting.infra.notify.channels import Channel, InDoubt, Letter, NotReached, Refused
from qingting.infra.notify.models import Outbox

log = logging.getLogger("qingting.outbox")
MAX_ATTEMPTS = 8
CLAIM_LIFETIME = timedelta(minutes=5)


def claim(now: datetime, limit: int, channels: list[str]) -> list[Outbox]:
    """Take waiting rows for this worker. The claim commits before anything is sent, so a crash leaves its trace."""
    if not channels:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notify_outbox SET claimed_at = %s, attempts = attempts + 1 WHERE id IN (SELECT id FROM notify_outbox WHERE state = 'queued' "
            "AND claimed_at IS NULL AND next_try_at <= %s AND channel = ANY(%s) ORDER BY next_try_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id",
            [now, now, channels, limit],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Outbox.objects.filter(id__in=ids).order_by("created_at"))


def settle_interrupted(now: datetime, channels: Mapping[str, Channel]) -> int:
    """A row claimed long ago without an answer: a worker died in between. In doubt, unless the other side tells repeats apart."""
    stale = Outbox.objects.filter(state="queued", claimed_at__lt=now - CLAIM_LIFETIME)
    repeatable = [code for code, channel in channels.items() if channel.repeatable]
    again = stale.filter(channel__in=repeatable).update(claimed_at=None, next_try_at=now)
    return again + stale.exclude(channel__in=repeatable).update(state="in_doubt", error="interrupted between the call and its answer")


def send_waiting(channels: Mapping[str, Channel], *, now: Callable[[], datetime], render: Callable[[Outbox], str], limit: int = 20) -> int:
    """Send up to `limit` messages; `render` fills the placeholders (links are minted here, never stored). Returns how many were tried.

    Each is claimed just before it is sent, so a worker that dies leaves at most one message in doubt.
    """
    settle_interrupted(now(), channels)
    for done in range(limit):
        rows = claim(now(), 1, sorted(channels))
        if not rows:
            return done
        _send_one(rows[0], channels[rows[0].channel], now, render)
    return limit


def _send_one(row: Outbox, channel: Channel, now: Callable[[], datetime], render: Callable[[Outbox], str]) -> None:
    mine = Outbox.objects.filter(id=row.id, state="queued")
    try:
        letter = Letter(str(row.id), row.recipient, row.subject, render(row))
    except Exception as error:
        log.exception("outbox %s could not be written out", row.id)
        _later(mine, row, now(), f"not written out: {type(error).__name__}")
        return
    try:
        channel.send(letter)
    except NotReached as error:
        _later(mine, row, now(), str(error))
    except Refused as error:
        mine.update(state="failed", error=str(error)[:300])
    except InDoubt as error:
        if channel.repeatable:
            _later(mine, row, now(), str(error), last="in_doubt")
        else:
            mine.update(state="in_doubt", error=str(error)[:300])
    else:
        mine.update(state="sent", sent_at=now(), error="")
    log.info("outbox %s via %s: attempt %s", row.id, row.channel, row.attempts)


def _later(mine: QuerySet[Outbox], row: Outbox, now: datetime, error: str, last: str = "failed") -> None:
    """Try again after a while that doubles each time; after the last attempt the row ends as `last`."""
    if row.attempts >= MAX_ATTEMPTS:
        mine.update(state=last, error=error[:300])
    else:
        mine.update(claimed_at=None, next_try_at=now + timedelta(seconds=30 * 2**row.attempts), error=error[:300])
