"""Close: gather the facts of the guards the standard names, and end the complaint when every one of them holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Close
from qingting.handling.queries.open_work import unsettled_promises, unverified_tasks
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.rules.guards import guards_for
from qingting.policy.schema import Standard


class NotReadyToClose(DomainError):
    code = "complaints.close.not_ready"
    status = 409
    zh = "投诉 {no} 还不能结案：{missing}"
    en = "Complaint {no} cannot be closed yet: {missing}"


@dataclass(frozen=True, slots=True)
class Unmet:
    """A guard that does not hold, its clause, and what is missing in words."""

    name: str
    clause: str
    missing: Bi
    detail: str


def close_complaint(*, no: str, command: Close, actor: Actor, now: datetime, standard: Standard) -> Case:
    """confirming → closed. Raises NotReadyToClose naming every guard that does not hold."""
    with handle("close", no, actor=actor, now=now, standard=standard, command=command) as case:
        unmet = unmet_guards(case.record, case.pinned, reason=command.reason or command.note)
        if unmet:
            zh = "；".join(f"{u.missing.zh}{'（' + u.detail + '）' if u.detail else ''}（{u.clause}）" for u in unmet) + "。"
            en = "; ".join(f"{u.missing.en}{' (' + u.detail + ')' if u.detail else ''} ({u.clause})" for u in unmet) + "."
            raise NotReadyToClose(no=case.no, missing=Bi(zh, en))
        case.move()
        case.change(closed_at=now)
        guards = guards_for(case.pinned, "close", case.record.grade, case.record.outcome or None)
        data = {"outcome": case.record.outcome, "confirmed": case.record.confirmed or "reason"}
        case.event("complaints.complaint.closed", data, text=command.reason, clauses=tuple(guard.clause for guard in guards))
        text = f"您的投诉 {case.no} 已经结案。如果问题再次出现或您不认可结果，可以随时在查询页面重新提出。感谢您告诉我们。"
        tell_customer(case.record, text=text, cause=f"closed:{case.record.version}", now=now)
    return case


def unmet_guards(complaint: object, standard: Standard, *, reason: str | None = None) -> list[Unmet]:
    """What still stands between a complaint and its closing; pages show the same list before anybody presses the button."""
    record = complaint
    detail: dict[str, Callable[[], str | None]] = {
        "decision_told": lambda: None if record.decided_at else "",  # type: ignore[attr-defined]
        "tasks_verified": lambda: "、".join(unverified_tasks(record.pk)[:3]) or None,  # type: ignore[attr-defined]
        "promises_settled": lambda: "、".join(unsettled_promises(record.pk)[:3]) or None,  # type: ignore[attr-defined]
        "confirmation_or_reason": lambda: None if record.confirmed == "yes" or (reason or "").strip() else "",  # type: ignore[attr-defined]
        "external_recourse_told": lambda: None if record.decided_at else "",  # type: ignore[attr-defined]
    }
    unmet: list[Unmet] = []
    for guard in guards_for(standard, "close", record.grade, record.outcome or None):  # type: ignore[attr-defined]
        missing = detail[guard.name]()
        if missing is not None:
            unmet.append(Unmet(guard.name, guard.clause, guard.missing, missing))
    return unmet
