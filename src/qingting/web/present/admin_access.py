"""The forms for leaving, for work that moves, and for tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.policy.schema.acts import ACTS
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import said
from qingting.web.words import listed
from qingting.workflows.deactivate_person import OpenWork

if TYPE_CHECKING:
    from qingting.people.models import User

SHOWN = 12


def _some(numbers: Sequence[str]) -> str:
    more = _("等 %(n)s 件") % {"n": len(numbers)} if len(numbers) > SHOWN else ""
    return " ".join([*numbers[:SHOWN], more]).strip()


def work_notices(work: OpenWork) -> list[dict[str, str]]:
    """What is still open, by its kind, with the numbers."""
    kinds = ((_("负责的投诉"), work.complaints), (_("有未完成任务的投诉"), work.tasks), (_("有未了结承诺的投诉"), work.promises))
    return [{"text": said(label, f"{len(numbers)} · {_some(numbers)}"), "tone": "orange"} for label, numbers in kinds if numbers]


def deactivate_form(
    user: User,
    work: OpenWork,
    values: Mapping[str, str],
    *,
    lines: Sequence[dict[str, str]],
    people: Sequence[str],
    reports: int,
    leads: Sequence[str],
) -> dict[str, Any]:
    notices = work_notices(work) or [{"text": _("此人名下没有未办结的工作。"), "tone": ""}]
    if reports:
        notices.append({"text": _("有 %(n)s 位在用人员以此人为上级，停用后请为他们改选上级。") % {"n": reports}, "tone": "orange"})
    if leads:
        notices.append(
            {
                "text": _("此人带领：%(teams)s。停用后提醒改发给班组里的班组长，没有班组长时发给经理。") % {"teams": listed(leads)},
                "tone": "orange",
            }
        )
    fields = [field("reason", _("停用原因"), values["reason"], required=True, maxlength=300, full=True)]
    if not work.none:
        hint = _("投诉、任务和承诺全部移交；接手人在投诉里被点名的，改交班组长或经理。")
        fields.insert(0, field("to", _("接手人"), values["to"], required=True, suggestions=people, hint=hint, full=True))
    return form_page(
        title=_("停用 %(name)s") % {"name": user.display_name}, back=back(reverse("web:staff_detail", kwargs={"user_id": user.pk}), user.display_name),
        form_url=reverse("web:staff_deactivate", kwargs={"user_id": user.pk}), submit=_("停用") if work.none else _("移交并停用"), notices=notices, groups=[group("", fields)], lines=lines,
        lead=_("停用后不能登录，令牌作废，历史记录保留。随时可以重新启用。"),
    )  # fmt: skip


def token_form(
    user: User, name: str, scopes: Sequence[str], held: Sequence[str], *, lang: str, lines: Sequence[dict[str, str]]
) -> dict[str, Any]:
    choices = options((act, ACTS[act].pick(lang)) for act in held if act in ACTS)
    fields = [
        field("name", _("名称"), name, required=True, maxlength=80, hint=_("写明给哪个程序用，方便以后作废"), full=True),
        field("scopes", _("权限范围"), scopes, "checks", options=choices, hint=_("一项也不选：与此人的角色相同"), full=True),
    ]  # fmt: skip
    return form_page(
        title=_("签发令牌"), back=back(reverse("web:staff_detail", kwargs={"user_id": user.pk}), user.display_name), form_url=reverse("web:token_create", kwargs={"user_id": user.pk}), submit=_("签发"),
        groups=[group("", fields)], lines=lines, lead=_("程序用令牌以 %(name)s 的身份访问接口，做过的事都记在此人名下。") % {"name": user.display_name},
    )  # fmt: skip


def handover_form(
    values: Mapping[str, str], *, lines: Sequence[dict[str, str]], people: Sequence[str], work: OpenWork | None, home: dict[str, str]
) -> dict[str, Any]:
    fields = [
        field("from", _("移交人"), values["from"], required=True, suggestions=people, hint=_("输入姓名或用户名选择")), field("to", _("接手人"), values["to"], required=True, suggestions=people, hint=_("输入姓名或用户名选择")),
        field("reason", _("原因"), values["reason"], required=True, maxlength=300, full=True),
    ]  # fmt: skip
    notices: list[dict[str, str]] = []
    if work is not None:
        notices = work_notices(work) or [{"text": _("移交人名下没有未办结的工作。"), "tone": ""}]
    return form_page(
        title=_("工作移交"), back=home, form_url=reverse("web:handover"), submit=_("全部移交"), groups=[group("", fields)], lines=lines, notices=notices,
        lead=_("把一个人未办结的投诉、任务和承诺一次交给另一个人，每件都留下记录。"),
    )  # fmt: skip
