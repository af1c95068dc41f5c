"""A person sets the category; what the machine had suggested is kept beside it."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.rules.checking import check_codes
from qingting.handling.actions.handle import handle
from qingting.handling.commands import SetCategory
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def set_category(*, no: str, command: SetCategory, actor: Actor, now: datetime, standard: Standard) -> Case:
    with handle("set-category", no, actor=actor, now=now, standard=standard, command=command) as case:
        problems = check_codes(case.pinned, channel=None, demands=(), category=command.category, branch=None, branches=frozenset())
        if problems:
            raise problems[0]
        before = case.record.category
        case.change(
            category=command.category,
            category_basis={
                "by": "person",
                "by_name": actor.name,
                "machine": case.record.category_basis.get("machine", before),
                "reason": command.reason or "",
            },
        )
        case.event("complaints.complaint.categorised", {"from": before, "to": command.category, "by": "person"}, text=command.reason)
    return case
