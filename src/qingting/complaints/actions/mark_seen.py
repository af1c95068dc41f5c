"""Remember how far somebody has read a complaint's timeline."""

from __future__ import annotations

from django.db import connection

from qingting.kernel.actor import Actor


def mark_seen(complaint_id: int, actor: Actor, seq: int) -> None:
    """`seq` is the number of the newest event shown; a page drawn earlier never takes it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO complaints_seen (user_id, complaint_id, seq) VALUES (%s, %s, %s) "
            "ON CONFLICT (user_id, complaint_id) DO UPDATE SET seq = GREATEST(complaints_seen.seq, EXCLUDED.seq)",
            [actor.id, complaint_id, seq],
        )
