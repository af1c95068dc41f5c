"""Teams, departments and branches."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from qingting.complaints.queries.regions import known_regions
from qingting.infra import clock
from qingting.people.actions.manage_organisation import KINDS, NoSuchUnit, save_branch, save_department, save_team
from qingting.people.queries.choosing import suggest_people
from qingting.people.queries.organisation import find_unit, list_units, unit_counts
from qingting.people.queries.staff import departments
from qingting.policy.queries import current_standard
from qingting.web.present.admin_organisation import unit_form, unit_list, unit_values
from qingting.web.views.admin_gate import asked, asked_number, asked_size, back_to, gated, show, tried, typed
from qingting.workflows.remove_unit import remove_unit

NAMES = ("code", "name", "name_en", "department", "parent", "lead", "region")


@gated("manage_users", "organisation")
def organisation(request: HttpRequest) -> HttpResponse:
    tab = asked(request, "tab")
    kind = tab if tab in KINDS else "team"
    q, page, size = asked(request, "q"), asked_number(request, "page", 1, most=100_000), asked_size(request)
    units, total = list_units(kind, q, page, size)
    context = unit_list(kind, units, total, q=q, page=page, size=size, counts=unit_counts(), lang=request.lang)  # type: ignore[attr-defined]
    return show(request, "table_page.html", context)


def _save(kind: str, unit_id: int | None, values: dict[str, str], actor: Any) -> Any:
    now = clock.now()
    same: dict[str, Any] = {
        "unit_id": unit_id,
        "code": values["code"],
        "name": values["name"],
        "name_en": values["name_en"],
        "actor": actor,
        "now": now,
    }
    if kind == "team":
        return save_team(**same, department=values["department"], lead=values["lead"])
    if kind == "department":
        return save_department(**same, parent=values["parent"])
    return save_branch(**same, region=values["region"], department=values["department"])


def _form(request: HttpRequest, kind: str, values: dict[str, str], unit: Any, lines: list[dict[str, str]]) -> HttpResponse:
    people = suggest_people(team_id=unit.pk if unit is not None and kind == "team" else None) if kind == "team" else []
    regions = known_regions() if kind == "branch" else []
    context = unit_form(kind, values, unit=unit, departments=departments(), people=people, regions=regions, lang=request.lang, lines=lines)  # type: ignore[attr-defined]
    return show(request, "form_page.html", context, status=422 if lines else 200)


def _to_list(request: HttpRequest, kind: str, toast: str) -> HttpResponse:
    return back_to(request, "web:organisation", toast, query=f"?tab={kind}")


@gated("manage_users", "organisation", "GET", "POST")
def unit_new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise NoSuchUnit(what=KINDS["team"][1])
    values = typed(request, *NAMES)
    if request.method != "POST":
        return _form(request, kind, values, None, [])
    _made, lines = tried(request, lambda: _save(kind, None, values, request.actor))  # type: ignore[attr-defined]
    return _form(request, kind, values, None, lines) if lines else _to_list(request, kind, _("已新增"))


@gated("manage_users", "organisation", "GET", "POST")
def unit_edit(request: HttpRequest, kind: str, unit_id: int) -> HttpResponse:
    unit = find_unit(kind, unit_id) if kind in KINDS else None
    if unit is None:
        raise NoSuchUnit(what=KINDS.get(kind, KINDS["team"])[1])
    if request.method != "POST":
        return _form(request, kind, unit_values(kind, unit), unit, [])
    values = typed(request, *NAMES)
    _made, lines = tried(request, lambda: _save(kind, unit_id, values, request.actor))  # type: ignore[attr-defined]
    return _form(request, kind, values, unit, lines) if lines else _to_list(request, kind, _("已保存"))


@gated("manage_users", "organisation", "POST")
def unit_remove(request: HttpRequest, kind: str, unit_id: int) -> HttpResponse:
    unit = find_unit(kind, unit_id) if kind in KINDS else None
    if unit is None:
        raise NoSuchUnit(what=KINDS.get(kind, KINDS["team"])[1])
    _done, lines = tried(
        request, lambda: remove_unit(kind=kind, unit_id=unit_id, actor=request.actor, now=clock.now(), standard=current_standard())
    )  # type: ignore[attr-defined]
    return _form(request, kind, unit_values(kind, unit), unit, lines) if lines else _to_list(request, kind, _("已删除"))
