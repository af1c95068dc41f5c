"""Promises and tasks of many complaints at once, as they ended elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from qingting.complaints.commands import HistoryPromise, HistoryTask
from qingting.handling.models import Promise, Task


def write_promises_of_past(
    rows: Sequence[tuple[int, HistoryPromise, datetime]], people: Mapping[str, int], *, live: Mapping[int, bool], now: datetime
) -> None:
    """(complaint id, promise, when the complaint began). Only open promises of live complaints keep an alarm, and only one to come."""
    Promise.objects.bulk_create(
        [
            Promise(
                complaint_id=complaint_id, text=p.text, made_at=p.made_at or began, made_by_id=people.get(p.by or ""), made_in="history", due_at=p.due_at, owner_id=people.get(p.by or ""),
                state=p.state, settled_at=p.settled_at, broken_at=p.due_at if p.state == "broken" else None,
                alarm_at=p.due_at if live[complaint_id] and p.state == "open" and p.due_at and p.due_at > now else None, alarm_level=1,
            )
            for complaint_id, p, began in rows
        ],
        batch_size=1000,
    )  # fmt: skip


def write_tasks_of_past(
    rows: Sequence[tuple[int, HistoryTask, datetime]],
    people: Mapping[str, int],
    departments: Mapping[str, int],
    *,
    live: Mapping[int, bool],
    now: datetime,
) -> list[tuple[int, int | None, int | None]]:
    """Returns (complaint id, owner id, department id) of each, for the people who may see the complaint because of it."""
    tasks = [
        Task(
            complaint_id=complaint_id, title=t.title, department_id=departments.get(t.department or ""), owner_id=people.get(t.owner or ""), created_at=began, due_at=t.due_at, state=t.state,
            completed_at=t.completed_at, completed_by_id=people.get(t.owner or "") if t.completed_at else None, verified_at=t.completed_at if t.state == "verified" else None,
            alarm_at=t.due_at if live[complaint_id] and t.state in ("open", "returned") and t.due_at and t.due_at > now else None, alarm_level=1,
        )
        for complaint_id, t, began in rows
    ]  # fmt: skip
    Task.objects.bulk_create(tasks, batch_size=1000)
    return [(t.complaint_id, t.owner_id, t.department_id) for t in tasks]
