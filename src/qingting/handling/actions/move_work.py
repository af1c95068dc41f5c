"""Move one person's open tasks and promises of a complaint to another."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.complaints.queries.finding import numbers_of
from qingting.handling.models import Promise, Task


def work_of(user_id: int) -> tuple[list[str], list[str]]:
    """Numbers of the complaints with open tasks, and with open promises, of this person."""
    tasks = Task.objects.filter(owner_id=user_id, state__in=("open", "returned")).values_list("complaint_id", flat=True)
    promises = Promise.objects.filter(owner_id=user_id, settled_at=None, state__in=("open", "broken")).values_list(
        "complaint_id", flat=True
    )
    return numbers_of(list(tasks)), numbers_of(list(promises))


def move_work(case: Case, from_id: int, to_id: int | None) -> None:
    """Open tasks and promises of `from_id` on this complaint to `to_id`; None: to nobody in particular."""
    tasks = list(Task.objects.filter(complaint_id=case.id, owner_id=from_id, state__in=("open", "returned")))
    for task in tasks:
        task.owner_id = to_id
        case.event("handling.task.reassigned", {"task": task.pk, "from": from_id, "to": to_id})
    Task.objects.bulk_update(tasks, ["owner_id"])
    promises = list(Promise.objects.filter(complaint_id=case.id, owner_id=from_id, settled_at=None, state__in=("open", "broken")))
    for promise in promises:
        promise.owner_id = to_id
        case.event("handling.promise.reassigned", {"promise": promise.pk, "from": from_id, "to": to_id})
    Promise.objects.bulk_update(promises, ["owner_id"])
    if tasks or promises:
        case.invite(user_id=to_id)
