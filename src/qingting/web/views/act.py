"""Every act of a person on a complaint's page: its dialog, and doing it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from qingting.complaints.actions.attach_files import upload
from qingting.complaints.queries.access import NotFound, check_act, find_visible
from qingting.complaints.queries.drafts import REGISTER, drafts_of
from qingting.complaints.rules.lifecycle import next_status
from qingting.infra import clock
from qingting.infra.files.kinds import LIMIT_BYTES
from qingting.infra.ledger.reading import seq_of
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import new_secret
from qingting.policy.queries import current_standard, standard_of
from qingting.web.act_options import FormContext
from qingting.web.addresses import act_url, complaint_url
from qingting.web.flash import add_toast
from qingting.web.form_reading import FormRefused, Typed, last, refused_by
from qingting.web.present.dialog import before_closing, dialog_view, page_view
from qingting.web.present.revealed import revealed_view
from qingting.web.shell import forget_counts
from qingting.web.submitting import Stopped, Submitted, chosen_act, form_of, submit
from qingting.web.views.neighbours import list_query, own_query, place_of

DIALOG_HOST = "qt-dialog-host"
_AGAIN = Bi("已经提交过，没有重复执行", "Already done; nothing was done twice")
_UNDO = {"link": "unlink", "pause": "resume"}


@require_GET
def act_form(request: HttpRequest, no: str, act: str) -> HttpResponse:
    """The dialog of an act, or the same as a page."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    form = form_of(act)
    check_act(actor, act, standard)
    record = find_visible(no.upper(), actor, standard)
    next_status(act, record.status, no=record.no)
    ctx = FormContext(act, record, actor, clock.now(), standard, standard_of(record.policy_version), request.lang)  # type: ignore[attr-defined]
    typed = _named(request.GET, {ask.name for ask in form.asks})
    if act == "add" and request.GET.get("words") == REGISTER and "text" not in typed:
        kept = drafts_of(actor, [REGISTER]).get(REGISTER)
        typed |= {"text": kept.content["verbatim"]} if kept and isinstance(kept.content.get("verbatim"), list) else {}
    hidden = {"request_key": new_secret(), "version": str(record.version), "known": str(seq_of(f"complaint:{record.pk}"))}
    return _show(request, form, ctx, typed, hidden, problems=before_closing(ctx))


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, no: str, act: str) -> HttpResponse:
    """Do it. 204 with what to say, or the form again with what is wrong and everything that was typed."""
    if request.method == "GET":
        return HttpResponseRedirect(act_url(no, act, own_query(list_query(request))))
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    form = form_of(act)
    typed: dict[str, list[str]] = {
        **_named(request.GET, {ask.name for ask in form.asks}),
        **{name: list(values) for name, values in request.POST.lists()},
    }
    check_act(actor, chosen_act(form, act, typed), standard)
    going_on = _next_url(request, no) if last(typed, "then") == "next" else None
    try:
        if form.files and request.FILES:
            typed["attachments"] = [*typed.get("attachments", []), *_uploaded(request, actor, now)]
        done = submit(act, no.upper(), typed, actor=actor, now=now, standard=standard, lang=lang)
    except (FormRefused, Stopped) as refused:
        return _refused(request, form, no, act, typed, refused)
    forget_counts()
    return _done(request, form, no.upper(), done, typed, going_on)


def _uploaded(request: HttpRequest, actor: Any, now: Any) -> list[str]:
    """Files that came with a plain form, kept as uploads first. Raises FormRefused."""
    try:
        return [
            str(upload(file.name or "", file.read(LIMIT_BYTES + 1), actor=actor, now=now).id)
            for file in request.FILES.getlist("files")[:20]
        ]
    except DomainError as error:
        raise refused_by(error, lambda path: None, request.lang) from error  # type: ignore[attr-defined]


def _named(params: Any, names: set[str]) -> dict[str, list[str]]:
    return {name: params.getlist(name) for name in params if name in names}


def _next_url(request: HttpRequest, no: str) -> str | None:
    """Where "and look at the next one" leads, looked up before the act moves things."""
    listed = list_query(request)
    if not listed:
        return None
    return place_of(no.upper(), listed, actor=request.actor, now=clock.now(), standard=current_standard(), lang=request.lang).next_url  # type: ignore[attr-defined]


def _show(
    request: HttpRequest, form: Any, ctx: FormContext, typed: Typed, hidden: dict[str, str], *, errors: dict[str, str] | None = None, problems: list[str] | None = None,
    newer: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    listed = list_query(request)
    next_url = _next_url(request, ctx.record.no) if listed and not form.danger else None
    query = own_query(listed)
    dialog = dialog_view(
        form, ctx, typed=typed, hidden=hidden, query=query, errors=errors, problems=problems or [], newer=newer, next_url=next_url
    )
    if request.headers.get("HX-Request"):
        return render(request, "fragments/act_dialog.html", dialog, status=409 if status == 409 else 422 if status >= 400 else 200)
    back = {"url": complaint_url(ctx.record.no, query), "label": ctx.record.no, "files": Bi("附件", "Files").pick(ctx.lang)}
    return render(request, "form_page.html", page_view(dialog, back=back, multipart=form.files), status=status)


def _refused(request: HttpRequest, form: Any, no: str, act: str, typed: Typed, refused: FormRefused | Stopped) -> HttpResponse:
    """The form again. A button without a form, and a script, get the refusal alone."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    bare = request.headers.get("HX-Request") and request.headers.get("HX-Target") != DIALOG_HOST
    if bare or "application/json" in request.headers.get("Accept", ""):
        return _bare_refusal(refused)
    record = find_visible(no.upper(), actor, standard)
    ctx = FormContext(act, record, actor, clock.now(), standard, standard_of(record.policy_version), request.lang)  # type: ignore[attr-defined]
    hidden = {
        "request_key": last(typed, "request_key")[:60] or new_secret(),
        "version": str(record.version),
        "known": str(seq_of(f"complaint:{record.pk}")),
    }
    if isinstance(refused, Stopped):
        hidden |= {"force": "1", "warned": refused.warned}
        return _show(request, form, ctx, typed, hidden, problems=refused.warnings, newer=refused.newer, status=refused.status)
    if last(typed, "force") == "1":
        hidden |= {"force": "1", "warned": last(typed, "warned"), "known": last(typed, "known")[:9]}
    return _show(request, form, ctx, typed, hidden, errors=refused.fields, problems=refused.problems, status=refused.status)


def _bare_refusal(refused: FormRefused | Stopped) -> HttpResponse:
    if isinstance(refused, FormRefused) and refused.cause is not None:
        raise refused.cause
    messages = refused.warnings if isinstance(refused, Stopped) else [*refused.fields.values(), *refused.problems]
    lines = [{"field": "", "code": "web.form.refused", "message": message} for message in messages]
    response = JsonResponse({"errors": lines}, status=refused.status)
    response["HX-Trigger"] = json.dumps({"qt-refused": {"errors": lines}})
    response["HX-Reswap"] = "none"
    return response


def _done(request: HttpRequest, form: Any, no: str, done: Submitted, typed: Typed, going_on: str | None) -> HttpResponse:
    """What is said afterwards, in the form the asker understands."""
    lang = request.lang  # type: ignore[attr-defined]
    form = form_of(done.act)
    if done.act == "reveal" and done.case is not None:
        return _revealed(request, no, done.case.result, lang)
    toast: dict[str, Any] = {"text": (form.done if done.case is not None else _AGAIN).pick(lang)}
    if done.act in _UNDO and done.case is not None:
        more = {name: last(typed, name) for name in ("to", "kind")} if done.act == "link" else {}
        toast["undo_url"] = act_url(no, _UNDO[done.act], form=False, **more)
    target = going_on or _still_here(request, no)
    if request.headers.get("HX-Request"):
        return _triggered(request, toast, target, done, going_on is not None)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(toast)
    add_toast(request, toast)
    return HttpResponseRedirect(target or reverse("web:queue"))


def _triggered(request: HttpRequest, toast: dict[str, Any], target: str | None, done: Submitted, going_on: bool) -> HttpResponse:
    response = HttpResponse(status=204)
    if going_on or target is None:
        add_toast(request, toast)
        response["HX-Redirect"] = target or reverse("web:queue")
        return response
    response["HX-Trigger"] = json.dumps({"qt-close-dialog": True, "qt-changed": True, "qt-toast": toast, "qt-sent": {"act": done.act}})
    return response


def _still_here(request: HttpRequest, no: str) -> str | None:
    """The complaint's own address; None when the act has moved it out of this person's sight."""
    try:
        find_visible(no, request.actor, current_standard())  # type: ignore[attr-defined]
    except NotFound:
        return None
    return complaint_url(no, own_query(list_query(request)))


def _revealed(request: HttpRequest, no: str, profile: Any, lang: str) -> HttpResponse:
    context = revealed_view(profile, lang)
    if request.headers.get("HX-Request"):
        return render(request, "fragments/act_done.html", context)
    done = context["done"]
    back = {"url": complaint_url(no), "label": no}
    return render(
        request,
        "detail_page.html",
        {"title": done["title"], "back": back, "facts": done["facts"], "notices": [], "sections": [], "badges": [], "actions": []},
    )
