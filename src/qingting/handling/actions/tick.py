"""Checklist items: done, or not done after all."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.commands import Tick
from qingting.handling.models import Tick as TickRow
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.rules.checklists import checklist_for
from qingting.policy.schema import Standard


class UnknownItem(DomainError):
    code = "handling.check.unknown_item"
    status = 404
    zh = "检查清单里没有「{item}」。"
    en = "The checklist has no item “{item}”."


def tick(*, no: str, command: Tick, actor: Actor, now: datetime, standard: Standard) -> Case:
    with handle("tick", no, actor=actor, now=now, standard=standard, command=command) as case:
        items = {item.code for item in checklist_for(case.pinned, case.record.grade, case.record.category or None)}
        if command.item not in items:
            raise UnknownItem(field="item", item=command.item)
        if command.done:
            TickRow.objects.bulk_create([TickRow(complaint_id=case.id, item=command.item, by_id=actor.id, at=now)], ignore_conflicts=True)
        else:
            TickRow.objects.filter(complaint_id=case.id, item=command.item).delete()
        case.event("handling.check.ticked", {"item": command.item, "done": command.done})
    return case
