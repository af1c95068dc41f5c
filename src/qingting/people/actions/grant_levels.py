"""L1-L4: granted to somebody else, from a day to a day, with a reason; ended early when it no longer holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.kernel.lines import one_line
from qingting.people.actions.manage_users import NoSuchUser
from qingting.people.models import LevelGrant, User
from qingting.policy.rules.authority import UnknownLevel
from qingting.policy.schema import Standard


class OwnLevel(DomainError):
    code = "people.level.own"
    status = 403
    zh = "不能给自己授予或结束能力等级，请由另一位有权的同事办理。"
    en = "Nobody grants or ends their own level; ask another colleague who may."


class EndsBeforeStart(DomainError):
    code = "people.level.ends_before_start"
    zh = "结束日期 {ends} 早于开始日期 {starts}。"
    en = "The last day {ends} is before the first day {starts}."


class AlreadyGranted(DomainError):
    code = "people.level.already"
    status = 409
    zh = "{level} 在这段时间内已经授予（{starts} 起），请先结束原来的授权。"
    en = "{level} is granted already for a part of this time (from {starts}); end that grant first."


class NoSuchGrant(DomainError):
    code = "people.level.none"
    status = 404
    zh = "没有这项授权，或它已经结束。"
    en = "There is no such grant, or it has ended."


def grant_level(
    *, user_id: int, level: str, starts: date, ends: date | None, reason: str, actor: Actor, now: datetime, standard: Standard
) -> LevelGrant:
    """`ends` is the last day, included; None: until it is ended. Raises OwnLevel, ManyErrors, AlreadyGranted, NoSuchUser."""
    errors: list[DomainError] = []
    if level not in {one.code for one in standard.levels}:
        errors.append(UnknownLevel(field="level", level=level[:10]))
    if ends is not None and ends < starts:
        errors.append(EndsBeforeStart(field="ends", starts=starts.isoformat(), ends=ends.isoformat()))
    try:
        why = one_line(reason, field="reason", most=300, required=True)
    except DomainError as error:
        errors.append(error)
        why = ""
    if actor.id == user_id:
        raise OwnLevel()
    if errors:
        raise ManyErrors(errors)
    with transaction.atomic():
        if not User.objects.select_for_update(no_key=True).filter(pk=user_id).exists():
            raise NoSuchUser()
        for held in LevelGrant.objects.filter(user_id=user_id, level=level):
            if (held.ends is None or held.ends >= starts) and (ends is None or held.starts <= ends):
                raise AlreadyGranted(field="starts", level=level, starts=held.starts.isoformat())
        grant = LevelGrant.objects.create(
            user_id=user_id, level=level, starts=starts, ends=ends, granted_by_id=actor.id, reason=why, at=now
        )
        data = {"grant": grant.pk, "level": level, "starts": starts.isoformat(), "ends": ends.isoformat() if ends else None}
        record([NewEvent("people.level.granted", data, text=why)], subject=f"user:{user_id}", actor=actor, now=now)
    return grant


def end_level(*, user_id: int, grant_id: int, today: date, reason: str, actor: Actor, now: datetime) -> None:
    """From `today` on the level no longer holds; a grant that has not begun never does. Raises OwnLevel, NoSuchGrant, LineMissing."""
    if actor.id == user_id:
        raise OwnLevel()
    why = one_line(reason, field="reason", most=300, required=True)
    with transaction.atomic():
        grant = LevelGrant.objects.select_for_update().filter(pk=grant_id, user_id=user_id).first()
        if grant is None or (grant.ends is not None and grant.ends < today):
            raise NoSuchGrant()
        grant.ends = max(today, grant.starts) - timedelta(days=1)
        grant.save(update_fields=["ends"])
        record(
            [NewEvent("people.level.ended", {"grant": grant.pk, "level": grant.level, "ends": grant.ends.isoformat()}, text=why)],
            subject=f"user:{user_id}",
            actor=actor,
            now=now,
        )
