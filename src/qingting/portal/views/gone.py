"""What a wrong, revoked or mangled link opens: always the same friendly page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from qingting.infra import clock
from qingting.infra.ratelimit.limiting import TooOften
from qingting.portal.limits import client_address, count_try
from qingting.portal.page import language_of, show


def lost(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under the customer's pages."""
    return show(request, "portal/gone.html", {}, here=reverse("portal:form"), status=404)


def gone(request: HttpRequest, now: datetime | None = None) -> HttpResponse:
    """404, and from an address that keeps guessing 429. Nothing on it depends on what was asked for."""
    try:
        count_try("wrong_link", client_address(request), now or clock.now())
    except TooOften as error:
        return too_often(request, error)
    return lost(request)


def too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    response = show(request, "portal/gone.html", {"wait": error.message(language_of(request))}, here=reverse("portal:form"), status=429)
    response["Retry-After"] = str(error.params["seconds"])
    return response
