"""How the background jobs are: waiting, failed, stalled, and whether a worker is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

ALIVE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class JobStates:
    """`overdue`: waiting for more than five minutes; `stalled`: begun by a worker that is gone; `workers`: heard of within a minute."""

    waiting: int
    overdue: int
    doing: int
    failed: int
    stalled: int
    workers: int


def job_states(now: datetime) -> JobStates:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE j.status = 'todo'), "
            "count(*) FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, (SELECT min(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)) < %s), "
            "count(*) FILTER (WHERE j.status = 'doing'), count(*) FILTER (WHERE j.status = 'failed'), "
            "count(*) FILTER (WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < %s)) "
            "FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id WHERE j.status IN ('todo', 'doing', 'failed')",
            [now - timedelta(minutes=5), now - ALIVE],
        )
        waiting, overdue, doing, failed, stalled = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s", [now - ALIVE])
        workers = cursor.fetchone()[0]
    return JobStates(waiting, overdue, doing, failed, stalled, workers)


def failed_jobs(limit: int = 20) -> list[tuple[int, str, int]]:
    """(id, task, attempts), newest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, task_name, attempts FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id DESC LIMIT %s", [limit])
        return [tuple(row) for row in cursor.fetchall()]
