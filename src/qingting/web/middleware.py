"""What every request gets: an id, the door it came through, the actor, the language; and DomainErrors as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from qingting.infra.context import coming_from
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import uuid7
from qingting.people.queries.staff import actor_of
from qingting.web.errors import database_away, domain_error_response

Handler = Callable[[HttpRequest], HttpResponse]
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,40}\Z")
LANGUAGE_COOKIE = "qt_lang"
FREE_PATHS = ("/static/", "/login", "/logout", "/password", "/portal", "/healthz", "/language", "/api/")


class RequestContext:
    """A request id for logs and ledger, and the name of the door; DomainErrors and a missing database answered in people's words."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _REQUEST_ID.match(given) else uuid7().hex
        path = request.path
        source = "api" if path.startswith("/api/") else "portal" if path.startswith("/portal") else "page"
        with coming_from(source, request_id):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return domain_error_response(request, error)
        if isinstance(error, OperationalError):
            return database_away(request, error)
        return None


class ActorAndLanguage:
    """`request.actor` for signed-in staff, the person's language, and the way to a forced password change."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = None if request.path.startswith(("/static/", "/api/")) else getattr(request, "user", None)
        signed_in = bool(user is not None and user.is_authenticated)
        request.actor = actor_of(user) if signed_in else None  # type: ignore[attr-defined]
        lang = user.lang if signed_in else request.COOKIES.get(LANGUAGE_COOKIE) or _preferred(request)
        request.lang = "en" if lang.startswith("en") else "zh"  # type: ignore[attr-defined]
        with translation.override("en" if request.lang == "en" else "zh-hans"):  # type: ignore[attr-defined]
            if not request.path.startswith(FREE_PATHS):
                if not signed_in:
                    return _to_login(request)
                if user.must_change_password:
                    return HttpResponseRedirect("/password")
            return self.get_response(request)


def _preferred(request: HttpRequest) -> str:
    first = request.headers.get("Accept-Language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") and request.path.startswith(("/portal", "/login")) else "zh"


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Trigger"] = "qt-session-ended"
        return response
    target = quote(request.get_full_path(), safe="/?=&") if request.method == "GET" else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={target}" if target not in ("", "/") else settings.LOGIN_URL)
