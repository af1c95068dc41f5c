"""What is said once after a redirect. It lives in a short cookie of that one page, so that a GET writes nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "qt_portal_told"
SECONDS = 300


def tell_once(response: HttpResponse, secret: str, code: str) -> HttpResponse:
    """`code` is one of `present.told.TEXTS`."""
    response.set_cookie(
        COOKIE, code, max_age=SECONDS, path=reverse("portal:progress", kwargs={"secret": secret}), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )  # fmt: skip
    return response


def told(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def forget(response: HttpResponse, secret: str) -> None:
    response.delete_cookie(COOKIE, path=reverse("portal:progress", kwargs={"secret": secret}), samesite="Lax")
