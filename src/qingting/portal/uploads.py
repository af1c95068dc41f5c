"""Files on their way in: stopped while they arrive when they are too large, told by their content when they are here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from qingting.complaints.actions.attach_files import upload
from qingting.infra.files.kinds import LIMIT_BYTES, media_type_of, safe_name
from qingting.infra.files.storing import NotStored
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.portal.errors import FilesTooLarge, TooManyFiles

MAX_FILES = 9
TOTAL_BYTES = 100 * 1024 * 1024
ACCEPT = "image/*,video/*,audio/*,.pdf,.docx,.xlsx,.txt"


class UploadGuard(FileUploadHandler):
    """Drops a file as soon as it, or all of them together, exceed the limit; the rest of the form is still read."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0
        self.size = 0
        self.dropped: list[str] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        self.total += len(raw_data)
        if self.size > LIMIT_BYTES or self.total > TOTAL_BYTES:
            self.dropped.append(safe_name(self.file_name or ""))
            self.total -= self.size
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def guarded_uploads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The guard must be in place before anybody reads the body, so such a view checks its page token itself (`page_token.check`)."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers.insert(0, UploadGuard(request))
        return view(request, *args, **kwargs)

    return wrapped


def dropped_files(request: HttpRequest) -> list[str]:
    """Names of the files the guard dropped."""
    return next((handler.dropped for handler in request.upload_handlers if isinstance(handler, UploadGuard)), [])


def check_files(request: HttpRequest) -> tuple[list[UploadedFile], list[str], list[DomainError]]:
    """(files, their sha256, what is wrong with them). Looks at every file's content, one after the other; stores nothing."""
    files = request.FILES.getlist("files")
    problems: list[DomainError] = [
        FilesTooLarge(field="files", name=name, one=LIMIT_BYTES // 1048576, all=TOTAL_BYTES // 1048576) for name in dropped_files(request)
    ]
    if len(files) > MAX_FILES:
        return files, [], [*problems, TooManyFiles(field="files", limit=MAX_FILES, count=len(files))]
    digests = []
    for file in files:
        content = file.read()
        digests.append(hashlib.sha256(content).hexdigest())
        try:
            media_type_of(safe_name(file.name or ""), content)
        except DomainError as error:
            error.field = "files"
            problems.append(error)
    return files, digests, problems


def store_files(files: list[UploadedFile], *, actor: Actor, now: datetime) -> list[str]:
    """Keep checked files; ids for the command that attaches them, fewer where the disk refuses: words never wait for files. Runs in the transaction of that act."""
    kept = []
    for file in files:
        file.seek(0)
        with suppress(NotStored):
            kept.append(str(upload(file.name or "", file.read(), actor=actor, now=now).id))
    return kept
