"""Drafts on the server: a reply and a note of a complaint, apart, and a registration."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from qingting.complaints.actions.save_draft import save_draft
from qingting.complaints.queries.access import check_act, find_visible
from qingting.complaints.queries.drafts import REGISTER, purpose_of
from qingting.infra import clock
from qingting.policy.queries import current_standard
from qingting.web.local_time import zone

KINDS = {"reply": "respond", "note": "note"}
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "request_key", "seen"})


@require_POST
def draft(request: HttpRequest, no: str, kind: str) -> HttpResponse:
    """Keep what is being written; the writer's own, seen by nobody else."""
    standard, actor, now = current_standard(), request.actor, clock.now()  # type: ignore[attr-defined]
    if kind not in KINDS:
        raise Http404
    check_act(actor, KINDS[kind], standard)
    record = find_visible(no.upper(), actor, standard)
    save_draft(actor=actor, purpose=purpose_of(kind, record.pk), content={"text": request.POST.get("text", "")}, now=now)
    return JsonResponse({"saved_at": now.astimezone(zone()).strftime("%H:%M")})


@require_POST
def register_draft(request: HttpRequest) -> HttpResponse:
    """Keep the whole form of a registration."""
    standard, actor, now = current_standard(), request.actor, clock.now()  # type: ignore[attr-defined]
    check_act(actor, "register", standard)
    content = {name: list(values) for name, values in list(request.POST.lists())[:100] if name not in _NOT_KEPT and any(values)}
    save_draft(actor=actor, purpose=REGISTER, content=content, now=now)
    return JsonResponse({"saved_at": now.astimezone(zone()).strftime("%H:%M")})
