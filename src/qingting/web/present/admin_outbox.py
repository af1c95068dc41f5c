"""Messages to customers: where each stands, which channels are open, and what a person may decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.infra.notify.models import Outbox
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import (
    badge,
    column,
    detail_page,
    fact,
    keyset_pager,
    link,
    mask_email,
    moment,
    post,
    row,
    table_page,
    text,
)
from qingting.web.words import listed

STATES = ("queued", "sent", "failed", "in_doubt")
VARIABLE_OF = {"email": "QINGTING_SMTP_URL", "gateway": "QINGTING_GATEWAY_URL"}
SHOWN = 80


def state_names() -> dict[str, tuple[str, str]]:
    return {"queued": (_("排队"), "blue"), "sent": (_("已发出"), "green"), "failed": (_("失败"), "red"), "in_doubt": (_("存疑"), "orange")}


def channel_names() -> dict[str, str]:
    return {"portal": _("客户门户"), "email": _("邮件"), "gateway": _("短信或企业微信网关")}


def state_cell(state: str) -> dict[str, Any]:
    return badge(*state_names().get(state, (state, "")))


def masked(recipient: str) -> str:
    if "@" in recipient:
        return mask_email(recipient)
    return f"{recipient[:3]}****{recipient[-2:]}" if len(recipient) > 6 else recipient and "****"


def channel_notices(on: Mapping[str, bool], waiting: int) -> list[dict[str, str]]:
    """Said plainly: what is on, and which variable turns on what is off."""
    names = channel_names()
    ready = [names["portal"], *(names[code] for code in VARIABLE_OF if on[code])]
    notices = [{"text": _("已开通：%(channels)s。") % {"channels": listed(ready)}, "tone": ""}]
    for code, variable in VARIABLE_OF.items():
        if not on[code]:
            notices.append(
                {
                    "text": _("%(channel)s没有开通，消息会一直排队。开通方法：设置环境变量 %(variable)s 后重启。")
                    % {"channel": names[code], "variable": variable},
                    "tone": "orange" if waiting else "",
                }
            )
    return notices


def outbox_list(
    messages: Sequence[Outbox],
    *,
    numbers: Mapping[int, str],
    state: str,
    channel: str,
    more: bool,
    start: int,
    counts: Mapping[str, int],
    on: Mapping[str, bool],
) -> dict[str, Any]:
    channels, states = channel_names(), state_names()
    rows = []
    for m in messages:
        address = reverse("web:outbox_message", kwargs={"message_id": m.pk})
        no = numbers.get(m.complaint_id or 0, "")
        first = (m.subject or m.text).strip().split("\n")[0][:SHOWN]
        rows.append(
            row(
                [
                    state_cell(m.state), text(channels.get(m.channel, m.channel), masked(m.recipient)), text(first, m.error, address),
                    text(no, url=reverse("web:complaint", kwargs={"no": no}) if no else None), moment(m.created_at), moment(m.sent_at),
                ],
                acts_for(m)[:1],
            )
        )  # fmt: skip
    base = reverse("web:outbox")
    kept = {"state": state, "channel": channel}
    tabs = [{"label": _("全部"), "url": base, "current": not state}]
    tabs += [
        {
            "label": states[each][0],
            "url": f"{base}?state={each}",
            "current": each == state,
            "count": counts.get(each, 0) if each != "sent" else None,
        }
        for each in STATES
    ]
    total = str(sum(counts.values()) if not state else counts.get(state, 0)) if not channel else f"{len(rows)}+" if more else str(len(rows))
    return table_page(
        title=_("消息发送"), lead=_("每条消息最多发出一次；发送中断、不知道对方是否收到的记为存疑，由人决定。"), tabs=tabs, notices=channel_notices(on, counts.get("queued", 0)),
        filters_url=f"{base}?state={state}" if state else base, filters=[{"name": "channel", "label": _("渠道"), "value": channel, "options": options(channels.items())}],
        columns=[column(_("状态"), fit=True), column(_("渠道")), column(_("内容"), main=True), column(_("投诉"), fit=True), column(_("写入"), fit=True), column(_("发出"), fit=True)], rows=rows,
        page=keyset_pager("web:outbox", kept, more=more, last=messages[-1].pk if messages else "", shown=len(rows), start=start, total_text=total),
        empty={"title": _("没有消息"), "text": _("写给客户的告知、回复和进展会出现在这里。"), "action": None},
    )  # fmt: skip


def acts_for(message: Outbox) -> list[dict[str, Any]]:
    address = reverse("web:outbox_decide", kwargs={"message_id": message.pk})
    if message.state == "failed":
        return [post(_("重新发送"), f"{address}?decision=retry", "refresh")]
    if message.state == "in_doubt":
        return [link(_("决定"), reverse("web:outbox_message", kwargs={"message_id": message.pk}), "gavel")]
    return []


def message_page(message: Outbox, no: str) -> dict[str, Any]:
    facts = [
        fact(_("状态"), state_cell(message.state)), fact(_("渠道"), text(channel_names().get(message.channel, message.channel))), fact(_("收件人"), text(masked(message.recipient))),
        fact(_("投诉"), text(no, url=reverse("web:complaint", kwargs={"no": no}) if no else None)), fact(_("起因"), text(f"{message.cause_type} {message.cause_id}")), fact(_("写入"), moment(message.created_at)),
        fact(_("发出"), moment(message.sent_at)), fact(_("尝试次数"), text(str(message.attempts))), fact(_("下次尝试"), moment(message.next_try_at)), fact(_("错误"), text(message.error)),
    ]  # fmt: skip
    return detail_page(
        title=message.subject or _("消息"), back=back(reverse("web:outbox"), _("消息发送")), facts=facts, actions=acts_for(message) if message.state == "failed" else [],
        sections=[{"title": _("内容"), "kind": "text", "text": message.text, "actions": []}],
    )  # fmt: skip


def decide_form(message: Outbox, values: Mapping[str, str], lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    choices = options([("resend", _("再发一次（对方可能收到两遍）")), ("mark_sent", _("视为已发出"))])
    fields = [
        field("decision", _("决定"), values["decision"], "radio", required=True, options=choices, full=True),
        field("reason", _("依据"), values["reason"], required=True, maxlength=300, full=True, hint=_("例如：已电话向客户确认没有收到")),
    ]  # fmt: skip
    return form_page(
        title=_("这条消息存疑，由您决定"), back=back(reverse("web:outbox"), _("消息发送")), form_url=reverse("web:outbox_decide", kwargs={"message_id": message.pk}), submit=_("确定"), groups=[group("", fields)],
        lines=lines, notices=[{"text": message.error or _("发送时中断，不知道对方是否收到。"), "tone": "orange"}, {"text": f"{masked(message.recipient)}：{message.text[:500]}", "tone": ""}],
        lead=_("先核实对方是否收到，再选一种。决定会记入投诉的记录。"),
    )  # fmt: skip
