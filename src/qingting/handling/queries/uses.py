"""Whether tasks refer to a department, and whose work is open."""

from __future__ import annotations

from qingting.handling.models import Promise, Task

MOST = 1000


def tasks_of_department(department_id: int) -> int:
    """At most 1,000."""
    return Task.objects.filter(department_id=department_id).order_by()[:MOST].count()


def open_work_among(owner_ids: list[int]) -> int:
    """Open tasks and promises of any of these people; at most 1,000 of each."""
    tasks = Task.objects.filter(owner_id__in=owner_ids, state__in=("open", "returned")).order_by()[:MOST].count()
    return tasks + Promise.objects.filter(owner_id__in=owner_ids, state__in=("open", "broken"), settled_at=None).order_by()[:MOST].count()
