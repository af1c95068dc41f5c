"""Toasts that wait for the next page: kept in the session, shown once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

_KEY = "toasts"


def add_toast(request: HttpRequest, toast: dict[str, Any]) -> None:
    """`toast` as `base.html` shows it: text, and perhaps tone, link, undo_url, seconds."""
    request.session[_KEY] = [*request.session.get(_KEY, []), toast][-4:]


def take_toasts(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits, removed from the session; asked again in the same request, the same answer."""
    taken = getattr(request, "_toasts", None)
    if taken is None:
        session = getattr(request, "session", None)
        taken = session.pop(_KEY, []) if session is not None and _KEY in session else []
        request._toasts = taken  # type: ignore[attr-defined]
    return taken
