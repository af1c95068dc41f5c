"""The decision: what was found, what is done about it, told to the customer at once."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.assign import take_unowned
from qingting.handling.actions.handle import handle
from qingting.handling.actions.recourse import recourse_text
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Decide, Implement
from qingting.handling.models import Task
from qingting.handling.queries.open_work import has_open_work
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard


class StillOpenWork(DomainError):
    code = "handling.implementation.open_work"
    status = 409
    zh = "还有 {count} 项任务没有完成或验收：{titles}。完成之后再确认执行完毕。"
    en = "{count} tasks are not done or verified yet: {titles}. Finish them before saying that everything is carried out."


def decide(*, no: str, command: Decide, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Leads to implementing while tasks or a remedy are open, else straight to confirming. What is refused comes with outside recourse."""
    with handle("decide", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        text = command.text
        if command.outcome == "not":
            text = f"{text}\n\n{recourse_text(case.pinned, command.recourse)}"
        remedy = command.remedy.model_dump(include={"kind", "amount_fen", "text"}) if command.remedy else {}
        channels = tell_customer(case.record, text=text, cause=f"decision:{case.record.version}", now=now)
        case.change(outcome=command.outcome, decided_at=now, remedy=remedy, accepted_at=case.record.accepted_at or now)
        case.change(status="implementing" if remedy or has_open_work(case.id) else "confirming")
        data = {"outcome": command.outcome, "remedy": remedy, "channels": channels, "recourse_told": command.outcome == "not"}
        case.event("handling.decision.made", data, text=text)
        take_unowned(case, "decided")
    return case


def implement(*, no: str, command: Implement, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Everything is carried out: implementing → confirming; the customer is asked to confirm."""
    with handle("implement", no, actor=actor, now=now, standard=standard, command=command) as case:
        left = list(Task.objects.filter(complaint_id=case.id, state__in=("open", "returned")).values_list("title", flat=True))
        if left:
            raise StillOpenWork(count=len(left), titles="、".join(left[:3]))
        case.move()
        text = command.text or case.pinned.portal.confirm.zh
        tell_customer(case.record, text=text, cause=f"implemented:{case.record.version}", now=now)
        case.event("handling.implementation.completed", text=command.text)
    return case
