"""Bytes on disk by content hash: written to a temporary name, flushed, renamed. A full disk leaves nothing behind."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from qingting.infra.files.kinds import media_type_of, safe_name
from qingting.infra.files.models import StoredFile
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import uuid7


class NotStored(DomainError):
    code = "infra.file.not_stored"
    status = 507
    zh = "文件没有保存成功（存储空间不足或不可写）。文字内容不受影响，请稍后再传文件。"
    en = "The file could not be saved (storage is full or not writable). Your text is not affected; please send the file later."


def _folder() -> Path:
    return Path(settings.ENVIRONMENT.home) / "files"


def path_of(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


def store(name: str, content: bytes, *, cause: tuple[str, int | None], actor: Actor, now: datetime) -> StoredFile:
    """Check and keep one file. Raises the errors of `media_type_of`, and NotStored when the disk refuses."""
    label = safe_name(name)
    media_type = media_type_of(label, content)
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    return StoredFile.objects.create(
        id=uuid7(),
        cause_type=cause[0],
        cause_id=cause[1],
        name=label,
        media_type=media_type,
        size=len(content),
        sha256=digest,
        at=now,
        by_kind=actor.kind,
        by_id=actor.id,
        by_name=actor.name,
    )


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.stat().st_size == len(content):
        return
    temporary = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NotStored(field="attachments") from error


def files_of(cause_type: str, cause_id: int) -> list[StoredFile]:
    return list(
        StoredFile.objects.raw(
            "SELECT * FROM files_storedfile WHERE cause_type = %s AND cause_id = %s ORDER BY at, id", [cause_type, cause_id]
        )
    )


def find_file(file_id: UUID) -> StoredFile | None:
    return StoredFile.objects.filter(id=file_id).first()


def attach(file_ids: list[UUID], *, from_cause: tuple[str, int | None], to_cause: tuple[str, int]) -> list[StoredFile]:
    """Move files uploaded ahead of their complaint to it; files of another cause are left alone."""
    mine = StoredFile.objects.filter(id__in=file_ids, cause_type=from_cause[0], cause_id=from_cause[1])
    found = list(mine)
    mine.update(cause_type=to_cause[0], cause_id=to_cause[1])
    return found
