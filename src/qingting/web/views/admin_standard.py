"""The handling standard, read-only: a new one is activated on the server, where its files are checked first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from qingting.complaints.queries.access import may_act
from qingting.people.queries.staff import names_of
from qingting.policy.queries import current_standard, standard_of, versions
from qingting.web.present import admin_standard as pages
from qingting.web.views.admin_gate import asked, gated, show


def _chosen(request: HttpRequest) -> tuple[Any, str, list[dict[str, str]]]:
    """The standard to show, its version when it is not the one in force, and what to say above it. Raises UnknownVersion."""
    current, wanted = current_standard(), asked(request, "version", 40)
    old = wanted if wanted and wanted != current.version else ""
    shown = standard_of(old) if old else current
    return shown, old, pages.editing_notice(may_act(request.actor, "edit_standard", current), old)  # type: ignore[attr-defined]


@gated("view", "standard")
def standard(request: HttpRequest) -> HttpResponse:
    shown, old, notices = _chosen(request)
    return show(request, "standard.html", pages.text_page(shown, request.lang, notices=notices, old=old))  # type: ignore[attr-defined]


@gated("view", "standard")
def standard_check(request: HttpRequest) -> HttpResponse:
    shown, old, notices = _chosen(request)
    return show(request, "table_page.html", pages.check_page(shown, file=asked(request, "file", 20), notices=notices, old=old))


@gated("view", "standard")
def standard_clocks(request: HttpRequest) -> HttpResponse:
    shown, old, notices = _chosen(request)
    return show(request, "table_page.html", pages.clocks_page(shown, request.lang, notices=notices, old=old))  # type: ignore[attr-defined]


@gated("view", "standard")
def standard_scripts(request: HttpRequest) -> HttpResponse:
    shown, old, notices = _chosen(request)
    return show(
        request, "table_page.html", pages.scripts_page(shown, request.lang, step=asked(request, "step", 60), notices=notices, old=old)
    )  # type: ignore[attr-defined]


@gated("view", "standard")
def roles(request: HttpRequest) -> HttpResponse:
    shown, old, notices = _chosen(request)
    return show(request, "table_page.html", pages.roles_page(shown, request.lang, notices=notices, old=old))  # type: ignore[attr-defined]


@gated("view", "standard")
def standard_versions(request: HttpRequest) -> HttpResponse:
    current, found = current_standard(), versions()
    names = names_of(version.activated_by_id for version in found)
    may_edit = may_act(request.actor, "edit_standard", current)  # type: ignore[attr-defined]
    return show(request, "table_page.html", pages.versions_page(found, names, current=current.version, may_edit=may_edit))
