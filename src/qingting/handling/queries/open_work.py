"""What is still to be done for a complaint. The lists every page and answer shows are plain SQL: building such queries costs more than running them."""

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
    return list(Promise.objects.raw("SELECT * FROM handling_promise WHERE complaint_id = %s ORDER BY due_at, id", [complaint_id]))


def tasks_of(complaint_id: int) -> list[Task]:
    return list(Task.objects.raw("SELECT * FROM handling_task WHERE complaint_id = %s ORDER BY created_at, id", [complaint_id]))


def options_of(complaint_id: int) -> list[SolutionOption]:
    return list(SolutionOption.objects.raw("SELECT * FROM handling_solutionoption WHERE complaint_id = %s ORDER BY label", [complaint_id]))


def ticked(complaint_id: int) -> set[str]:
    return set(Tick.objects.filter(complaint_id=complaint_id).values_list("item", flat=True))
