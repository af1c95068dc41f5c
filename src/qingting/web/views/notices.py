"""The bell: what has happened for this person, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from qingting.infra import clock
from qingting.infra.notify.models import Notice
from qingting.infra.notify.reading import mark_read, notices_of
from qingting.web.words import format_time


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Showing the list reads it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = notices_of(actor.id or 0, 100)
    request.here = "notices"  # type: ignore[attr-defined]
    rows = [
        {"cells": [{"kind": "badge", "text": _("新"), "tone": "blue"} if n.read_at is None else {"kind": "text", "text": ""}, {"kind": "text", "text": notice_words(n), "sub": n.complaint_no, "url": _address(n)}, {"kind": "moment", "at": n.at}], "acts": []}
        for n in found
    ]  # fmt: skip
    mark_read(actor.id or 0, clock.now())
    return render(
        request, "table_page.html",
        {
            "title": _("通知"), "count_text": "", "lead": "", "back": None, "actions": [], "tabs": None, "filters": [], "query": None, "notices": [], "page": None, "watermark": None,
            "columns": [{"label": "", "fit": True}, {"label": _("内容"), "main": True}, {"label": _("时间"), "fit": True}], "rows": rows,
            "empty": {"title": _("还没有通知"), "text": _("分派给您的投诉、到期提醒、客户的回复都会出现在这里。"), "action": None},
        },
    )  # fmt: skip


def _address(n: Notice) -> str | None:
    return reverse("web:complaint", kwargs={"no": n.complaint_no}) if n.complaint_no else None


def _moment(text: Any) -> str:
    try:
        return format_time(datetime.fromisoformat(str(text)))
    except ValueError:
        return ""


def notice_words(n: Notice) -> str:
    """One sentence for one notice, in the reader's language."""
    p = n.params
    clocks = {
        "acknowledge": _("告知收到"),
        "first_reply": _("首次回复"),
        "plan": _("提供方案"),
        "resolve": _("结案"),
        "external": _("外部期限"),
    }
    clock_name = clocks.get(p.get("clock", ""), p.get("clock", ""))
    words = {
        "assigned": _("%(by)s 把投诉分派给您：%(title)s"), "mentioned": _("%(by)s 在备注里提到您：%(text)s"), "grave_complaint": _("%(grade)s 级投诉：%(title)s"),
        "clock_warned": _("「%(clock)s」将于 %(due)s 到期：%(title)s"), "clock_breached": _("「%(clock)s」已于 %(due)s 超时：%(title)s"), "promise_due": _("承诺即将到期（%(due)s）：%(text)s"),
        "promise_broken": _("承诺已逾期（%(due)s）：%(text)s"), "task": _("交给您的任务：%(text)s"), "task_due": _("任务即将到期（%(due)s）：%(text)s"), "task_late": _("任务已逾期（%(due)s）：%(text)s"),
        "task_done": _("任务已完成，请验收：%(text)s"), "task_returned": _("任务被退回：%(text)s（%(reason)s）"), "option_answered": _("客户答复了方案 %(option)s"), "confirmed": _("客户已确认解决"),
        "disputed": _("客户不认可处理结果：%(text)s"), "reopened": _("投诉重新打开：%(text)s"), "withdrawn": _("客户撤回了投诉"), "customer_wrote": _("客户补充：%(text)s"),
        "handover": _("%(from)s 的 %(count)s 件投诉移交给您"), "overdue_summary": _("系统停机期间有 %(count)s 个时限到期，请查看超时视图"),
    }  # fmt: skip
    values = {
        "by": "",
        "title": "",
        "text": "",
        "grade": "",
        "option": "",
        "from": "",
        "count": "",
        "reason": "",
        **p,
        "clock": clock_name,
        "due": _moment(p.get("due_at", "")),
    }
    template = words.get(n.kind, n.kind)
    return template % values if "%(" in template else template
