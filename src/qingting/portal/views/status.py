"""Number and the last four digits of the telephone: how it stands, in a few words, and nothing else."""

from __future__ import annotations

import hmac
import re
import unicodedata

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from qingting.complaints.queries.finding import by_number
from qingting.customers.queries.profiles import profile_of
from qingting.infra import clock
from qingting.infra.ratelimit.limiting import TooOften
from qingting.kernel.errors import DomainError
from qingting.kernel.phone import last4
from qingting.kernel.text import clean
from qingting.portal import page_token
from qingting.portal.limits import client_address, count_try
from qingting.portal.page import language_of, show
from qingting.portal.present.steps import status_words

_NUMBER, _DIGITS = re.compile(r"[A-Z]{2}[0-9]{6,20}"), re.compile(r"[0-9]{4}")


class NoMatch(DomainError):
    code = "portal.status.no_match"
    status = 404
    zh = "编号和手机后四位对不上。请核对后再试；用收到的链接可以直接查看。"
    en = "The number and the four digits do not match. Please check both; the link you received opens the page directly."


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    here = reverse("portal:status")
    if request.method != "POST":
        return show(request, "portal/status.html", {"value": {}}, here=here, keep=True)
    no, digits = (_plain(request.POST.get(name, "")) for name in ("no", "digits"))
    context = {"value": {"no": no, "digits": digits}}
    try:
        found = _look_up(request, no, digits)
    except DomainError as error:
        response = show(
            request, "portal/status.html", {**context, "problems": [error.message(language_of(request))]}, here=here, status=error.status
        )
        if isinstance(error, TooOften):
            response["Retry-After"] = str(error.params["seconds"])
        return response
    return show(request, "portal/status.html", {**context, "found": {"no": no, "text": found}}, here=here)


def _look_up(request: HttpRequest, no: str, digits: str) -> str:
    """Words of the status. Raises NoMatch alike for a wrong number and wrong digits, TooOften for whoever tries them out."""
    now = clock.now()
    page_token.check(request)
    count_try("status", client_address(request), now)
    count_try("status_no", no, now)
    complaint = by_number(no) if _NUMBER.fullmatch(no) else None
    profile = profile_of(complaint.customer_id if complaint is not None else -1)
    known = last4(profile.phone) if profile is not None else ""
    right = hmac.compare_digest(known.encode(), digits.encode())
    if complaint is None or not right or not _DIGITS.fullmatch(digits):
        raise NoMatch()
    return status_words(complaint.status, language_of(request))


def _plain(text: str) -> str:
    """Full-width letters and digits as people's keyboards give them, without spaces."""
    return "".join(unicodedata.normalize("NFKC", clean(text)[:60]).split()).upper()[:40]
