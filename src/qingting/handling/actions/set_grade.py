"""A person sets the grade, with a reason."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.queries.access import check_act
from qingting.handling.actions.handle import handle
from qingting.handling.commands import SetGrade
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import team_leads
from qingting.policy.schema import Standard
from qingting.sla.actions.regrade_clocks import regrade_clocks


class UnknownGrade(DomainError):
    code = "complaints.grade.unknown"
    zh = "没有「{grade}」这个级别。可以用：{known}。"
    en = "There is no grade “{grade}”. Known: {known}."


def set_grade(*, no: str, command: SetGrade, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Up or down; lowering needs the permission for it. Open clocks take the new spans and keep the time already gone."""
    with handle("set-grade", no, actor=actor, now=now, standard=standard, command=command) as case:
        grade = case.pinned.grade_by_code.get(command.grade)
        if grade is None:
            raise UnknownGrade(field="grade", grade=command.grade, known=", ".join(case.pinned.grade_by_code))
        before = case.record.grade
        if grade.rank > case.record.grade_rank:
            check_act(actor, "lower-grade", standard)
        basis = {
            **case.record.grade_basis,
            "by": "person",
            "by_name": actor.name,
            "reason": {"zh": command.reason, "en": command.reason},
            "machine": case.record.grade_basis.get("machine", before),
        }
        case.change(grade=grade.code, grade_rank=grade.rank, grade_basis=basis)
        case.event("complaints.complaint.graded", {"from": before, "to": grade.code, "by": "person"}, text=command.reason)
        if grade.code != before:
            regrade_clocks(case)
        if grade.rank <= 2 and grade.code != before:
            notify_staff(
                team_leads(case.record.team_id), kind="grave_complaint", now=now, once_key=f"grave:{case.id}:{grade.code}", complaint_id=case.id, complaint_no=case.no,
                params={"grade": grade.code, "title": case.record.title},
            )  # fmt: skip
    return case
