"""Spells of leave: shown wherever work is given out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_line
from qingting.people.actions.manage_users import NoSuchUser
from qingting.people.models import Leave, User


class LeaveTurnedRound(DomainError):
    code = "people.leave.turned_round"
    zh = "休假的结束时间应晚于开始时间。"
    en = "Leave must end after it begins."


class LeaveOverlaps(DomainError):
    code = "people.leave.overlaps"
    status = 409
    zh = "与已登记的休假重叠，请先删除或改期。"
    en = "This overlaps leave that is entered already; remove that first or choose other days."


class NoSuchLeave(DomainError):
    code = "people.leave.none"
    status = 404
    zh = "没有这段休假。"
    en = "There is no such spell of leave."


def add_leave(*, user_id: int, starts: datetime, ends: datetime, reason: str, actor: Actor, now: datetime) -> Leave:
    """`ends` is the first moment back. Raises LeaveTurnedRound, LeaveOverlaps, NoSuchUser."""
    why = one_line(reason, field="reason", most=200)
    if ends <= starts:
        raise LeaveTurnedRound(field="ends")
    with transaction.atomic():
        if not User.objects.select_for_update(no_key=True).filter(pk=user_id).exists():
            raise NoSuchUser()
        if Leave.objects.filter(user_id=user_id, starts__lt=ends, ends__gt=starts).exists():
            raise LeaveOverlaps(field="starts")
        leave = Leave.objects.create(user_id=user_id, starts=starts, ends=ends, reason=why)
        data = {"leave": leave.pk, "starts": starts.isoformat(), "ends": ends.isoformat(), "how": "added"}
        record([NewEvent("people.leave.changed", data)], subject=f"user:{user_id}", actor=actor, now=now)
    return leave


def remove_leave(*, user_id: int, leave_id: int, actor: Actor, now: datetime) -> None:
    """Raises NoSuchLeave."""
    with transaction.atomic():
        gone, _what = Leave.objects.filter(pk=leave_id, user_id=user_id).delete()
        if not gone:
            raise NoSuchLeave()
        record([NewEvent("people.leave.changed", {"leave": leave_id, "how": "removed"})], subject=f"user:{user_id}", actor=actor, now=now)
