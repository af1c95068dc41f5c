"""A team, department or branch goes only when nobody, no record and no rule refers to it any more; otherwise the refusal says who does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.uses import complaints_of_unit
from qingting.customers.queries.uses import orders_of_branch
from qingting.handling.queries.uses import tasks_of_department
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.people.actions.manage_organisation import KINDS, NoSuchUnit, UnitInUse, delete_unit
from qingting.people.queries.organisation import find_unit, members_of, units_below
from qingting.policy.schema import Standard

_WORDS = {
    "people": Bi("人员 {n} 位", "people: {n}"),
    "team": Bi("班组 {n} 个", "teams: {n}"),
    "department": Bi("下级部门 {n} 个", "departments below: {n}"),
    "branch": Bi("网点 {n} 个", "branches: {n}"),
    "complaints": Bi("投诉 {n} 件", "complaints: {n}"),
    "tasks": Bi("任务 {n} 项", "tasks: {n}"),
    "orders": Bi("订单 {n} 个", "orders: {n}"),
    "standard": Bi("现行处理规范的分派规则", "routing of the standard in force"),
}


def uses_of(kind: str, unit_id: int, code: str, standard: Standard) -> dict[str, int]:
    """What refers to the unit, and how often (counts stop at 1,000); what does not is left out."""
    found = {"people": members_of(kind, unit_id), "complaints": complaints_of_unit(kind, unit_id, code)}
    if kind == "team":
        found["standard"] = int(any(team.code == code for team in standard.teams))
    elif kind == "department":
        found |= {**units_below(unit_id), "tasks": tasks_of_department(unit_id)}
    else:
        found["orders"] = orders_of_branch(code)
    return {what: count for what, count in found.items() if count}


def remove_unit(*, kind: str, unit_id: int, actor: Actor, now: datetime, standard: Standard) -> None:
    """Raises NotAllowed, NoSuchUnit, UnitInUse."""
    check_act(actor, "manage_users", standard)
    with transaction.atomic():
        unit = find_unit(kind, unit_id)
        if unit is None:
            raise NoSuchUnit(what=KINDS[kind][1])
        uses = uses_of(kind, unit_id, unit.code, standard)
        if uses:
            shown = {what: f"{count}+" if count >= 1000 else str(count) for what, count in uses.items()}
            zh = "、".join(_WORDS[what].zh.replace("{n}", count) for what, count in shown.items())
            en = ", ".join(_WORDS[what].en.replace("{n}", count) for what, count in shown.items())
            raise UnitInUse(name=unit.name, uses=Bi(zh, en))
        delete_unit(kind=kind, unit_id=unit_id, actor=actor, now=now)
