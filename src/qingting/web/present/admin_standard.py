"""The standard from every side: to read, its examples with their results, its clocks, its scripts, who may do what, which versions were in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.policy.checking import ExampleResult, check_examples
from qingting.policy.readable import readable
from qingting.policy.rules.promise import span_words
from qingting.policy.schema import Standard
from qingting.policy.schema.acts import ACTS
from qingting.web.present.admin_markdown import blocks_of, chapters_of
from qingting.web.present.admin_pages import badge, column, link, moment, row, table_page, text
from qingting.web.words import listed

if TYPE_CHECKING:
    from qingting.policy.models import PolicyVersion

ACTIVATE = "qingting policy activate policies/standard/2026-02 --reason …"


def tabs(current: str, version: str = "") -> list[dict[str, Any]]:
    names = {
        "standard": _("规范全文"), "standard_check": _("规则与示例"), "standard_clocks": _("办理时限"), "standard_scripts": _("话术"), "roles": _("角色权限"), "standard_versions": _("历次版本"),
    }  # fmt: skip
    return [
        {"label": label, "url": _address(name, "" if name == "standard_versions" else version), "current": name == current}
        for name, label in names.items()
    ]


def _address(name: str, version: str) -> str:
    return reverse(f"web:{name}") + (f"?{urlencode({'version': version})}" if version else "")


def editing_notice(may_edit: bool, old: str) -> list[dict[str, str]]:
    """How a new standard comes into force: on the server, where its files lie and are checked first."""
    notices = [{"text": _("您正在查看 %(version)s，它不是现行版本。") % {"version": old}, "tone": "orange"}] if old else []
    if may_edit:
        notices.append(
            {"text": _("规范是一组文件。改好并放到新的版本文件夹后，在服务器上运行：%(command)s") % {"command": ACTIVATE}, "tone": ""}
        )
    return notices


def text_page(standard: Standard, lang: str, *, notices: Sequence[dict[str, str]], old: str) -> dict[str, Any]:
    blocks = standard.remembered(("web.blocks", lang), lambda: blocks_of(readable(standard, lang)))
    lead = _("自 %(day)s 起施行。每一件投诉都按登记时的版本办理。") % {"day": standard.effective_from.isoformat()}
    return {
        "title": f"{standard.title.pick(lang)} {standard.version}",
        "lead": lead,
        "tabs": tabs("standard", old),
        "actions": [],
        "notices": list(notices),
        "chapters": chapters_of(blocks),
        "blocks": blocks,
    }


def results_of(standard: Standard) -> list[ExampleResult]:
    found: list[ExampleResult] = standard.remembered("examples", lambda: check_examples(standard))
    return found


def check_page(standard: Standard, *, file: str, notices: Sequence[dict[str, str]], old: str) -> dict[str, Any]:
    results = results_of(standard)
    failed = sum(not result.passed for result in results)
    names = {"grades": _("定级"), "routing": _("分派"), "clocks": _("办理时限"), "guards": _("关口"), "roles": _("权限")}
    shown = [result for result in results if not file or result.file == file]
    rows = [
        row([
            text(names.get(r.file, r.file)), text(r.rule, _("示例 %(n)s") % {"n": r.number}), text(r.clause), text(r.given), text(r.expected),
            badge(_("成立"), "green") if r.passed else badge(_("不成立：%(got)s") % {"got": r.got}, "red"),
        ])
        for r in shown
    ]  # fmt: skip
    told = {"text": _("%(n)s 个示例全部成立。") % {"n": len(results)}, "tone": ""}
    if failed:
        told = {"text": _("%(n)s 个示例中有 %(failed)s 个不成立。") % {"n": len(results), "failed": failed}, "tone": "red"}
    return table_page(
        title=_("规则与示例"), lead=_("每条规则都带示例；示例不成立的规范不能启用。"), count_text=str(len(shown)), tabs=tabs("standard_check", old), notices=[*notices, told],
        filters_url=_address("standard_check", old), filters=[{"name": "file", "label": _("类别"), "value": file, "options": [{"value": code, "label": name} for code, name in names.items()]}],
        columns=[column(_("类别")), column(_("规则")), column(_("条款"), fit=True), column(_("给定")), column(_("应为")), column(_("结果"), fit=True)], rows=rows,
        empty={"title": _("没有示例"), "text": "", "action": None},
    )  # fmt: skip


def clocks_page(standard: Standard, lang: str, *, notices: Sequence[dict[str, str]], old: str) -> dict[str, Any]:
    grades = standard.grades_by_rank
    kinds = {kind.code: kind.name.pick(lang) for kind in standard.kinds}
    rows = []
    for clock in standard.clocks:
        limits = []
        for grade in grades:
            limit = clock.limits.get(grade.code)
            warned = listed(span_words(span).pick(lang) for span in limit.warn_before) if limit else ""
            limits.append(
                text(span_words(limit.span).pick(lang) if limit else "—", _("提前 %(span)s 提醒") % {"span": warned} if warned else "")
            )
        rows.append(row([text(clock.clause), text(clock.title.pick(lang), listed(kinds.get(kind, kind) for kind in clock.kinds)), *limits]))
    return table_page(
        title=_("办理时限"), lead=_("按级别规定每一步最迟什么时候完成。"), tabs=tabs("standard_clocks", old), notices=list(notices),
        columns=[column(_("条款"), fit=True), column(_("时限"), main=True), *(column(f"{grade.code} {grade.name.pick(lang)}") for grade in grades)], rows=rows,
        empty={"title": _("没有时限"), "text": "", "action": None},
    )  # fmt: skip


def scripts_page(standard: Standard, lang: str, *, step: str, notices: Sequence[dict[str, str]], old: str) -> dict[str, Any]:
    steps = {each.code: each for each in standard.steps}
    names = {category.code: category.name.pick(lang) for category in standard.categories}
    rows = [
        row(
            [
                text(steps[s.step].name.pick(lang) if s.step in steps else s.step, steps[s.step].clause if s.step in steps else ""),
                text(s.title.pick(lang), s.text.pick(lang)),
                text(listed(names.get(c, c) for c in s.categories) or _("全部")),
            ]
        )
        for s in standard.scripts
        if not step or s.step == step
    ]
    if not step:
        rows += [
            row([badge(_("禁语"), "red"), text(listed(b.words), b.instead.pick(lang)), text(b.why.pick(lang))]) for b in standard.banned
        ]
    return table_page(
        title=_("话术"), lead=_("话术只有四个变量：客户姓名、经办人、编号、期限。"), count_text=str(len(rows)), tabs=tabs("standard_scripts", old), notices=list(notices), filters_url=_address("standard_scripts", old),
        filters=[{"name": "step", "label": _("步骤"), "value": step, "options": [{"value": code, "label": each.name.pick(lang)} for code, each in steps.items()]}],
        columns=[column(_("步骤"), fit=True), column(_("内容"), main=True), column(_("适用分类"))], rows=rows, empty={"title": _("没有话术"), "text": "", "action": None},
    )  # fmt: skip


def roles_page(standard: Standard, lang: str, *, notices: Sequence[dict[str, str]], old: str) -> dict[str, Any]:
    rows = [
        row([text(name.pick(lang)), *({"kind": "yes", "value": act in role.acts} for role in standard.roles)]) for act, name in ACTS.items()
    ]
    scopes = {
        "own": _("本人的"),
        "team": _("本组的"),
        "department": _("本部门的"),
        "tasks": _("分给本人的"),
        "all": _("全部"),
        "none": _("无"),
    }
    scope_row = row([text(_("看到的投诉")), *(text(scopes[role.scope]) for role in standard.roles)])
    return table_page(
        title=_("角色权限"), lead=_("来自现行处理规范，只能随规范修改。"), tabs=tabs("roles", old), notices=list(notices),
        columns=[column(_("操作"), main=True), *(column(f"{role.name.pick(lang)} {role.clause}") for role in standard.roles)], rows=[scope_row, *rows], empty={"title": "", "text": "", "action": None},
    )  # fmt: skip


def versions_page(versions: Sequence[PolicyVersion], names: Mapping[int, str], *, current: str, may_edit: bool) -> dict[str, Any]:
    base = reverse("web:standard")
    rows = []
    for v in versions:
        state = badge(_("现行"), "green") if v.version == current else badge(_("历史"))
        who = names.get(v.activated_by_id or 0, "") or _("系统")
        rows.append(
            row(
                [text(v.version, v.digest[:12], f"{base}?version={v.version}"), state, moment(v.activated_at), text(who), text(v.reason)],
                [link(_("查看"), f"{base}?version={v.version}", "eye")],
            )
        )
    return table_page(
        title=_("规范版本"), lead=_("投诉按登记时的版本办理，旧版本一直保留。"), count_text=str(len(rows)), tabs=tabs("standard_versions"), notices=editing_notice(may_edit, ""),
        columns=[column(_("版本"), main=True), column(_("状态"), fit=True), column(_("启用时间")), column(_("启用人")), column(_("原因"))], rows=rows, empty={"title": _("没有版本"), "text": "", "action": None},
    )  # fmt: skip
