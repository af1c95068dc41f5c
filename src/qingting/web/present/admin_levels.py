"""Levels and leave as pages and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.kernel.money import format_fen
from qingting.people.queries.roster import Roster
from qingting.policy.schema import Standard
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import badge, column, detail_page, fact, link, numbered_pager, row, table_page, table_section, text
from qingting.web.present.admin_person import grant_state
from qingting.web.present.admin_staff import role_options, unit_name, unit_options
from qingting.web.words import person_view

if TYPE_CHECKING:
    from qingting.people.models import LevelGrant, User


def level_words(standard: Standard, lang: str) -> list[tuple[str, str]]:
    """Code and what it allows, in one line."""
    return [
        (one.code, f"{one.name.pick(lang)} · {' '.join(one.may_own)} · {format_fen(one.compensation_limit_fen, lang=lang)}")
        for one in standard.levels
    ]


def level_list(
    people: Sequence[User],
    total: int,
    wanted: Roster,
    held: Mapping[int, str],
    *,
    standard: Standard,
    lang: str,
    teams: Sequence[Any],
    ending: int,
) -> dict[str, Any]:
    roles = {role.code: role.name.pick(lang) for role in standard.roles}
    rows = [
        row(
            [
                {"kind": "person", "person": person_view(p.pk, p.display_name), "url": reverse("web:level_of", kwargs={"user_id": p.pk}), "sub": p.username}, text(roles.get(p.role, p.role)),
                text(unit_name(p.team, lang)), badge(held[p.pk], "blue") if p.pk in held else text(_("没有")),
            ],
            [link(_("授予"), reverse("web:level_grant", kwargs={"user_id": p.pk}), "certificate")],
        )
        for p in people
    ]  # fmt: skip
    kept = {"q": wanted.q, "role": wanted.role, "team": wanted.team}
    base = reverse("web:levels")
    return table_page(
        title=_("授权一览"), count_text=str(total), lead=_("处理规范以等级规定一个人可以承接哪些级别的投诉、最多答应多少赔付；等级有期限，到期自动失效。"), filters_url=base, query=wanted.q, search_label=_("搜索姓名、用户名"),
        filters=[
            {"name": "role", "label": _("角色"), "value": wanted.role, "options": role_options(standard, lang)}, {"name": "team", "label": _("班组"), "value": wanted.team, "options": unit_options(teams, lang)},
        ],
        columns=[column(_("姓名"), main=True), column(_("角色")), column(_("班组")), column(_("现有等级"), fit=True)], rows=rows,
        page=numbered_pager("web:levels", kept, page=wanted.page, size=wanted.size, total=total, shown=len(rows)),
        notices=[{"text": _("有 %(n)s 项授权将在 30 天内到期") % {"n": ending}, "tone": "orange"}] if ending else [],
        empty={"title": _("没有符合条件的人员"), "text": _("试试换一个名字，或清除筛选。"), "action": {"label": _("清除筛选"), "url": base}},
    )  # fmt: skip


def level_person(
    user: User, grants: Sequence[LevelGrant], names: Mapping[int, str], *, standard: Standard, lang: str, today: date, own: bool
) -> dict[str, Any]:
    here = {"user_id": user.pk}
    rows = []
    for g in grants:
        acts = (
            [link(_("结束"), reverse("web:level_end", kwargs={**here, "grant_id": g.pk}))]
            if not own and (g.ends is None or g.ends >= today)
            else []
        )
        until = text(g.ends.isoformat() if g.ends else _("直到结束为止"))
        rows.append(
            row(
                [
                    badge(g.level, "blue"),
                    text(g.starts.isoformat()),
                    until,
                    grant_state(g, today),
                    text(g.reason),
                    text(names.get(g.granted_by_id or 0, "")),
                ],
                acts,
            )
        )
    grant = link(_("授予等级"), reverse("web:level_grant", kwargs=here), "certificate", primary=True)
    if own:
        grant = {**grant, "disabled_reason": _("不能给自己授予等级")}
    role = next((r.name.pick(lang) for r in standard.roles if r.code == user.role), user.role)
    gates = [
        fact(
            one.name.pick(lang),
            text(one.gate.pick(lang), f"{' '.join(one.may_own)} · {format_fen(one.compensation_limit_fen, lang=lang)} · {one.clause}"),
        )
        for one in standard.levels
    ]
    columns = [column(_("等级")), column(_("自")), column(_("至")), column(_("状态")), column(_("理由")), column(_("授予人"))]
    return detail_page(
        title=user.display_name, person=person_view(user.pk, user.display_name), back=back(reverse("web:levels"), _("授权一览")), actions=[grant],
        facts=[fact(_("角色"), text(role)), fact(_("班组"), text(unit_name(user.team, lang))), fact(_("部门"), text(unit_name(user.department, lang)))],
        sections=[table_section(_("能力等级"), columns, rows, empty=_("还没有授予过等级。")), {"title": _("授予条件"), "kind": "facts", "facts": gates, "actions": []}],
    )  # fmt: skip


def grant_form(
    user: User, values: Mapping[str, str], *, standard: Standard, lang: str, lines: Sequence[dict[str, str]], home: dict[str, str]
) -> dict[str, Any]:
    fields = [
        field("level", _("等级"), values["level"], "select", required=True, options=options(level_words(standard, lang)), hint=_("名称 · 可承接的投诉级别 · 赔付限额"), full=True),
        field("starts", _("自"), values["starts"], "date", required=True), field("ends", _("至（含当日）"), values["ends"], "date", hint=_("不填：直到结束为止")),
        field("reason", _("理由"), values["reason"], required=True, maxlength=300, full=True, hint=_("写明通过了哪些测评")),
    ]  # fmt: skip
    return form_page(
        title=_("给 %(name)s 授予等级") % {"name": user.display_name}, back=home, form_url=reverse("web:level_grant", kwargs={"user_id": user.pk}), submit=_("授予"), groups=[group("", fields)], lines=lines,
    )  # fmt: skip


def end_form(
    user: User, grant: LevelGrant, values: Mapping[str, str], *, lines: Sequence[dict[str, str]], home: dict[str, str]
) -> dict[str, Any]:
    return form_page(
        title=_("结束 %(name)s 的 %(level)s") % {"name": user.display_name, "level": grant.level}, back=home, form_url=reverse("web:level_end", kwargs={"user_id": user.pk, "grant_id": grant.pk}),
        submit=_("结束授权"), lead=_("从今天起不再有效；已经承接的投诉不受影响。"), groups=[group("", [field("reason", _("理由"), values["reason"], required=True, maxlength=300, full=True)])], lines=lines,
    )  # fmt: skip


def leave_form(user: User, values: Mapping[str, str], *, lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    fields = [
        field("starts", _("开始"), values["starts"], "datetime-local", required=True), field("ends", _("返岗"), values["ends"], "datetime-local", required=True),
        field("reason", _("原因（选填）"), values["reason"], maxlength=200, full=True),
    ]  # fmt: skip
    return form_page(
        title=_("登记 %(name)s 的休假") % {"name": user.display_name}, back=back(reverse("web:staff_detail", kwargs={"user_id": user.pk}), user.display_name),
        form_url=reverse("web:leave_add", kwargs={"user_id": user.pk}), submit=_("登记"), lead=_("休假会显示在名单和此人的页面上，并提醒移交未办结的工作。"), groups=[group("", fields)], lines=lines,
    )  # fmt: skip
