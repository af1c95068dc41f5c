"""The answers of the customer: one address for each, POST only; opened by GET they lead to the page itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from qingting.complaints.queries.finding import complaint_by_secret, customer_actor
from qingting.infra import clock
from qingting.infra.ratelimit.limiting import TooOften
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.kernel.text import clean
from qingting.policy.queries import current_standard
from qingting.portal import page_token
from qingting.portal.answers import ANSWERS, SPOKEN, Answer, give, spoken
from qingting.portal.banner import tell_once
from qingting.portal.errors import NotAChoice
from qingting.portal.limits import client_address, count_try
from qingting.portal.page import language_of
from qingting.portal.present.told import DANGER
from qingting.portal.signals import read_signals
from qingting.portal.uploads import check_files, guarded_uploads
from qingting.portal.views.gone import gone
from qingting.portal.views.progress import show_progress

__all__ = ["ANSWERS", "act"]


@guarded_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    now = clock.now()
    complaint = complaint_by_secret(secret)
    if complaint is None:
        return gone(request, now)
    back = reverse("portal:progress", kwargs={"secret": secret})
    if request.method != "POST":
        return HttpResponseRedirect(back)
    standard, lang = current_standard(), language_of(request)
    try:
        page_token.check(request)
        count_try("act", client_address(request), now)
        count_try("act_complaint", str(complaint.pk), now)
        files, digests, wrong_files = check_files(request)
        if wrong_files:
            raise wrong_files[0]
        if files:
            count_try("upload", client_address(request), now)
        answer = Answer(complaint, customer_actor(complaint, lang), request.POST, files, digests, now, standard)
        code = give(name, answer)
    except (DomainError, ValidationError) as error:
        fresh = complaint_by_secret(secret)
        if fresh is None:
            return gone(request, now)
        typed = {field: clean(request.POST.get(field, "")) for field in (*SPOKEN, "option", "score")}
        response = show_progress(request, fresh, secret, now, error=_first(error), typed=typed)
        if isinstance(error, TooOften):
            response["Retry-After"] = str(error.params["seconds"])
        return response
    said = spoken(request.POST)
    danger = DANGER if said and read_signals(said, standard).danger else ""
    return tell_once(HttpResponseRedirect(back), secret, code + danger)


def _first(error: DomainError | ValidationError) -> DomainError:
    if isinstance(error, ManyErrors):
        return error.errors[0]
    return error if isinstance(error, DomainError) else NotAChoice()
