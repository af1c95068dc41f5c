"""Teams, departments and branches: three lists with the same shape, and their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.kernel.bilingual import Bi
from qingting.people.queries.choosing import suggestion
from qingting.people.queries.organisation import UnitRow
from qingting.web.present.admin_forms import back, field, form_page, group
from qingting.web.present.admin_pages import column, link, number, numbered_pager, row, table_page, text
from qingting.web.present.admin_staff import unit_options

KINDS = ("team", "department", "branch")


def kind_names() -> dict[str, str]:
    return {"team": _("班组"), "department": _("部门"), "branch": _("网点")}


def unit_list(
    kind: str, units: Sequence[UnitRow], total: int, *, q: str, page: int, size: int, counts: Mapping[str, int], lang: str
) -> dict[str, Any]:
    names, base = kind_names(), reverse("web:organisation")
    rows = []
    for u in units:
        address = reverse("web:unit_edit", kwargs={"kind": kind, "unit_id": u.id})
        cells = [text(Bi(u.name, u.name_en or u.name).pick(lang), u.code, address), text(Bi(u.above, u.above_en).pick(lang))]
        if kind == "team":
            cells.append(text(u.lead))
        if kind == "branch":
            cells.append(text(u.region))
        rows.append(row([*cells, number(u.people)], [link(_("编辑"), address, "pencil")]))
    columns = [column(_("名称"), main=True), column(_("上级部门") if kind == "department" else _("部门"))]
    columns += [column(_("班组长"))] if kind == "team" else [column(_("区域"))] if kind == "branch" else []
    return table_page(
        title=_("组织"), lead=_("处理规范按班组编码分派，编码建立后不再修改。"),
        actions=[link(_("新增%(what)s") % {"what": names[kind]}, reverse("web:unit_new", kwargs={"kind": kind}), "plus", primary=True)],
        tabs=[{"label": names[each], "url": f"{base}?tab={each}", "current": each == kind, "count": counts[each]} for each in KINDS],
        filters_url=f"{base}?tab={kind}", query=q, search_label=_("搜索名称、编码"), columns=[*columns, column(_("在用人员"), align="right")], rows=rows,
        page=numbered_pager("web:organisation", {"tab": kind, "q": q}, page=page, size=size, total=total, shown=len(rows)),
        empty={"title": _("没有找到"), "text": _("换一个名称或编码试试，或新增一个。"), "action": {"label": _("新增%(what)s") % {"what": names[kind]}, "url": reverse("web:unit_new", kwargs={"kind": kind})}},
    )  # fmt: skip


def unit_values(kind: str, unit: Any) -> dict[str, str]:
    values = {"code": unit.code, "name": unit.name, "name_en": unit.name_en}
    if kind == "department":
        return values | {"parent": unit.parent.code if unit.parent else ""}
    values["department"] = unit.department.code if unit.department else ""
    if kind == "team":
        return values | {"lead": suggestion(unit.lead.display_name, unit.lead.username) if unit.lead else ""}
    return values | {"region": unit.region}


def unit_form(
    kind: str,
    values: Mapping[str, str],
    *,
    unit: Any,
    departments: Sequence[Any],
    people: Sequence[str],
    regions: Sequence[str],
    lang: str,
    lines: Sequence[dict[str, str]],
) -> dict[str, Any]:
    names = kind_names()
    code = field(
        "code", _("编码"), values.get("code", ""), required=True, maxlength=40, hint=_("字母、数字、点、横线、下划线；建立后不能修改")
    )
    if unit is not None:
        code = field("code", _("编码"), unit.code, disabled=True, hint=_("编码不能修改"))
    fields = [
        code,
        field("name", _("名称"), values.get("name", ""), required=True, maxlength=80),
        field("name_en", _("英文名称"), values.get("name_en", ""), maxlength=80),
    ]
    if kind == "department":
        others = [one for one in departments if unit is None or one.pk != unit.pk]
        fields.append(field("parent", _("上级部门"), values.get("parent", ""), "select", options=unit_options(others, lang)))
    else:
        fields.append(field("department", _("部门"), values.get("department", ""), "select", options=unit_options(departments, lang)))
    if kind == "team":
        fields.append(
            field("lead", _("班组长"), values.get("lead", ""), suggestions=people, hint=_("收到本班组的提醒；输入姓名或用户名选择"))
        )
    if kind == "branch":
        fields.append(field("region", _("区域"), values.get("region", ""), maxlength=40, suggestions=regions))
    here = {"kind": kind, "unit_id": unit.pk} if unit is not None else {"kind": kind}
    danger = None
    if unit is not None:
        words = {"what": names[kind], "name": unit.name}
        danger = {
            "label": _("删除%(what)s") % words, "url": reverse("web:unit_remove", kwargs=here), "confirm": _("删除%(what)s「%(name)s」？") % words,
            "text": _("只有没有人员、投诉、订单和规则用到时才能删除；否则会说明被谁用到。"),
        }  # fmt: skip
    title = _("编辑%(what)s") if unit is not None else _("新增%(what)s")
    return form_page(
        title=title % {"what": names[kind]}, back=back(f"{reverse('web:organisation')}?tab={kind}", _("组织")), form_url=reverse("web:unit_edit" if unit is not None else "web:unit_new", kwargs=here),
        submit=_("保存"), groups=[group("", fields)], lines=lines, danger=danger,
    )  # fmt: skip
