"""Fixed-window limits kept in the database, so that they hold over all processes."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from qingting.kernel.errors import DomainError


class TooOften(DomainError):
    code = "infra.rate.too_often"
    status = 429
    zh = "操作太频繁，请 {seconds} 秒后再试。"
    en = "Too many attempts. Please try again in {seconds} seconds."


def allow(key: str, *, limit: int, seconds: int, now: datetime) -> None:
    """Count one try of `key`; raises TooOften above `limit` tries within the window of `seconds`."""
    moment = int(now.timestamp())
    window = moment // seconds
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO ratelimit_counter (key, "window", count) VALUES (%s, %s, 1) ON CONFLICT (key) DO UPDATE SET '
            'count = CASE WHEN ratelimit_counter."window" = EXCLUDED."window" THEN ratelimit_counter.count + 1 ELSE 1 END, "window" = EXCLUDED."window" RETURNING count',
            [key[:120], window],
        )
        count = cursor.fetchone()[0]
    if count > limit:
        raise TooOften(seconds=(window + 1) * seconds - moment)
