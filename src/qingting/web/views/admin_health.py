"""What `qingting doctor` checks, as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from qingting.infra import clock
from qingting.web.present.admin_pages import badge, column, moment, row, table_page, text
from qingting.web.views.admin_gate import gated, show
from qingting.workflows.check_health import check_health


@gated("administer", "health")
def health(request: HttpRequest) -> HttpResponse:
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    findings = check_health(now)
    wrong = sum(not finding.ok for finding in findings)
    rows = [
        row(
            [
                badge(_("正常"), "green") if f.ok else badge(_("需要处理"), "red"),
                text(f.title.pick(lang), f.name),
                text(f.detail.pick(lang)),
                moment(now),
            ]
        )
        for f in findings
    ]
    told = {"text": _("%(n)s 项需要处理。") % {"n": wrong}, "tone": "red"} if wrong else {"text": _("全部正常。"), "tone": ""}
    context = table_page(
        title=_("系统检查"), lead=_("账本和附件在本页只抽查最近的部分；在服务器上运行 qingting doctor 检查全部。"), notices=[told],
        columns=[column(_("结果"), fit=True), column(_("项目"), fit=True), column(_("说明"), main=True), column(_("检查时间"), fit=True)], rows=rows, empty={"title": "", "text": "", "action": None},
    )  # fmt: skip
    return show(request, "table_page.html", context)
