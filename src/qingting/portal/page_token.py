"""Django's check against forged requests, as a refusal that gives the page back instead of an error page."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

from qingting.portal.errors import PageTooOld


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:  # type: ignore[override]
        return reason


def check(request: HttpRequest) -> None:
    """Raises PageTooOld when the form's token or its origin does not fit."""
    if _Check(lambda _request: None).process_view(request, None, (), {}):  # type: ignore[arg-type, return-value]
        raise PageTooOld()
