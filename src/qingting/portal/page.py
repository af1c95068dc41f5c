"""What every page of the customer has around it: links, language, headers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


def language_of(request: HttpRequest) -> str:
    return getattr(request, "lang", "zh")


def show(request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200, keep: bool = False) -> HttpResponse:
    """Render a page. `here` is the address a language switch comes back to. Nothing is stored by browsers or proxies, unless `keep`."""
    around = {
        "organisation": _("客户反馈"), "language_url": _language_url(), "next_url": here, "form_url": reverse("portal:form"), "status_url": reverse("portal:status"),
        "privacy_url": reverse("portal:privacy"), "here": here,
    }  # fmt: skip
    response = render(request, template, {**around, **context}, status=status)
    response["Cache-Control"] = "private, no-cache" if keep else "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _language_url() -> str | None:
    try:
        return reverse("web:language")
    except NoReverseMatch:
        return None
