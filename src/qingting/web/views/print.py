"""投诉处理单: one complaint, or several one after the other, on A4."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.among import find_many
from qingting.infra import clock
from qingting.kernel.bilingual import Bi
from qingting.policy.queries import current_standard
from qingting.web.present.naming import full_time
from qingting.web.present.sheet import sheets_view

MOST = 50
_ORGANISATION = Bi("倾听 · 投诉处理", "Qingting · complaint handling")


@require_GET
def print_one(request: HttpRequest, no: str) -> HttpResponse:
    return _sheets(request, [no])


@require_GET
def print_many(request: HttpRequest) -> HttpResponse:
    """At most fifty sheets at once, in the order given."""
    return _sheets(request, request.GET.getlist("no")[:MOST])


def _sheets(request: HttpRequest, numbers: list[str]) -> HttpResponse:
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    records = find_many(numbers, actor, standard)
    context = {
        "sheets": sheets_view(records, lang),
        "organisation": _ORGANISATION.pick(lang),
        "printed_by": actor.name,
        "printed_at": full_time(now, lang),
    }
    return render(request, "print.html", context)
