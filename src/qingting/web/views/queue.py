"""The queue: one view, filtered, in order of what is due; saved views, columns, export."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qingting.complaints.actions.save_view import delete_view, save_view
from qingting.complaints.queries.access import check_act, may_act
from qingting.complaints.queries.queue import Page, QueryTooShort, QueueFilter, list_complaints
from qingting.complaints.queries.regions import known_regions
from qingting.complaints.queries.saved_views import view_by_id
from qingting.complaints.queries.unread import unread_among
from qingting.complaints.queries.viewers import viewers_of
from qingting.infra import clock
from qingting.people.queries.staff import names_of, people_for
from qingting.policy.queries import current_standard
from qingting.sla.queries.clocks import due_lengths
from qingting.web.present.queue import COLUMNS, SIZES, empty_view, filter_views, page_view, row_views, view_view

COLUMN_COOKIE = "qt_columns"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Everybody begins with the own queue; who cannot own complaints begins with all."""
    role = request.actor.role  # type: ignore[attr-defined]
    view = "mine" if role in ("agent", "specialist") else "all"
    return HttpResponseRedirect(f"{reverse('web:queue')}?view={view}")


def _is_number(text: str) -> bool:
    """Plain digits that fit an id; "²" is a digit too, but no number."""
    return text.isascii() and text.isdigit() and len(text) < 15


def wanted_from(params: Any, actor: Any) -> QueueFilter:
    """The filter in an address. Unknown names are ignored, unknown values find nothing."""

    def text(name: str) -> str:
        return str(params.get(name, "")).replace("\x00", "")[:200]

    size = int(text("size")) if _is_number(text("size")) and int(text("size")) in SIZES else 50
    owner = text("owner")
    return QueueFilter(
        view=text("view"), status=tuple(filter(None, text("status").split(",")))[:10], grade=tuple(filter(None, text("grade").split(",")))[:10],
        owner=actor.id if owner == "me" else int(owner) if _is_number(owner) else None, category=text("category"), channel=text("channel"), region=text("region"),
        kind=text("kind"), origin=text("origin"), risk=text("risk"), q=text("q"), sort="recent" if text("order") == "recent" or text("view") == "ended" else "due", size=size,
        cursor=text("cursor"),
    )  # fmt: skip


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    actor, lang = request.actor, request.lang  # type: ignore[attr-defined]
    standard, now = current_standard(), clock.now()
    check_act(actor, "view", standard)
    params = request.GET
    saved = view_by_id(int(params["saved"]), actor) if _is_number(params.get("saved", "")) else None
    wanted = wanted_from(params, actor)
    if not wanted.view and not wanted.q and "view" not in params:
        wanted = replace(wanted, view="all")
    short = ""
    try:
        page = list_complaints(wanted, actor=actor, now=now, standard=standard)
    except QueryTooShort as error:
        page, short = Page([], None, None, 0, True), error.message(lang)
    ids = [c.pk for c in page.items]
    back = quote(params.urlencode(), safe="")
    rows = row_views(
        page, standard=standard, lang=lang, now=now, owners=names_of(c.owner_id for c in page.items), lengths=due_lengths(ids), viewing=viewers_of(ids, actor, now),
        unread=unread_among(page.items, actor), back=back,
    )  # fmt: skip
    request.here = f"saved-{saved.pk}" if saved else wanted.view  # type: ignore[attr-defined]
    shown = _shown_columns(request)
    names = {"risk": _("风险"), "category": _("类别"), "channel": _("渠道"), "region": _("区域"), "owner": _("负责人")}
    filtered = any((wanted.q, wanted.status, wanted.grade, wanted.owner, wanted.category, wanted.channel, wanted.region, wanted.risk))
    context: dict[str, Any] = {
        "view": view_view(wanted.view, saved, lang, actor.id), "columns": [{"key": k, "label": names[k], "shown": k in shown} for k in COLUMNS],
        "page": page_view(page, params=params.dict(), size=wanted.size, shown=len(rows)), "rows": rows, "empty": empty_view(wanted.view, filtered, reverse("web:register"), short),
    }  # fmt: skip
    if request.headers.get("HX-Target") == "qt-rows":
        return render(request, "fragments/queue_rows.html", {**context, "partial": True})
    return render(request, "queue.html", context | _frame(request, wanted, standard, actor, lang))


def _frame(request: HttpRequest, wanted: QueueFilter, standard: Any, actor: Any, lang: str) -> dict[str, Any]:
    """What stands around the rows: filters, saving, bulk acts."""
    people = [(str(p.id), p.name) for p in people_for(actor, limit=100)]
    kept = [{"name": name, "value": request.GET[name]} for name in ("view", "size", "saved") if request.GET.get(name)]
    bulk = [
        {"act": "assign", "label": _("分派"), "icon": "user-plus", "dialog": True, "shortcut": "a"},
        {"act": "take", "label": _("归我处理"), "icon": "user", "dialog": False, "shortcut": ""},
        {"act": "note", "label": _("批量备注"), "icon": "note", "dialog": True, "shortcut": ""},
    ]
    may = {
        "assign": may_act(actor, "assign", standard),
        "take": may_act(actor, "accept", standard) and may_act(actor, "assign", standard),
        "note": may_act(actor, "note", standard),
    }
    return {
        "rows_url": reverse("web:queue"), "query": wanted.q, "kept": kept, "order": {"value": "recent" if wanted.sort == "recent" else "due", "options": [{"value": "due", "label": _("按到期")}, {"value": "recent", "label": _("按登记时间")}]},
        "filters": filter_views(wanted, standard=standard, lang=lang, regions=known_regions(), people=[("me", _("我")), *people], owner=request.GET.get("owner", "")),
        "save_url": reverse("web:view_save"), "columns_url": reverse("web:view_columns"), "export_url": reverse("web:queue_export") if may_act(actor, "export", standard) else None,
        "bulk": [b for b in bulk if may[str(b["act"])]], "bulk_url": reverse("web:bulk"), "bulk_form_url": reverse("web:bulk_form"), "print_url": reverse("web:print_many"),
    }  # fmt: skip


def _shown_columns(request: HttpRequest) -> set[str]:
    kept = request.COOKIES.get(COLUMN_COOKIE)
    return set(COLUMNS) if kept is None else {c for c in kept.split(".") if c in COLUMNS}


@require_POST
def view_columns(request: HttpRequest) -> HttpResponse:
    chosen = [c for c in request.POST.getlist("column") if c in COLUMNS]
    target = request.POST.get("next", "")
    response = HttpResponseRedirect(target if target.startswith("/queue") else reverse("web:queue"))
    response.set_cookie(COLUMN_COOKIE, ".".join(chosen), max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", current_standard())
    saved = save_view(
        name=request.POST.get("name", ""), query=request.POST.get("query", ""), shared=request.POST.get("shared") == "on", actor=actor
    )
    return HttpResponseRedirect(f"{reverse('web:queue')}?{saved.query}&saved={saved.pk}")


@require_POST
def view_delete(request: HttpRequest, view_id: int) -> HttpResponse:
    delete_view(view_id, actor=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("web:queue"))
