"""What every administration page begins and ends with: the permission, the place in the sidebar, refusals beside their fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from qingting.complaints.queries.access import check_act
from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean
from qingting.policy.queries import current_standard
from qingting.web.errors import error_lines
from qingting.web.flash import add_toast, take_toasts
from qingting.web.present.admin_pages import SIZES
from qingting.web.words import format_time

View = Callable[..., HttpResponse]
Made = TypeVar("Made")
LONGEST_TYPED = 4000
PAGE_ERRORS = (403, 404)


def gated(act: str, here: str, *methods: str) -> Callable[[View], View]:
    """Only whoever may do `act` gets in; `here` is the sidebar's key. GET and HEAD unless `methods` says otherwise.

    The view carries `gate` so that tests can hold every address against its permission.
    """

    def around(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            check_act(request.actor, act, current_standard())  # type: ignore[attr-defined]
            request.here = here  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        answer = require_http_methods([*(methods or ("GET",)), "HEAD"])(inner)
        answer.gate = act  # type: ignore[attr-defined]
        return answer

    return around


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a form sent under these names: cleaned, bounded, "" when absent."""
    return {name: clean(request.POST.get(name, "")).strip()[:LONGEST_TYPED] for name in names}


def asked(request: HttpRequest, name: str, most: int = 100) -> str:
    """A word of the address's query, cleaned."""
    return clean(request.GET.get(name, "")).strip()[:most]


def asked_number(request: HttpRequest, name: str, default: int, most: int = 10**15) -> int:
    """A number from the address's query; `default` for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 and 0 < int(text) <= most else default


def asked_size(request: HttpRequest) -> int:
    """Rows of a page: one of those the pager offers, else 50."""
    size = asked_number(request, "size", 50)
    return size if size in SIZES else 50


def tried(request: HttpRequest, do: Callable[[], Made]) -> tuple[Made | None, list[dict[str, str]]]:
    """What `do` gives, or its refusals as lines {field, code, message} for the form. "Not allowed" and "not found" stay pages of their own."""
    try:
        return do(), []
    except DomainError as error:
        if error.status in PAGE_ERRORS:
            raise
        return None, error_lines(error, request.lang)  # type: ignore[attr-defined]


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200, personal: bool = False, secret: bool = False
) -> HttpResponse:
    """`personal`: the page shows people's data and carries the viewer's name; `secret`: no copy of it may be kept anywhere."""
    actor = request.actor  # type: ignore[attr-defined]
    mark = f"{actor.name} · {format_time(clock.now())}" if personal else None
    response = render(request, template, {**context, "watermark": mark, "toasts": take_toasts(request)}, status=status)
    if secret or personal:
        response["Cache-Control"] = "no-store, private"
    return response


def back_to(request: HttpRequest, name: str, toast: str = "", query: str = "", **kwargs: Any) -> HttpResponseRedirect:
    """To a page by its name, with a toast."""
    if toast:
        add_toast(request, {"text": toast})
    return HttpResponseRedirect(reverse(name, kwargs=kwargs or None) + query)
