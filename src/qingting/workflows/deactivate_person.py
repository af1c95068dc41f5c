"""Somebody leaves: their open work goes to a colleague in the same transaction, or they stay. Nothing is left with nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.workload import open_numbers_of
from qingting.handling.actions.move_work import work_of
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_line
from qingting.people.actions.manage_users import NoSuchUser, set_active
from qingting.people.queries.staff import person_by_id
from qingting.policy.schema import Standard
from qingting.workflows.hand_over import HandedOver, hand_over


class NotYourself(DomainError):
    code = "people.user.not_yourself"
    status = 409
    zh = "不能停用自己的账户，请由另一位管理员办理。"
    en = "You cannot deactivate your own account; ask another administrator."


class StillHasWork(DomainError):
    code = "people.user.still_has_work"
    zh = "{name} 名下还有未办结的工作（{work}），请先选一位接手人。"
    en = "{name} still has open work ({work}); choose who takes it over first."


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Numbers of the complaints somebody owns, has tasks in, has promises in."""

    complaints: list[str]
    tasks: list[str]
    promises: list[str]

    @property
    def none(self) -> bool:
        return not (self.complaints or self.tasks or self.promises)

    @property
    def words(self) -> Bi:
        counts = len(self.complaints), len(self.tasks), len(self.promises)
        return Bi(
            "投诉 {} 件，任务涉及 {} 件，承诺涉及 {} 件".format(*counts),
            "complaints: {}, with tasks: {}, with promises: {}".format(*counts),
        )


def open_work_of(user_id: int) -> OpenWork:
    tasks, promises = work_of(user_id)
    return OpenWork(open_numbers_of(user_id), sorted(tasks), sorted(promises))


def deactivate_person(*, user_id: int, to: str, reason: str, actor: Actor, now: datetime, standard: Standard) -> HandedOver | None:
    """`to`: user name of who takes the open work; may be empty when there is none. Returns what moved.

    Raises NotAllowed, NoSuchUser, NotYourself, StillHasWork, LastAdministrator and what `hand_over` raises.
    """
    check_act(actor, "manage_users", standard)
    if actor.id == user_id:
        raise NotYourself()
    person = person_by_id(user_id)
    if person is None:
        raise NoSuchUser()
    if not person.active:
        return None
    why = one_line(reason, field="reason", most=300, required=True)
    with transaction.atomic():
        moved = None
        if to.strip():
            moved = hand_over(username=person.username, to=to, reason=why, actor=actor, now=now, standard=standard)
        left = open_work_of(user_id)
        if not left.none:
            raise StillHasWork(field="to", name=person.name, work=left.words)
        set_active(user_id=user_id, active=False, actor=actor, now=now)
    return moved
