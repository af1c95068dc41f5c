"""Complaints that belong together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Related:
    no: str
    title: str
    status: str
    grade: str
    kind: str
    suggested: bool


def related_to(complaint_id: int) -> list[Related]:
    """Linked complaints in both directions, people's links before suggested ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.no, o.title, o.status, o.grade, l.kind, l.suggested FROM complaints_link l JOIN complaints_complaint o "
            "ON o.id = CASE WHEN l.origin_id = %s THEN l.target_id ELSE l.origin_id END WHERE l.origin_id = %s OR l.target_id = %s ORDER BY l.suggested, l.id",
            [complaint_id] * 3,
        )
        rows = [Related(*row) for row in cursor.fetchall()]
    return list({(row.no, row.kind): row for row in reversed(rows)}.values())[::-1]
