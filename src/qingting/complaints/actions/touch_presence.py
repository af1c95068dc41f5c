"""Say that somebody is looking at, or typing into, a complaint."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from qingting.kernel.actor import Actor


def touch(complaint_id: int, actor: Actor, typing: bool, now: datetime) -> None:
    """One statement; the row is renewed by every poll and simply grows old when the page is closed. The caller has checked the scope."""
    if actor.kind != "staff":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_presence (complaint_id, user_id, name, typing, at) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (complaint_id, user_id) DO UPDATE SET name = EXCLUDED.name, typing = EXCLUDED.typing, at = EXCLUDED.at",
            [complaint_id, actor.id, actor.name[:80], typing, now],
        )
