"""Export of exactly this view and these columns to Excel: masked, recorded, at most 50,000 rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qingting.complaints.actions.record_export import record_export
from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.queue import QueueFilter, list_complaints
from qingting.infra import clock
from qingting.infra.tables.writing_xlsx import write_xlsx
from qingting.people.queries.staff import names_of
from qingting.policy.queries import current_standard
from qingting.web.present.queue import names_for
from qingting.web.views.queue import _shown_columns, wanted_from
from qingting.web.words import format_time, listed

MOST_ROWS = 50_000


@require_POST
def queue_export(request: HttpRequest) -> HttpResponse:
    actor, lang = request.actor, request.lang  # type: ignore[attr-defined]
    now, standard = clock.now(), current_standard()
    check_act(actor, "export", standard)
    query = QueryDict(request.POST.get("query", "")[:2000])
    wanted = replace(wanted_from(query, actor), size=1000, cursor="")
    shown = _shown_columns(request)
    names = names_for(standard, lang)
    titles = [_("编号"), _("级别"), _("标题"), _("客户"), _("阶段"), _("时限"), _("登记时间")]
    optional = {"risk": _("风险"), "category": _("类别"), "channel": _("渠道"), "region": _("区域"), "owner": _("负责人")}
    columns = [*titles, *(title for key, title in optional.items() if key in shown)]
    counter = {"rows": 0}

    def rows() -> Iterator[list[Any]]:
        for c, owner in _all(wanted, actor, now, standard):
            counter["rows"] += 1
            extra = {
                "risk": listed(names["risk"].get(r, r) for r in c.risks), "category": names["category"].get(c.category, c.category_name), "channel": names["channel"].get(c.channel, c.channel),
                "region": c.region, "owner": owner,
            }  # fmt: skip
            plain = [
                c.no,
                c.grade,
                c.title,
                mask_name(c.customer_name),
                names["status"].get(c.status, c.status),
                format_time(c.next_due_at, "minute"),
                format_time(c.registered_at, "minute"),
            ]
            yield [*plain, *(extra[key] for key in optional if key in shown)]

    out = io.BytesIO()
    write_xlsx(out, columns, rows(), zone=ZoneInfo(standard.organisation_zone))
    record_export(view=wanted.view, rows=counter["rows"], columns=len(columns), query=query.urlencode(), actor=actor, now=now)
    response = HttpResponse(out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="complaints-{now:%Y%m%d-%H%M}.xlsx"'
    return response


def _all(wanted: QueueFilter, actor: Any, now: Any, standard: Any) -> Iterator[tuple[Any, str]]:
    sent = 0
    cursor: str | None = ""
    while cursor is not None and sent < MOST_ROWS:
        page = list_complaints(replace(wanted, cursor=cursor), actor=actor, now=now, standard=standard)
        owners = names_of(c.owner_id for c in page.items)
        for c in page.items:
            yield c, owners.get(c.owner_id, "")
        sent += len(page.items)
        cursor = page.next if page.items else None


def mask_name(name: str) -> str:
    """The family name and stars: 冯女士 stays recognisable to a colleague, not to a finder of the file."""
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else name
