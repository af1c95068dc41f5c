"""One member of staff: who they are, what they may own, when they are away, what they hold open, what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.reading import Past
from qingting.policy.schema import Standard
from qingting.web.present.admin_forms import back
from qingting.web.present.admin_pages import badge, badges, column, detail_page, fact, link, moment, post, row, said, table_section, text
from qingting.web.present.admin_staff import state_cell, unit_name
from qingting.web.words import listed, person_view
from qingting.workflows.deactivate_person import OpenWork

if TYPE_CHECKING:
    from qingting.people.models import ApiToken, Leave, LevelGrant, User


def person_page(
    user: User, *, standard: Standard, lang: str, today: date, level: str | None, away: bool, grants: Sequence[LevelGrant], leave: Sequence[Leave], tokens: Sequence[ApiToken], work: OpenWork,
    names: Mapping[int, str], history: Sequence[Past], may_grant: bool, own: bool, reports: int, leads: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    role = next((r.name.pick(lang) for r in standard.roles if r.code == user.role), user.role)
    here = {"user_id": user.pk}
    actions = [link(_("编辑"), reverse("web:staff_edit", kwargs=here), "pencil", primary=True)]
    if user.is_active:
        if not own:
            actions.append(
                post(
                    _("重置密码"),
                    reverse("web:staff_password", kwargs=here),
                    "key",
                    confirm=_("将生成新的一次性密码，原密码和已登录的设备立即失效。确定？"),
                )
            )
        actions.append(link(_("移交工作"), f"{reverse('web:handover')}?from={user.username}", "arrows-exchange"))
        stop = link(_("停用"), reverse("web:staff_deactivate", kwargs=here), "ban", danger=True)
        actions.append({**stop, "disabled_reason": _("不能停用自己的账户")} if own else stop)
    else:
        actions.append(
            post(_("重新启用"), reverse("web:staff_activate", kwargs=here), "user-check", confirm=_("此人将可以重新登录。确定？"))
        )
    state = state_cell(user.is_active, away)
    shown = [(state["text"], state["tone"]), *([(level, "blue")] if level else [])]
    facts = [
        fact(_("用户名"), text(user.username)), fact(_("角色"), text(role)), fact(_("能力等级"), badge(level, "blue") if level else text(_("没有有效的等级"))), fact(_("邮箱"), text(user.email)),
        fact(_("电话"), text(user.phone)), fact(_("班组"), text(unit_name(user.team, lang))), fact(_("部门"), text(unit_name(user.department, lang))), fact(_("网点"), text(unit_name(user.branch, lang))),
        fact(_("上级"), text(user.superior.display_name if user.superior else "")), fact(_("技能"), badges([(skill, "") for skill in user.skills])), fact(_("班次"), text(str(user.shift.get("text", "")))),
        fact(_("下级"), text(_("%(n)s 人") % {"n": reports})), fact(_("带领班组"), text(listed(leads))), fact(_("建立时间"), moment(user.created_at)),
    ]  # fmt: skip
    notices = []
    if user.must_change_password and user.is_active:
        notices.append({"text": _("此人还没有修改一次性密码。"), "tone": ""})
    if away and not work.none:
        notices.append({"text": _("此人正在休假，名下还有未办结的工作，请考虑移交。"), "tone": "orange"})
    if user.superior is not None and not user.superior.is_active:
        notices.append({"text": _("此人的上级已停用，请改选一位。"), "tone": "orange"})
    sections = [
        _grants(grants, names, here, today, may_grant and not own),
        _leave(leave, here),
        _work(work, user),
        _tokens(tokens, here, user.is_active),
        _history(history),
    ]
    return detail_page(
        title=user.display_name, person=person_view(user.pk, user.display_name), badges=[{"text": word, "tone": tone} for word, tone in shown], back=back(reverse("web:staff"), _("人员与授权")), actions=actions,
        facts=facts, sections=sections, notices=notices,
    )  # fmt: skip


def grant_state(grant: LevelGrant, today: date) -> dict[str, Any]:
    if grant.ends is not None and grant.ends < today:
        return badge(_("已结束"))
    return badge(_("未开始"), "orange") if grant.starts > today else badge(_("有效"), "green")


def _grants(grants: Sequence[LevelGrant], names: Mapping[int, str], here: dict[str, int], today: date, may_grant: bool) -> dict[str, Any]:
    rows = []
    for g in grants:
        acts = []
        if may_grant and (g.ends is None or g.ends >= today):
            acts = [link(_("结束"), reverse("web:level_end", kwargs={**here, "grant_id": g.pk}))]
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
    columns = [column(_("等级")), column(_("自")), column(_("至")), column(_("状态")), column(_("理由")), column(_("授予人"))]
    actions = [link(_("授予等级"), reverse("web:level_grant", kwargs=here), "certificate")] if may_grant else []
    return table_section(_("能力等级"), columns, rows, actions=actions, empty=_("还没有授予过等级。"))


def _leave(leave: Sequence[Leave], here: dict[str, int]) -> dict[str, Any]:
    rows = [
        row(
            [moment(spell.starts), moment(spell.ends), text(spell.reason)],
            [post(_("删除"), reverse("web:leave_remove", kwargs={**here, "leave_id": spell.pk}), "trash", confirm=_("删除这段休假？"))],
        )
        for spell in leave
    ]
    columns = [column(_("开始")), column(_("返岗")), column(_("原因"))]
    return table_section(
        _("休假"),
        columns,
        rows,
        actions=[link(_("登记休假"), reverse("web:leave_add", kwargs=here), "calendar")],
        empty=_("没有登记近期的休假。"),
    )


def _work(work: OpenWork, user: User) -> dict[str, Any]:
    url = f"{reverse('web:queue')}?view=all&owner={user.pk}"
    facts = [
        fact(_("负责的投诉"), text(_("%(n)s 件") % {"n": len(work.complaints)}, url=url if work.complaints else None)), fact(_("有任务的投诉"), text(_("%(n)s 件") % {"n": len(work.tasks)})),
        fact(_("有承诺的投诉"), text(_("%(n)s 件") % {"n": len(work.promises)})),
    ]  # fmt: skip
    return {"title": _("未办结的工作"), "kind": "facts", "facts": facts, "actions": []}


def _tokens(tokens: Sequence[ApiToken], here: dict[str, int], active: bool) -> dict[str, Any]:
    rows = []
    for token in tokens:
        alive = token.revoked_at is None
        acts = (
            [
                post(
                    _("作废"),
                    reverse("web:token_revoke", kwargs={**here, "token_id": token.pk}),
                    "ban",
                    danger=True,
                    confirm=_("使用这个令牌的程序将立即无法访问。确定？"),
                )
            ]
            if alive
            else []
        )
        scopes = listed(token.scopes) if token.scopes else _("与角色相同")
        rows.append(
            row(
                [text(token.name), text(scopes), moment(token.created_at), badge(_("有效"), "green") if alive else badge(_("已作废"))], acts
            )
        )
    columns = [column(_("名称")), column(_("权限范围")), column(_("签发时间")), column(_("状态"))]
    actions = [link(_("签发令牌"), reverse("web:token_create", kwargs=here), "key")] if active else []
    return table_section(_("接口令牌"), columns, rows, actions=actions, empty=_("没有接口令牌。程序通过令牌以此人的身份访问接口。"))


def _history(history: Sequence[Past]) -> dict[str, Any]:
    items = [
        {"icon": "history", "text": _name(past), "sub": listed(filter(None, (past.actor_name, past.text or ""))), "at": past.at}
        for past in history
    ]
    return {"title": _("变更记录"), "kind": "list", "items": items, "empty": _("还没有变更。"), "actions": []}


def _name(past: Past) -> str:
    from qingting.web.words import current_lang

    known = EVENT_NAMES.get(past.name)
    name = known.pick(current_lang()) if known else past.name
    fields = past.data.get("fields")
    return said(name, listed(map(str, fields))) if fields else name


def secret_page(
    *, title: str, person: str, label: str, secret: str, explain: str, here: dict[str, Any], lang: str, at: datetime
) -> dict[str, Any]:
    """A password or token that is shown this once and kept nowhere."""
    return detail_page(
        title=title, back=here, facts_title=person, facts=[fact(label, text(secret)), fact(_("时间"), moment(at))],
        notices=[{"text": _("只显示这一次，离开本页后无法再查看。请现在抄下，用安全的方式交给本人。"), "tone": "orange"}, {"text": explain, "tone": ""}],
    )  # fmt: skip
