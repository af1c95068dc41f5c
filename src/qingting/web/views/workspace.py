"""One complaint: its page, the parts that are read when first shown, the checklist."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from qingting.complaints.actions.mark_seen import mark_seen
from qingting.complaints.queries.access import acts_for, check_act, find_visible
from qingting.handling.commands import Tick
from qingting.handling.queries.open_work import ticked
from qingting.infra import clock
from qingting.infra.ledger.recent import recent_of
from qingting.kernel.bilingual import Bi
from qingting.policy.queries import current_standard, standard_of
from qingting.policy.rules.checklists import checklist_for
from qingting.web.addresses import complaint_url, file_url, part_url
from qingting.web.case_facts import PAGE, gather
from qingting.web.flash import take_toasts
from qingting.web.present.case_parts import PARTS, Part
from qingting.web.present.naming import event_names, short_time
from qingting.web.present.rail import checklist_rows
from qingting.web.present.timeline import SHOWN, timeline_view
from qingting.web.present.workspace import rail_view, workspace_view
from qingting.web.receipt_flash import take_receipt
from qingting.web.views.neighbours import list_query, own_query, place_of
from qingting.workflows.acts import do_act

RAIL = {
    "clocks": "fragments/clocks.html",
    "promises": "fragments/promises.html",
    "checklist": "fragments/checklist.html",
    "tasks": "fragments/tasks.html",
}


@require_GET
def complaint(request: HttpRequest, no: str) -> HttpResponse:
    """The whole page. What is shown counts as seen."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    record = find_visible(no.upper(), actor, standard)
    facts = gather(record, actor=actor, now=now, standard=standard, lang=lang)
    place = place_of(record.no, list_query(request), actor=actor, now=now, standard=standard, lang=lang)
    if facts.latest > (facts.seen or 0):
        mark_seen(record.pk, actor, facts.latest)
    toasts = take_toasts(request)
    context = workspace_view(facts, place, notices=take_receipt(request, record, now, lang, toasts))
    context |= {"toasts": toasts, "watermark": f"{actor.name} · {short_time(now, lang)}"}
    return render(request, "workspace.html", context)


@require_GET
def part(request: HttpRequest, no: str, part: str) -> HttpResponse:
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    record = find_visible(no.upper(), actor, standard)
    if part == "timeline":
        return _timeline(request, record, lang)
    if part in RAIL:
        facts = gather(record, actor=actor, now=now, standard=standard, lang=lang)
        return render(request, RAIL[part], {"c": {"no": record.no}, **rail_view(facts, own_query(list_query(request)))})
    if part not in PARTS:
        raise Http404
    template, make = PARTS[part]
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    context = make(Part(record, actor, now, standard, lang, own_query(list_query(request)), search))
    return render(request, template, {"c": {"no": record.no}, **context})


def _timeline(request: HttpRequest, record: Any, lang: str) -> HttpResponse:
    """A part of the timeline alone: narrowed to one side, or what came before."""
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    before = request.GET.get("before", "")
    limit = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    events = recent_of(f"complaint:{record.pk}", before=limit, limit=PAGE, names=SHOWN[show][1])
    url = part_url(record.no, "timeline")
    view = timeline_view(
        events,
        names=event_names(standard_of(record.policy_version), lang),
        file_url=file_url,
        part_url=url,
        show=show,
        seen=None,
        actor_id=None,
        more=len(events) == PAGE,
    )
    return render(request, "fragments/timeline.html", {"c": {"no": record.no}, "timeline": view})


@require_POST
def check(request: HttpRequest, no: str, code: str) -> HttpResponse:
    """Tick an item, or take the tick back; answers the checklist."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "tick", standard)
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    record = find_visible(no.upper(), actor, standard)
    command = Tick(item=code[:60], done=code not in ticked(record.pk))
    case = do_act("tick", no=record.no, command=command, actor=actor, now=now, standard=standard)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(complaint_url(record.no))
    items = checklist_for(case.pinned, record.grade, record.category or None)
    off = None if "tick" in acts_for(case.record, actor, standard) else Bi("现在不能勾选", "Cannot be ticked now").pick(lang)
    rows, done = checklist_rows(items, ticked(record.pk), lang=lang, off=off)
    return render(request, "fragments/checklist.html", {"c": {"no": record.no}, "checklist": rows, "checklist_done": done})
