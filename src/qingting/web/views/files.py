"""Files of complaints: taken in one at a time with their progress, given out only through the complaint's scope."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from qingting.complaints.actions.attach_files import upload as keep_upload
from qingting.complaints.actions.record_opening import record_opening
from qingting.complaints.queries.access import check_act, find_visible
from qingting.complaints.queries.attachments import NoSuchAttachment, find_attachment
from qingting.infra import clock
from qingting.infra.files.kinds import INLINE, LIMIT_BYTES
from qingting.infra.files.storing import path_of
from qingting.infra.ratelimit.limiting import allow
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.queries import current_standard
from qingting.web.errors import error_lines
from qingting.web.present.timeline import size_words
from qingting.web.thumbnails import make_thumbnail

LOCKED_DOWN = "sandbox; default-src 'none'"
UPLOADS_AN_HOUR = 600
_NO_FILE = Bi("请选择文件", "Please choose a file")


@require_POST
def upload(request: HttpRequest, no: str) -> HttpResponse:
    """One file for a complaint the person may write on; it joins the complaint with the reply or note it goes with."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "attach", standard)
    find_visible(no.upper(), actor, standard)
    return _take_in(request, actor)


@require_POST
def upload_new(request: HttpRequest) -> HttpResponse:
    """One file for a complaint that is still being registered."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "register", standard)
    return _take_in(request, actor)


def _take_in(request: HttpRequest, actor: Any) -> HttpResponse:
    """{id, name, size}, or the refusal in words."""
    lang, now = request.lang, clock.now()  # type: ignore[attr-defined]
    sent = request.FILES.get("file")
    if sent is None:
        return JsonResponse({"errors": [{"field": "file", "code": "infra.file.none", "message": _NO_FILE.pick(lang)}]}, status=422)
    try:
        allow(f"upload:{actor.id}", limit=UPLOADS_AN_HOUR, seconds=3600, now=now)
        kept = keep_upload(sent.name or "", sent.read(LIMIT_BYTES + 1), actor=actor, now=now)
    except DomainError as error:
        return JsonResponse({"errors": error_lines(error, lang)}, status=error.status)
    return JsonResponse({"id": str(kept.id), "name": kept.name, "size": size_words(kept.size)})


@require_GET
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The bytes, to be saved; a picture may be shown. Opening a complaint's file is put on record."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    found, complaint_id = find_attachment(file_id, actor, standard)
    try:
        content = path_of(found.sha256).open("rb")
    except OSError as error:
        raise NoSuchAttachment() from error
    if complaint_id is not None:
        record_opening(found, complaint_id, actor=actor, now=clock.now(), standard=standard)
    response = FileResponse(content, content_type=found.media_type)
    inline = found.media_type in INLINE
    return _locked(response, content_disposition_header(not inline, found.name) or "attachment")


@require_GET
def thumbnail(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A small likeness of a picture for the list of files; too small to read, so it is not put on record."""
    standard, actor = current_standard(), request.actor  # type: ignore[attr-defined]
    check_act(actor, "view", standard)
    found, _complaint_id = find_attachment(file_id, actor, standard)
    made = make_thumbnail(path_of(found.sha256)) if found.media_type in INLINE else None
    if made is None:
        raise NoSuchAttachment()
    return _locked(HttpResponse(made, content_type="image/jpeg"), "inline", keep="private, max-age=86400")


def _locked(response: Any, disposition: str, keep: str = "private, no-store") -> Any:
    """Whatever a file holds, a browser runs none of it."""
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = LOCKED_DOWN
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = keep
    response["Accept-Ranges"] = "none"
    return response
