"""Tasks that come due or are late: each told once."""

from __future__ import annotations

from datetime import datetime

from qingting.handling.models import Task


def claim_due_tasks(now: datetime, limit: int = 200) -> list[tuple[Task, bool]]:
    """Tasks to remind of (False) or that are late (True). Runs in the caller's transaction."""
    rows = list(
        Task.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(alarm_at__lte=now, state__in=("open", "returned"))
        .order_by("alarm_at")[:limit]
    )
    found: list[tuple[Task, bool]] = []
    for task in rows:
        late = task.due_at is not None and task.due_at <= now
        task.alarm_level = 2 if late else 1
        task.alarm_at = None if late else task.due_at
        found.append((task, late))
    Task.objects.bulk_update(rows, ["alarm_at", "alarm_level"])
    return found
