"""Whether the files the database knows lie on the disk, with the right size and, when asked, the right content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

from qingting.infra.files.models import StoredFile
from qingting.infra.files.storing import path_of


def stored_count() -> int:
    return StoredFile.objects.count()


def faulty_files(*, newest: int | None = None, contents: bool = False) -> Iterator[tuple[UUID, str]]:
    """(id, what is wrong: "missing", "size" or "content") of the newest so many files, or of all."""
    rows = StoredFile.objects.order_by("-id").values_list("id", "sha256", "size")
    for identifier, sha256, size in rows[:newest] if newest is not None else rows.iterator(chunk_size=2000):
        path = path_of(sha256)
        try:
            if path.stat().st_size != size:
                yield identifier, "size"
            elif contents and _digest(path) != sha256:
                yield identifier, "content"
        except OSError:
            yield identifier, "missing"


def _digest(path: object) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:  # type: ignore[call-overload]
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
