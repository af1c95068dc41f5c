"""Private folders and files. Only what is made here gets its permissions set: nothing that was there before is touched."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from qingting.infra.database.errors import DiskFull, HomeNotWritable

MEGABYTE = 1 << 20
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}


def free_megabytes(path: Path) -> int:
    """Free space on the disk that holds `path`, or its nearest parent that exists."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free // MEGABYTE


def require_space(path: Path, needed: int) -> None:
    """Raises DiskFull when fewer than `needed` megabytes are left."""
    free = free_megabytes(path)
    if free < needed:
        raise DiskFull(path=path, free=free, needed=needed)


@contextlib.contextmanager
def explained(path: Path, needed: int = 64) -> Iterator[None]:
    """Turns a full disk and a refused write below `path` into their own errors; every other OSError passes."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull(path=path, free=free_megabytes(path), needed=needed) from error
        if error.errno in _NOT_ALLOWED:
            raise HomeNotWritable(path=error.filename or path) from error
        raise


def make_private_folder(path: Path, uid: int = -1, gid: int = -1) -> bool:
    """Makes one folder, 0700, for `uid`. True when it was made now; a folder that exists stays as it is."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not path.is_dir() or path.is_symlink():
            raise
        return False
    if uid >= 0:
        os.chown(path, uid, gid, follow_symlinks=False)
    return True


def write_private(path: Path, text: str, uid: int = -1, gid: int = -1) -> None:
    """Writes a 0600 file whole or not at all, safe against a crash and against a link planted in its place."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            if uid >= 0:
                os.fchown(file.fileno(), uid, gid)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
