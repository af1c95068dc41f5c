"""Who runs PostgreSQL. It refuses to run as root: as root a system user without a shell does it, otherwise we ourselves."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qingting.infra.database import locks
from qingting.infra.database.errors import NoSystemUser
from qingting.infra.database.folders import explained, make_private_folder

SYSTEM_FOLDER = Path("/var/lib/qingting")
# An ordinary person's account may already bear the first name; the second is taken then.
NAMES = ("qingting", "qingting_db")


@dataclass(frozen=True, slots=True)
class Account:
    """uid and gid PostgreSQL runs under; `system` when that is not the user of this process."""

    uid: int
    gid: int
    name: str
    system: bool

    def run_as(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make the child this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077} if self.system else {"umask": 0o077}


def user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def current_account() -> Account:
    return Account(os.geteuid(), os.getegid(), user_name(os.geteuid()), system=False)


def system_account() -> Account:
    """The system user, made on first use together with its 0700 home. Called as root. Raises NoSystemUser."""
    with explained(SYSTEM_FOLDER):
        fresh = make_private_folder(SYSTEM_FOLDER)
        with locks.exclusive(SYSTEM_FOLDER / ".lock"):
            entry = _find() or _create()
            if fresh or SYSTEM_FOLDER.stat().st_uid == 0:
                os.chown(SYSTEM_FOLDER, entry.pw_uid, entry.pw_gid, follow_symlinks=False)
    if SYSTEM_FOLDER.stat().st_uid != entry.pw_uid:
        raise NoSystemUser(name=entry.pw_name, reason=f"{SYSTEM_FOLDER} belongs to {user_name(SYSTEM_FOLDER.stat().st_uid)}")
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, system=True)


def _find() -> pwd.struct_passwd | None:
    for name in NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if Path(entry.pw_dir) == SYSTEM_FOLDER and entry.pw_uid != 0:
            return entry
    return None


def _taken(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _create() -> pwd.struct_passwd:
    name = next((name for name in NAMES if not _taken(name)), NAMES[-1])
    shell = next((shell for shell in ("/usr/sbin/nologin", "/sbin/nologin") if Path(shell).exists()), "/bin/false")
    if useradd := _tool("useradd"):
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_FOLDER), "--shell", shell, name]
    elif adduser := _tool("adduser"):  # busybox
        command = [adduser, "-S", "-D", "-H", "-h", str(SYSTEM_FOLDER), "-s", shell, name]
    else:
        raise NoSystemUser(name=name, reason="no useradd, no adduser")
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    entry = _find()
    if entry is None:
        raise NoSystemUser(name=name, reason=(done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
    return entry


def _tool(name: str) -> str | None:
    return shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")
