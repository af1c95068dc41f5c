"""Locks between processes that the kernel drops when their holder dies: there is no stale lock to clean up.

POSIX record locks are used and not flock: they are not inherited by forked workers, so a worker that outlives its killed
parent does not keep the ownership. They do not exclude the threads of one process, hence the register below.
"""

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

_guard = threading.Lock()
_held: dict[Path, tuple[int, int]] = {}  # path -> (pid that took it, open file)
_shared: dict[Path, tuple[int, int, int]] = {}  # path -> (pid, open file, times taken in this process)
_threads: dict[Path, threading.Lock] = {}


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


def _still_named(path: Path, handle: int) -> bool:
    """False when the file was removed while we waited for it: the lock would then exclude nobody."""
    try:
        named = path.stat()
    except FileNotFoundError:
        return False
    opened = os.fstat(handle)
    return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Waits for the lock and holds it for the length of a `with` block. The folder of `path` exists."""
    with _guard:
        in_process = _threads.setdefault(path, threading.Lock())
    with in_process:
        while True:
            handle = _open(path)
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX)
                if _still_named(path, handle):
                    yield
                    return
            finally:
                os.close(handle)


def try_hold(path: Path) -> bool:
    """Takes the lock until `let_go` or the end of this process. False when somebody has it, this process included."""
    with _guard:
        if path in _held and _held[path][0] == os.getpid():
            return False
        handle = _open(path)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        _held[path] = (os.getpid(), handle)
        return True


def let_go(path: Path) -> None:
    """Gives back what `try_hold` took in this process; nothing otherwise."""
    with _guard:
        pid, handle = _held.get(path, (0, -1))
        if pid == os.getpid():
            del _held[path]
            os.close(handle)


def holder(path: Path) -> int | None:
    """The process that holds the lock, or None."""
    with _guard:
        if path in _held and _held[path][0] == os.getpid():
            return os.getpid()
        try:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            written = os.pread(handle, 20, 0).decode(errors="replace").strip()
            return int(written) if written.isdigit() else 0
        else:
            return None
        finally:
            os.close(handle)


def share(path: Path) -> None:
    """Counts this process among the users until `unshare` or its end."""
    with _guard:
        pid, handle, times = _shared.get(path, (0, -1, 0))
        if pid != os.getpid():
            handle, times = _open(path), 0
            fcntl.lockf(handle, fcntl.LOCK_SH)
        _shared[path] = (os.getpid(), handle, times + 1)


def unshare(path: Path) -> None:
    """Takes back one `share` of this process; nothing otherwise."""
    with _guard:
        pid, handle, times = _shared.get(path, (0, -1, 0))
        if pid != os.getpid():
            return
        if times > 1:
            _shared[path] = (pid, handle, times - 1)
        else:
            del _shared[path]
            os.close(handle)


def others_share(path: Path) -> bool:
    """Whether another process is among the users. Called, like the two above, where only one process at a time can be."""
    with _guard:
        pid, handle, _ = _shared.get(path, (0, -1, 0))
        ours = pid == os.getpid()
        if not ours:
            try:
                handle = _open(path)
            except FileNotFoundError:  # the folder is gone
                return False
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return True
        else:
            if ours:
                fcntl.lockf(handle, fcntl.LOCK_SH)
            return False
        finally:
            if not ours:
                os.close(handle)
