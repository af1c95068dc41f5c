"""Signing in and out, the first password, lockout."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from qingting.web.errors import error_page


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:
    return error_page(request, 429)
