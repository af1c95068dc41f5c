"""The folder of the server's socket: 0700, and short, because the path of a socket ends at 107 bytes (103 on macOS)."""

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from qingting.infra.database.errors import SocketPathTooLong
from qingting.infra.database.folders import explained, make_private_folder
from qingting.infra.database.instance import Instance

PORT = 5432  # only part of the socket's name: nothing listens on a network port
LIMIT = 103 if sys.platform == "darwin" else 107


def socket_path(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def make_socket_folder(instance: Instance) -> Path:
    """Called when no server runs on the instance. The same name on every start, so that processes that attached earlier find a restarted server.

    The temporary folder is open to all: when somebody else has taken the name, a random one is used instead.
    """
    account = instance.account
    digest = hashlib.sha256(f"{instance.id}\0{instance.home}".encode()).hexdigest()[:12]
    base = _base(f"qingting-{digest}-xxxxxxxx", system=account.system)
    folder = base / f"qingting-{digest}"
    with explained(base):
        if not _make_if_free(folder, account.uid, account.gid, system=account.system):
            folder = Path(tempfile.mkdtemp(prefix=f"qingting-{digest}-", dir=base))
            if account.system:
                os.chown(folder, account.uid, account.gid, follow_symlinks=False)
        _clear(folder)  # a killed server leaves its socket, and a lock that counts while its number is in use
    return folder


def _make_if_free(folder: Path, uid: int, gid: int, *, system: bool) -> bool:
    """True when the folder is now there, ours and closed to others."""
    try:
        make_private_folder(folder, uid if system else -1, gid if system else -1)
    except FileExistsError:
        return False
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == 0o700


def remove_socket_folder(folder: Path) -> None:
    """After the server has stopped. Leaves a folder alone that is not one of ours."""
    if not folder.name.startswith("qingting-"):
        return
    _clear(folder)
    try:
        folder.rmdir()
    except OSError:
        return


def _clear(folder: Path) -> None:
    for leftover in (socket_path(folder), folder / f".s.PGSQL.{PORT}.lock"):
        leftover.unlink(missing_ok=True)


def _base(name: str, *, system: bool) -> Path:
    candidates = [Path("/run")] if system else []
    candidates += [Path(tempfile.gettempdir()), Path("/tmp")]
    for base in candidates:
        if base.is_dir() and os.access(base, os.W_OK) and len(os.fsencode(socket_path(base / name))) <= LIMIT:
            return base
    raise SocketPathTooLong(path=socket_path(candidates[-2] / name), limit=LIMIT)
