"""Registering a complaint: the page, what the words tell while they are typed, and taking it in."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from qingting.complaints.actions.attach_files import upload
from qingting.complaints.actions.save_draft import drop_draft
from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.attachments import uploads_of
from qingting.complaints.queries.drafts import REGISTER, drafts_of
from qingting.complaints.queries.finding import numbers_of
from qingting.customers.queries.profiles import find_by_contact
from qingting.infra import clock
from qingting.infra.files.kinds import LIMIT_BYTES
from qingting.infra.ratelimit.idempotency import claim_key, keep_result
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import new_secret
from qingting.kernel.phone import normalise_phone
from qingting.policy.queries import current_standard
from qingting.policy.rules.wording import judging_in
from qingting.web.addresses import complaint_url
from qingting.web.flash import take_toasts
from qingting.web.form_reading import FormRefused, last, refused_by
from qingting.web.local_time import local_value, zone
from qingting.web.present.naming import short_time
from qingting.web.present.register import hints_view, register_view
from qingting.web.receipt_flash import remember_registered
from qingting.web.register_form import FIELDS, field_of, read_registration
from qingting.web.shell import forget_counts
from qingting.workflows.register_complaint import register_complaint

_UNSIGNED = frozenset({"csrfmiddlewaretoken", "request_key", "seen"})


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "register", standard)
    if request.method == "POST":
        return _take_in(request, actor, standard)
    kept = drafts_of(actor, [REGISTER]).get(REGISTER)
    now = clock.now()
    typed: dict[str, list[str]] = {name: list(values) for name, values in kept.content.items() if isinstance(values, list)} if kept else {}
    typed.setdefault("received_at", [local_value(now)])
    given = {name: request.GET.getlist(name) for name in request.GET if name in FIELDS}
    typed |= given | _caller(request.GET.get("phone", ""))
    hints = hints_view(typed, actor=actor, now=now, standard=standard, lang=request.lang)  # type: ignore[attr-defined]
    return _page(request, typed, draft_at=kept.updated_at.astimezone(zone()).strftime("%H:%M") if kept else None, hints=hints)


def _caller(phone: str) -> dict[str, list[str]]:
    """A call's number, and the name where exactly one customer has it."""
    number = normalise_phone(phone.replace("\x00", "")[:60])
    if not number:
        return {}
    known = find_by_contact(phone=number)
    return {"customer_phone": [number], **({"customer_name": [known[0].name]} if len(known) == 1 and known[0].name else {})}


def _page(
    request: HttpRequest,
    typed: dict[str, list[str]],
    *,
    status: int = 200,
    draft_at: str | None = None,
    hints: Any = None,
    refused: FormRefused | None = None,
) -> HttpResponse:
    standard, actor, lang = current_standard(), request.actor, request.lang  # type: ignore[attr-defined]
    context = register_view(
        typed, standard=standard, lang=lang, request_key=last(typed, "request_key")[:60] or new_secret(), files=uploads_of(actor, typed.get("attachments", [])), draft_at=draft_at,
        hints=hints, errors=refused.fields if refused else None, problems=refused.problems if refused else (),
    )  # fmt: skip
    request.here = "register"  # type: ignore[attr-defined]
    watermark = f"{actor.name} · {short_time(clock.now(), lang)}"
    return render(request, "register.html", context | {"toasts": take_toasts(request), "watermark": watermark}, status=status)


def _take_in(request: HttpRequest, actor: Any, standard: Any) -> HttpResponse:
    """Registered and on to the complaint; or the page again with everything that was typed."""
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    typed = {name: list(values) for name, values in request.POST.lists()}
    try:
        if request.FILES:
            typed["attachments"] = [*typed.get("attachments", []), *_uploaded(request, actor, now)]
        number, complaint_id = _register_once(typed, actor=actor, now=now, standard=standard, lang=lang)
    except FormRefused as refused:
        hints = hints_view(typed, actor=actor, now=now, standard=standard, lang=lang)
        return _page(request, typed, status=refused.status, hints=hints, refused=refused)
    forget_counts()
    remember_registered(request, complaint_id)
    return HttpResponseRedirect(complaint_url(number))


def _uploaded(request: HttpRequest, actor: Any, now: Any) -> list[str]:
    """Files of a plain form. Raises FormRefused."""
    sent = [file for name in ("files", "attachments") for file in request.FILES.getlist(name)][:20]
    try:
        return [str(upload(file.name or "", file.read(LIMIT_BYTES + 1), actor=actor, now=now).id) for file in sent]
    except DomainError as error:
        raise refused_by(error, field_of, request.lang) from error  # type: ignore[attr-defined]


def _register_once(typed: dict[str, list[str]], *, actor: Any, now: Any, standard: Any, lang: str) -> tuple[str, int]:
    """(number, id). The same form sent twice is one complaint. Raises FormRefused."""
    command = read_registration(typed, actor=actor, standard=standard, lang=lang)
    digest = hashlib.sha256(
        repr(sorted((n, v) for n, v in typed.items() if n not in _UNSIGNED)).encode("utf-8", "surrogatepass")
    ).hexdigest()
    key = last(typed, "request_key").strip()[:60]
    with transaction.atomic():
        row = None
        if key:
            row, earlier = claim_key(actor_id=actor.id, key=f"page:{key}:{digest[:24]}", digest=digest, now=now)
            if earlier is not None:
                return numbers_of([earlier])[0], earlier
        try:
            done = register_complaint(command=command, actor=actor, now=now, standard=standard)
        except DomainError as error:
            raise refused_by(error, field_of, lang) from error
        drop_draft(actor=actor, purpose=REGISTER)
        if row is not None:
            keep_result(row, done.id)
    return done.no, done.id


@require_http_methods(["GET", "POST"])
def register_hints(request: HttpRequest) -> HttpResponse:
    """Likely duplicates, the known customer and a first judgement for what is typed so far."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "register", standard)
    sent = request.POST if request.method == "POST" else request.GET
    typed = {name: list(values) for name, values in sent.lists()}
    hints = hints_view(typed, actor=actor, now=clock.now(), standard=standard, lang=request.lang)  # type: ignore[attr-defined]
    return render(request, "fragments/register_hints.html", {"hints": hints or {"duplicates": [], "judged": False}})


@require_POST
def judging_words(request: HttpRequest) -> HttpResponse:
    """Words of a summary that judge the customer, with their places in code points and a neutral wording."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    found = judging_in(standard, request.POST.get("text", "")[:20_000])
    lang = request.lang  # type: ignore[attr-defined]
    return JsonResponse({"words": [{"start": f.start, "end": f.end, "text": f.words, "suggestion": f.instead.pick(lang)} for f in found]})
