"""Tasks for colleagues and departments: given, done, verified or returned."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingting.complaints.actions.acting import Case
from qingting.complaints.rules.intake_times import check_due
from qingting.handling.actions.handle import handle
from qingting.handling.commands import AddTask, TaskStep
from qingting.handling.models import Task
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import department_members, find_department, find_person, person_by_id
from qingting.policy.schema import Standard


class TaskForNobody(DomainError):
    code = "handling.task.for_nobody"
    zh = "请选择负责这项任务的人员或部门。"
    en = "Please choose the person or department for this task."


class UnknownTask(DomainError):
    code = "handling.task.unknown"
    status = 404
    zh = "投诉 {no} 上没有这项任务，或者它目前不能这样处理。"
    en = "Complaint {no} has no such task, or the task cannot take this step now."


class NotYourTask(DomainError):
    code = "handling.task.not_yours"
    status = 403
    zh = "这项任务由 {name} 负责。请由负责人或其部门完成。"
    en = "This task belongs to {name}; the owner or the department completes it."


class OwnWorkNotVerified(DomainError):
    code = "handling.task.own_work"
    status = 403
    zh = "任务不能由完成它的人自己验收，请另一位同事验收。"
    en = "A task is not verified by the person who did it; a colleague must do so."


def add_task(*, no: str, command: AddTask, actor: Actor, now: datetime, standard: Standard) -> Case:
    """The receiver is told and may see the complaint from now on."""
    due_at = check_due(command.due_at, field="due_at", now=now)
    if not command.to and not command.department:
        raise TaskForNobody(field="to")
    with handle("add-task", no, actor=actor, now=now, standard=standard, command=command) as case:
        person = find_person(command.to) if command.to else None
        department_id = find_department(command.department)[0] if command.department else None
        task = Task.objects.create(
            complaint_id=case.id, title=command.title, department_id=department_id, owner_id=person.id if person else None, created_by_id=actor.id, created_at=now, due_at=due_at,
            alarm_at=max(now, due_at - timedelta(minutes=30)) if due_at else None,
        )  # fmt: skip
        case.invite(user_id=person.id if person else None, department_id=department_id if not person else None)
        data = {
            "task": task.pk,
            "to": person.id if person else None,
            "to_name": person.name if person else "",
            "department": department_id,
            "due_at": due_at.isoformat() if due_at else None,
        }
        case.event("handling.task.added", data, text=command.title)
        people = [person.id] if person else department_members(department_id) if department_id else []
        notify_staff(
            [p for p in people if p != actor.id],
            kind="task",
            now=now,
            once_key=f"task:{task.pk}",
            complaint_id=case.id,
            complaint_no=case.no,
            params={"text": command.title},
        )
        case.result = task.pk
    return case


def _find(case: Case, task_id: int, states: tuple[str, ...]) -> Task:
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id, complaint_id=case.id, state__in=states).first()
    if task is None:
        raise UnknownTask(field="task", no=case.no)
    return task


def complete_task(*, no: str, command: TaskStep, actor: Actor, now: datetime, standard: Standard) -> Case:
    """By its owner or somebody of its department; for others' tasks only by who may assign work."""
    with handle("complete-task", no, actor=actor, now=now, standard=standard, command=command) as case:
        task = _find(case, command.task, ("open", "returned"))
        mine = (
            actor.kind == "system"
            or actor.id in (task.owner_id, task.created_by_id)
            or (task.department_id is not None and task.department_id == actor.department_id)
        )
        if not mine and actor.role not in ("lead", "manager", "admin"):
            owner = person_by_id(task.owner_id) if task.owner_id else None
            raise NotYourTask(name=owner.name if owner else "")
        task.state, task.completed_at, task.completed_by_id, task.alarm_at = "done", now, actor.id, None
        task.result = command.result or ""
        task.save(update_fields=["state", "completed_at", "completed_by_id", "alarm_at", "result"])
        case.event("handling.task.completed", {"task": task.pk}, text=command.result or task.title)
        people = [case.record.owner_id, task.created_by_id]
        notify_staff(
            [p for p in people if p != actor.id],
            kind="task_done",
            now=now,
            once_key=f"taskdone:{task.pk}:{case.record.version}",
            complaint_id=case.id,
            complaint_no=case.no,
            params={"text": task.title},
        )
    return case


def verify_task(*, no: str, command: TaskStep, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Somebody other than the doer looks at the result."""
    with handle("verify-task", no, actor=actor, now=now, standard=standard, command=command) as case:
        task = _find(case, command.task, ("done",))
        if task.completed_by_id == actor.id and case.record.grade_rank <= 3:
            raise OwnWorkNotVerified()
        task.state, task.verified_at = "verified", now
        task.save(update_fields=["state", "verified_at"])
        case.event("handling.task.verified", {"task": task.pk}, text=command.result or task.title)
    return case


def return_task(*, no: str, command: TaskStep, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Not done, or not done right: back to its owner with the reason."""
    with handle("return-task", no, actor=actor, now=now, standard=standard, command=command) as case:
        task = _find(case, command.task, ("done", "open"))
        task.state, task.returned_count, task.completed_at = "returned", task.returned_count + 1, None
        task.alarm_at, task.alarm_level = task.due_at, 1
        task.save(update_fields=["state", "returned_count", "completed_at", "alarm_at", "alarm_level"])
        case.event("handling.task.returned", {"task": task.pk}, text=command.result or command.note or task.title)
        notify_staff(
            [task.completed_by_id or task.owner_id], kind="task_returned", now=now, once_key=f"taskback:{task.pk}:{task.returned_count}", complaint_id=case.id, complaint_no=case.no,
            params={"text": task.title, "reason": command.result or command.note or ""},
        )  # fmt: skip
    return case
