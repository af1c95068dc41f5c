"""Teams, departments and branches as lists, with how many people belong to each; and which people hold one in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from qingting.people.models import Branch, Department, Team, User

MODELS: dict[str, type[Model]] = {"team": Team, "department": Department, "branch": Branch}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a list. `above`: the department it belongs to, or its parent; `lead` only of teams, `region` only of branches."""

    id: int
    code: str
    name: str
    name_en: str
    above: str
    above_en: str
    lead_id: int | None
    lead: str
    region: str
    people: int


def list_units(kind: str, q: str = "", page: int = 1, size: int = 100) -> tuple[list[UnitRow], int]:
    """One page in order of code, and how many there are. The people are counted in one more statement."""
    found: QuerySet[Any] = MODELS[kind]._default_manager.all()
    if q:
        found = found.filter(Q(name__icontains=q) | Q(name_en__icontains=q) | Q(code__istartswith=q))
    total = found.count()
    start = (page - 1) * size
    joins = {"team": ("department", "lead"), "department": ("parent",), "branch": ("department",)}[kind]
    units = list(found.select_related(*joins).order_by("code")[start : start + size]) if start < total else []
    counted = (
        User.objects.filter(**{f"{kind}_id__in": [u.pk for u in units], "is_active": True})
        .values_list(f"{kind}_id")
        .annotate(n=Count("id"))
    )
    people = dict(counted)
    return [_row(unit, kind, people.get(unit.pk, 0)) for unit in units], total


def _row(unit: Any, kind: str, people: int) -> UnitRow:
    above = unit.parent if kind == "department" else unit.department
    lead = unit.lead if kind == "team" else None
    return UnitRow(
        unit.pk, unit.code, unit.name, unit.name_en, above.name if above else "", (above.name_en or above.name) if above else "", lead.pk if lead else None, lead.display_name if lead else "", unit.region if kind == "branch" else "", people,
    )  # fmt: skip


def find_unit(kind: str, unit_id: int) -> Any:
    """The unit with what it refers to, or None."""
    joins = {"team": ("department", "lead"), "department": ("parent",), "branch": ("department",)}[kind]
    return MODELS[kind]._default_manager.select_related(*joins).filter(pk=unit_id).first()


def unit_counts() -> dict[str, int]:
    return {kind: model._default_manager.count() for kind, model in MODELS.items()}


def members_of(kind: str, unit_id: int) -> int:
    """People of the unit, the inactive too: they keep their place in the records."""
    return User.objects.filter(**{f"{kind}_id": unit_id}).count()


def units_below(department_id: int) -> dict[str, int]:
    """Teams, departments and branches that name this department."""
    return {
        "team": Team.objects.filter(department_id=department_id).count(),
        "department": Department.objects.filter(parent_id=department_id).count(),
        "branch": Branch.objects.filter(department_id=department_id).count(),
    }
