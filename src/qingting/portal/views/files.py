"""A file the customer sent, back to the customer: through the link of its own complaint and no other way."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from qingting.complaints.queries.finding import complaint_by_secret
from qingting.infra.files.kinds import INLINE
from qingting.infra.files.storing import path_of
from qingting.portal.gather import own_files
from qingting.portal.views.gone import gone


@require_safe
def download(request: HttpRequest, secret: str, file_id: str) -> HttpResponseBase:
    """Pictures show themselves, everything else is saved; the type is the one told by the content."""
    complaint = complaint_by_secret(secret)
    wanted = _uuid(file_id)
    found = next((file for file in own_files(complaint.pk) if file.id == wanted), None) if complaint is not None else None
    if found is None or not path_of(found.sha256).is_file():
        return gone(request)
    response: HttpResponse | FileResponse = FileResponse(
        path_of(found.sha256).open("rb"), as_attachment=found.media_type not in INLINE, filename=found.name, content_type=found.media_type
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Accept-Ranges"] = "none"
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
