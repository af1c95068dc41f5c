"""The one polling request: counts, bell, presence, news of the open complaint. And the searches of the palette."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from qingting.complaints.actions.touch_presence import touch
from qingting.complaints.queries.access import NotFound, check_act, find_visible
from qingting.complaints.queries.newer import newer_for
from qingting.complaints.queries.presence import others
from qingting.complaints.queries.queue import QueryTooShort, QueueFilter, list_complaints
from qingting.infra import clock
from qingting.infra.notify.reading import unread_count
from qingting.kernel.errors import DomainError
from qingting.people.actions.preferences import set_language
from qingting.policy.queries import current_standard
from qingting.web.middleware import LANGUAGE_COOKIE
from qingting.web.shell import count_text, counts_for
from qingting.web.words import person_view


@require_GET
def poll(request: HttpRequest) -> HttpResponse:
    actor, now, standard = request.actor, clock.now(), current_standard()  # type: ignore[attr-defined]
    counts = [{"key": key, "text": count_text(n), "bad": key == "overdue" and n > 0} for key, n in counts_for(actor).items()]
    context = {"counts": counts, "shell": {"unread": unread_count(actor.id or 0)}, "presence": None, "newer": 0}
    no = request.GET.get("complaint", "")
    if no:
        try:
            complaint = find_visible(no, actor, standard)
        except NotFound:
            return render(request, "fragments/poll.html", context)
        touch(complaint.pk, actor, bool(request.GET.get("typing")), now)
        context["presence"] = [{**(person_view(p.user_id, p.name) or {}), "typing": p.typing} for p in others(complaint.pk, actor, now)]
        latest = request.GET.get("latest", "")
        if latest.isascii() and latest.isdigit() and len(latest) < 10:
            context["newer"] = len(newer_for(complaint.pk, int(latest), actor))
    return render(request, "fragments/poll.html", context)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Complaints for the palette: by number or by words, at most eight, inside the actor's scope."""
    actor, standard = request.actor, current_standard()  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    q = request.GET.get("q", "").strip()
    items = []
    if q:
        try:
            page = list_complaints(QueueFilter(q=q, sort="recent", size=8), actor=actor, now=clock.now(), standard=standard)
            items = [
                {"text": c.title, "hint": f"{c.no} · {c.customer_name}", "url": reverse("web:complaint", kwargs={"no": c.no})}
                for c in page.items
            ]
        except (QueryTooShort, DomainError):
            items = []
    return JsonResponse({"items": items})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """zh or en, kept with the person and in a cookie for pages before signing in."""
    lang = "en" if request.POST.get("language", "").startswith("en") else "zh"
    actor = getattr(request, "actor", None)
    if actor is not None:
        set_language(actor.id, lang)
    target = request.POST.get("next", "")
    safe = target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/") else reverse("web:home")
    response = HttpResponseRedirect(safe)
    response.set_cookie(LANGUAGE_COOKIE, lang, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response
