"""Refusals as pages: what happened, where, what to do. htmx requests get the message as a toast, forms keep what was typed."""

from __future__ import annotations

import json
import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingting.kernel.errors import DomainError, ManyErrors

log = logging.getLogger("qingting.web")


def language_of(request: HttpRequest) -> str:
    return getattr(request, "lang", "zh")


def error_lines(error: DomainError, lang: str) -> list[dict[str, str]]:
    """One entry for each refusal: field (may be empty), code, message."""
    errors = error.errors if isinstance(error, ManyErrors) else [error]
    return [{"field": e.field or "", "code": e.code, "message": e.message(lang)} for e in errors]


def domain_error_response(request: HttpRequest, error: DomainError) -> HttpResponse:
    """htmx: the status with an event `qt-refused` that shows the messages; else a whole page."""
    lines = error_lines(error, language_of(request))
    if request.headers.get("HX-Request") or request.headers.get("Accept", "").startswith("application/json"):
        response = HttpResponse(json.dumps({"errors": lines}, ensure_ascii=False), status=error.status, content_type="application/json")
        response["HX-Trigger"] = json.dumps({"qt-refused": {"errors": lines}})
        response["HX-Reswap"] = "none"
        return response
    return error_page(request, error.status, [line["message"] for line in lines])


def error_page(request: HttpRequest, status: int, messages: list[str] | None = None) -> HttpResponse:
    name = str(status) if status in (400, 403, 404, 429, 500, 503) else "400"
    return render(request, f"errors/{name}.html", {"messages": messages or [], "status": status}, status=status)


def database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database does not answer: a polite 503 with a time to come back; nothing was half written."""
    log.error("database not reachable: %s", error)
    if request.path.startswith("/api/"):
        body = {
            "type": "about:blank",
            "title": "database_unavailable",
            "status": 503,
            "detail": "数据库暂时不可用，请稍后重试。 The database is not available; retry shortly.",
            "errors": [],
        }
        response = HttpResponse(json.dumps(body, ensure_ascii=False), status=503, content_type="application/problem+json")
    else:
        response = error_page(request, 503)
    response["Retry-After"] = "5"
    return response
