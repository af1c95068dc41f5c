"""Once a day the ends of all chains are hashed into one event, so that a tail cut off is found too."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from qingting.infra.ledger.verifying import last_seal_at, seal
from qingting.kernel.actor import Actor
from qingting.policy.queries import current_standard

SEALER = Actor("system", None, "系统")
_LOCK = 770019


def seal_day(now: datetime) -> int:
    """1 when this call sealed the day, 0 when it was sealed before or another worker is at it."""
    zone = ZoneInfo(current_standard().organisation_zone)
    last = last_seal_at()
    if last is not None and last.astimezone(zone).date() >= now.astimezone(zone).date():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        seal(actor=SEALER, now=now)
    return 1
