"""How a complaint stands, for whoever holds its link. A GET, or a mail scanner's HEAD, changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingting.complaints.queries.finding import complaint_by_secret
from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import new_secret
from qingting.policy.rules.promise import portal_promise
from qingting.portal import banner
from qingting.portal.gather import gather
from qingting.portal.page import language_of, show
from qingting.portal.present.progress import progress_view, receipt_view
from qingting.portal.present.told import RECEIVED, told_view
from qingting.portal.signals import HEALTH, means_danger
from qingting.portal.submitting import SENSITIVE
from qingting.portal.uploads import ACCEPT, MAX_FILES
from qingting.portal.views.gone import gone


@require_safe
def progress(request: HttpRequest, secret: str) -> HttpResponse:
    now = clock.now()
    complaint = complaint_by_secret(secret)
    if complaint is None:
        return gone(request, now)
    code = banner.told(request)
    response = show_progress(request, complaint, secret, now, code=code)
    if code:
        banner.forget(response, secret)
    return response


def show_progress(
    request: HttpRequest,
    complaint: Any,
    secret: str,
    now: datetime,
    *,
    code: str = "",
    error: DomainError | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    """The page, with what is said once (`code`) or what was refused (`error`, with everything that was `typed`)."""
    lang = language_of(request)
    gathered = gather(complaint, now)
    notice, danger = told_view(code, lang)
    here = reverse("portal:progress", kwargs={"secret": secret})
    context = progress_view(
        gathered,
        now=now,
        lang=lang,
        danger=danger or (complaint.closed_at is None and means_danger(complaint.risks)),
        file_url=lambda file: f"{here}/file/{file.id}",
    )
    context |= {
        "secret": secret, "notice": notice, "value": typed or {}, "error_of": {error.field: error.message(lang)} if error is not None and error.field else {},
        "problems": [error.message(lang)] if error is not None else [], "request_key": new_secret(), "max_files": MAX_FILES, "accept": ACCEPT,
    }  # fmt: skip
    template = "portal/progress.html"
    if code.startswith(RECEIVED):
        unanswered = not HEALTH.isdisjoint(complaint.risks) and not complaint.consents.get(SENSITIVE)
        promise = portal_promise(gathered.standard, complaint.grade).pick(lang)
        context |= receipt_view(gathered.standard, promise, request.build_absolute_uri(here), lang, unanswered_health=unanswered)
        template = "portal/receipt.html"
    status = 200 if error is None else error.status if error.status in (403, 409, 429, 503, 507) else 422
    return show(request, template, context, here=here, status=status)
