"""Say what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from qingting.infra import clock
from qingting.infra.ratelimit.limiting import TooOften
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.kernel.ids import new_secret
from qingting.policy.queries import current_standard
from qingting.portal import page_token
from qingting.portal.banner import tell_once
from qingting.portal.errors import NotAChoice, SentBefore
from qingting.portal.gather import own_files
from qingting.portal.limits import client_address, count_try
from qingting.portal.page import language_of, show
from qingting.portal.present.form import form_view
from qingting.portal.present.told import DANGER, RECEIVED, UNKEPT
from qingting.portal.signals import read_signals
from qingting.portal.submitting import submit
from qingting.portal.typed import Typed, check_typed, read_typed
from qingting.portal.uploads import ACCEPT, MAX_FILES, check_files, guarded_uploads


@guarded_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _take(request, clock.now())
    standard, lang = current_standard(), language_of(request)
    context = form_view(standard, lang, value={}, errors=(), request_key=new_secret(), max_files=MAX_FILES, accept=ACCEPT)
    return show(request, "portal/form.html", context, here=reverse("portal:form"), keep=True)


def _take(request: HttpRequest, now: datetime) -> HttpResponse:
    """Register and lead to the page of the new link; on any refusal the form comes back as it was typed."""
    standard = current_standard()
    typed = read_typed(request.POST)
    try:
        page_token.check(request)
        count_try("form", client_address(request), now)
        files, digests, wrong_files = check_files(request)
        if files:
            count_try("upload", client_address(request), now)
        problems = [*check_typed(typed, standard), *wrong_files]
        if problems:
            return _refused(request, typed, problems)
        done = submit(typed, files, digests, now=now, standard=standard, lang=language_of(request))
    except DomainError as error:
        return _refused(request, typed, error.errors if isinstance(error, ManyErrors) else [error])
    except ValidationError as error:
        return _refused(request, typed, [NotAChoice(field=str(line["loc"][-1]) if line["loc"] else None) for line in error.errors()])
    unkept = UNKEPT if len(own_files(done.id)) < len(files) else ""
    code = RECEIVED + unkept + (DANGER if read_signals(typed.verbatim, standard).danger else "")
    secret = done.receipt.secret
    return tell_once(HttpResponseRedirect(reverse("portal:progress", kwargs={"secret": secret})), secret, code)


def _refused(request: HttpRequest, typed: Typed, errors: Sequence[DomainError]) -> HttpResponse:
    """422 (or the refusal's own status when it is about the request and not the text)."""
    standard, lang = current_standard(), language_of(request)
    known = {"category", "verbatim", "demands", "phone", "email", "name", "order_no", "files", "consent"}
    for error in errors:
        error.field = error.field if error.field in known else None
    alone = errors[0] if len(errors) == 1 and not errors[0].field else None
    key = new_secret() if isinstance(alone, SentBefore) or not typed.request_key else typed.request_key
    value = {**asdict(typed), "had_files": bool(request.FILES)}
    context = form_view(standard, lang, value=value, errors=errors, request_key=key, max_files=MAX_FILES, accept=ACCEPT)
    status = alone.status if alone is not None and alone.status in (403, 409, 429, 503, 507) else 422
    response = show(request, "portal/form.html", context, here=reverse("portal:form"), status=status)
    if isinstance(alone, TooOften):
        response["Retry-After"] = str(alone.params["seconds"])
    return response
