"""Teams, departments and branches: made, renamed, removed when nothing uses them. A code never changes: rules and records refer to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_code, one_line
from qingting.people.models import Branch, Department, Team
from qingting.people.queries.choosing import find_one
from qingting.people.queries.staff import find_department

KINDS: dict[str, tuple[type[models.Model], Bi]] = {
    "team": (Team, Bi("班组", "team")),
    "department": (Department, Bi("部门", "department")),
    "branch": (Branch, Bi("网点", "branch")),
}
Unit = TypeVar("Unit", Team, Department, Branch)


class CodeTaken(DomainError):
    code = "people.unit.code_taken"
    status = 409
    zh = "编码「{value}」已经有了，请换一个。"
    en = "The code “{value}” exists already; choose another one."


class NoSuchUnit(DomainError):
    code = "people.unit.none"
    status = 404
    zh = "没有这个{what}，可能已被删除。"
    en = "There is no such {what}; it may have been removed."


class UnitCircle(DomainError):
    code = "people.department.circle"
    zh = "上级部门不能形成循环：{name} 已经在本部门之下。"
    en = "Departments may not form a circle: {name} lies under this one already."


class UnitInUse(DomainError):
    code = "people.unit.in_use"
    status = 409
    zh = "不能删除「{name}」，还有这些在用：{uses}。"
    en = "“{name}” cannot be removed, it is used by: {uses}."


def save_team(*, unit_id: int | None, code: str, name: str, name_en: str, department: str, lead: str, actor: Actor, now: datetime) -> Team:
    """Make (`unit_id` None) or change a team. Raises the errors of the lines, CodeTaken, UnknownDepartment, UnknownPerson, NoSuchUnit."""
    values: dict[str, Any] = {
        **_names(name, name_en),
        "department_id": _department(department),
        "lead_id": find_one(lead, field="lead").id if lead.strip() else None,
    }
    return _save(Team, "team", unit_id, code, values, actor, now)


def save_department(*, unit_id: int | None, code: str, name: str, name_en: str, parent: str, actor: Actor, now: datetime) -> Department:
    """Raises also UnitCircle."""
    parent_id = find_department(parent, field="parent")[0] if parent.strip() else None
    above = parent_id
    while above is not None and unit_id is not None:
        if above == unit_id:
            raise UnitCircle(field="parent", name=parent.strip()[:40])
        above = Department.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return _save(Department, "department", unit_id, code, {**_names(name, name_en), "parent_id": parent_id}, actor, now)


def save_branch(
    *, unit_id: int | None, code: str, name: str, name_en: str, region: str, department: str, actor: Actor, now: datetime
) -> Branch:
    values = {**_names(name, name_en), "region": one_line(region, field="region", most=40), "department_id": _department(department)}
    return _save(Branch, "branch", unit_id, code, values, actor, now)


def delete_unit(*, kind: str, unit_id: int, actor: Actor, now: datetime) -> None:
    """Only `workflows.remove_unit` calls this: it has looked who uses the unit. Raises NoSuchUnit, UnitInUse."""
    model, what = KINDS[kind]
    with transaction.atomic():
        unit = model._default_manager.select_for_update().filter(pk=unit_id).first()
        if unit is None:
            raise NoSuchUnit(what=what)
        held: Any = unit
        try:
            with transaction.atomic():
                unit.delete()
        except (ProtectedError, IntegrityError) as error:
            raise UnitInUse(name=held.name, uses=Bi("其他数据", "other data")) from error
        record(
            [NewEvent(f"people.{kind}.changed", {"code": held.code, "how": "removed"})], subject=f"{kind}:{unit_id}", actor=actor, now=now
        )


def _names(name: str, name_en: str) -> dict[str, Any]:
    return {"name": one_line(name, field="name", most=80, required=True), "name_en": one_line(name_en, field="name_en", most=80)}


def _department(text: str) -> int | None:
    return find_department(text, field="department")[0] if text.strip() else None


def _save(model: type[Unit], kind: str, unit_id: int | None, code: str, values: dict[str, Any], actor: Actor, now: datetime) -> Unit:
    with transaction.atomic():
        if unit_id is None:
            unit, changed = _make(model, one_code(code, field="code", most=40), values), sorted(values)
            how = "created"
        else:
            found = model._default_manager.select_for_update(no_key=True).filter(pk=unit_id).first()
            if found is None:
                raise NoSuchUnit(what=KINDS[kind][1])
            unit = found
            changed = sorted(name for name, value in values.items() if getattr(unit, name) != value)
            for name in changed:
                setattr(unit, name, values[name])
            if changed:
                unit.save(update_fields=changed)
            how = "changed"
        if changed:
            record(
                [NewEvent(f"people.{kind}.changed", {"code": unit.code, "fields": changed, "how": how})],
                subject=f"{kind}:{unit.pk}",
                actor=actor,
                now=now,
            )
    return unit


def _make(model: type[Unit], code: str, values: dict[str, Any]) -> Unit:
    try:
        with transaction.atomic():
            return model._default_manager.create(code=code, **values)
    except IntegrityError as error:
        raise CodeTaken(field="code", value=code) from error
