"""Staff as list and form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.kernel.bilingual import Bi
from qingting.people.queries.choosing import suggestion
from qingting.people.queries.roster import Roster
from qingting.policy.schema import Standard
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import badge, column, link, number, numbered_pager, row, table_page, text
from qingting.web.words import person_view

if TYPE_CHECKING:
    from qingting.people.models import Team, User

FIELDS = ("display_name", "role", "email", "phone", "team", "department", "branch", "superior", "skills", "shift")


def role_options(standard: Standard, lang: str) -> list[dict[str, Any]]:
    return options((role.code, role.name.pick(lang)) for role in standard.roles)


def unit_options(units: Sequence[Any], lang: str) -> list[dict[str, Any]]:
    return options((unit.code, Bi(unit.name, unit.name_en or unit.name).pick(lang)) for unit in units)


def unit_name(unit: Any, lang: str) -> str:
    return Bi(unit.name, unit.name_en or unit.name).pick(lang) if unit is not None else ""


def state_cell(active: bool, away: bool) -> dict[str, Any]:
    if not active:
        return badge(_("已停用"))
    return badge(_("休假"), "orange") if away else badge(_("在岗"), "green")


def staff_list(
    people: Sequence[User], total: int, wanted: Roster, *, standard: Standard, lang: str, teams: Sequence[Team], levels: Mapping[int, str], open_counts: Mapping[int, int], away: set[int],
    counts: Mapping[str, int],
) -> dict[str, Any]:  # fmt: skip
    roles = {role.code: role.name.pick(lang) for role in standard.roles}
    rows = [
        row(
            [
                {"kind": "person", "person": person_view(p.pk, p.display_name), "url": reverse("web:staff_detail", kwargs={"user_id": p.pk}), "sub": p.username},
                text(roles.get(p.role, p.role)), text(unit_name(p.team, lang), unit_name(p.department, lang)), badge(levels[p.pk], "blue") if p.pk in levels else text(""),
                number(open_counts.get(p.pk, 0)), state_cell(p.is_active, p.pk in away),
            ],
            [link(_("编辑"), reverse("web:staff_edit", kwargs={"user_id": p.pk}), "pencil")],
        )
        for p in people
    ]  # fmt: skip
    base = reverse("web:staff")
    kept = {"q": wanted.q, "role": wanted.role, "team": wanted.team, "state": wanted.state}
    filtered = bool(wanted.q or wanted.role or wanted.team)
    return table_page(
        title=_("人员与授权"), count_text=str(total), lead=_("角色决定能做什么；能力等级是按处理规范授予的资格，有起止日期。"),
        actions=[link(_("工作移交"), reverse("web:handover"), "arrows-exchange"), link(_("授权一览"), reverse("web:levels"), "certificate"), link(_("新增人员"), reverse("web:staff_new"), "plus", primary=True)],
        tabs=[
            {"label": _("在用"), "url": f"{base}?state=active", "current": wanted.state == "active", "count": counts["active"]},
            {"label": _("已停用"), "url": f"{base}?state=inactive", "current": wanted.state == "inactive", "count": counts["inactive"]},
        ],
        filters_url=f"{base}?state={wanted.state}", query=wanted.q, search_label=_("搜索姓名、用户名、邮箱"),
        filters=[
            {"name": "role", "label": _("角色"), "value": wanted.role, "options": role_options(standard, lang)},
            {"name": "team", "label": _("班组"), "value": wanted.team, "options": unit_options(teams, lang)},
        ],
        columns=[column(_("姓名"), main=True), column(_("角色")), column(_("班组")), column(_("等级"), fit=True), column(_("在办"), align="right"), column(_("状态"), fit=True)],
        rows=rows, page=numbered_pager("web:staff", kept, page=wanted.page, size=wanted.size, total=total, shown=len(rows)),
        empty={"title": _("没有符合条件的人员"), "text": _("试试换一个名字，或清除筛选。"), "action": {"label": _("清除筛选"), "url": base}} if filtered else {"title": _("这里还没有人员"), "text": _("逐个新增，或用模板批量导入。"), "action": {"label": _("新增人员"), "url": reverse("web:staff_new")}},
    )  # fmt: skip


def values_of(user: User) -> dict[str, str]:
    """The record as the form shows it."""
    return {
        "display_name": user.display_name, "role": user.role, "email": user.email, "phone": user.phone, "team": user.team.code if user.team else "",
        "department": user.department.code if user.department else "", "branch": suggestion(user.branch.name, user.branch.code) if user.branch else "",
        "superior": suggestion(user.superior.display_name, user.superior.username) if user.superior else "", "skills": ", ".join(user.skills), "shift": str(user.shift.get("text", "")),
    }  # fmt: skip


def staff_form(
    values: Mapping[str, str], *, user: User | None, standard: Standard, lang: str, teams: Sequence[Any], departments: Sequence[Any], superiors: Sequence[str], branches: Sequence[str],
    lines: Sequence[dict[str, str]],
) -> dict[str, Any]:  # fmt: skip
    username = (
        field("username", _("用户名"), user.username, disabled=True, hint=_("用户名不能修改")) if user else field("username", _("用户名"), values.get("username", ""), required=True, maxlength=40, autocomplete="off", hint=_("2 到 40 个字母、数字、点、横线或下划线"))
    )  # fmt: skip
    about = [
        username, field("display_name", _("姓名"), values["display_name"], required=True, maxlength=80), field("role", _("角色"), values["role"], "select", required=True, options=role_options(standard, lang)),
        field("email", _("邮箱"), values["email"], "email", maxlength=254), field("phone", _("电话"), values["phone"], "tel", maxlength=30),
    ]  # fmt: skip
    place = [
        field("team", _("班组"), values["team"], "select", options=unit_options(teams, lang)), field("department", _("部门"), values["department"], "select", options=unit_options(departments, lang)),
        field("branch", _("网点"), values["branch"], suggestions=branches, hint=_("输入名称或编码选择")), field("superior", _("上级"), values["superior"], suggestions=superiors, hint=_("输入姓名或用户名选择")),
    ]  # fmt: skip
    work = [
        field("skills", _("技能"), values["skills"], hint=_("用逗号分开")),
        field("shift", _("班次"), values["shift"], maxlength=100, hint=_("如：早班 08:00-16:00")),
    ]
    if user is not None:
        address = reverse("web:staff_edit", kwargs={"user_id": user.pk})
        here = back(reverse("web:staff_detail", kwargs={"user_id": user.pk}), user.display_name)
    else:
        address, here = reverse("web:staff_new"), back(reverse("web:staff"), _("人员与授权"))
    return form_page(
        title=_("编辑人员") if user else _("新增人员"), back=here, form_url=address, submit=_("保存") if user else _("新增并生成一次性密码"), lines=lines,
        groups=[group(_("基本信息"), about), group(_("归属"), place), group(_("能力与班次"), work)],
    )  # fmt: skip
