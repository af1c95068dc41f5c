"""What is still to be done for a complaint."""

from __future__ import annotations

from qingting.handling.models import Promise, SolutionOption, Task, Tick


def has_open_work(complaint_id: int) -> bool:
    """Tasks that are neither done nor verified."""
    return Task.objects.filter(complaint_id=complaint_id, state__in=("open", "returned")).exists()


def unverified_tasks(complaint_id: int) -> list[str]:
    return list(Task.objects.filter(complaint_id=complaint_id, state__in=("open", "returned", "done")).values_list("title", flat=True))


def unsettled_promises(complaint_id: int) -> list[str]:
    """Open ones, and broken ones that were never made good."""
    return list(
        Promise.objects.filter(complaint_id=complaint_id, state__in=("open", "broken"), settled_at=None).values_list("text", flat=True)
    )


def promises_of(complaint_id: int) -> list[Promise]:
    return list(Promise.objects.filter(complaint_id=complaint_id).order_by("due_at", "id"))


def tasks_of(complaint_id: int) -> list[Task]:
    return list(Task.objects.filter(complaint_id=complaint_id).order_by("created_at", "id"))


def options_of(complaint_id: int) -> list[SolutionOption]:
    return list(SolutionOption.objects.filter(complaint_id=complaint_id).order_by("label"))


def ticked(complaint_id: int) -> set[str]:
    return set(Tick.objects.filter(complaint_id=complaint_id).values_list("item", flat=True))
