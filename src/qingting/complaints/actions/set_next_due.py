from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection


def set_next_due(first: Mapping[int, tuple[datetime, str]]) -> None:
    """The earliest deadline and its clock onto many complaints in one statement."""
    if not first:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE complaints_complaint c SET next_due_at = v.due, next_clock = v.name FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[]) AS v(id, due, name) WHERE c.id = v.id",
            [list(first), [due for due, _ in first.values()], [name for _, name in first.values()]],
        )
