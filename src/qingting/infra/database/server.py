"""One PostgreSQL server process on one data folder: is it alive, start it, stop it.

The state is read from `postmaster.pid`, which the server writes: line 1 its pid, 5 the socket folder, 7 the shared memory
segment, 8 "ready" once it accepts connections.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qingting.infra.database.account import Account
from qingting.infra.database.errors import StartFailed
from qingting.infra.database.folders import explained
from qingting.infra.database.sockets import socket_path

START_SECONDS = 600  # recovery after a kill replays the log first
FAST_STOP_SECONDS = 120
_NOT_YET_GONE = ("is still in use", "already exists")
_LOG_BYTES = 10 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A server that is alive. `reachable` once it accepts connections on its socket."""

    pid: int
    socket_folder: Path
    reachable: bool


def find(data: Path) -> Found | None:
    """The live server of a data folder, or None. Raises PermissionError when the folder is another user's."""
    lines = _pid_file(data)
    if len(lines) < 5 or not lines[0].strip().isdigit():
        return None
    pid, folder = int(lines[0]), Path(lines[4].strip())
    if not _is_server(pid, data):
        return None
    ready = len(lines) >= 8 and lines[7].strip() == "ready"
    return Found(pid, folder, ready and socket_path(folder).exists())


def start(programs: Path, data: Path, config: Path, log: Path, account: Account, waiting: Callable[[], None]) -> subprocess.Popen[bytes]:
    """Starts the server and returns once it accepts connections. `waiting` is called once when that takes over two seconds.

    The server is in a session of its own: Ctrl-C in the terminal reaches us, and we stop it in order. Raises StartFailed, DiskFull.
    """
    deadline = time.monotonic() + 30
    while True:
        _forget_stale(data)
        process = _launch(programs, data, config, log, account)
        try:
            if _ready(process, data, waiting):
                return process
        except BaseException:  # Ctrl-C while it recovers: leave nothing behind
            process.send_signal(signal.SIGINT)
            process.wait(FAST_STOP_SECONDS)
            raise
        reason = _last_words(log)
        # After kill -9 the children of the old server need a moment to notice that they are orphans.
        if not any(words in reason for words in _NOT_YET_GONE) or time.monotonic() > deadline:
            raise StartFailed(reason=reason, log=log)
        time.sleep(0.2)


def last_socket_folder(data: Path) -> Path | None:
    """Where the server of this data folder listens, or listened when it was killed; None after a clean stop."""
    lines = _pid_file(data)
    return Path(lines[4].strip()) if len(lines) >= 5 else None


def stop(data: Path, child: subprocess.Popen[bytes] | None = None) -> None:
    """Fast, clean stop: open transactions are rolled back, the checkpoint is written. `child` is reaped if it is the server."""
    found = find(data)
    for sign, seconds in ((signal.SIGINT, FAST_STOP_SECONDS), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        if found is None or _gone(found.pid, data, child, 0):
            return
        try:
            os.kill(found.pid, sign)
        except ProcessLookupError:
            return
        if _gone(found.pid, data, child, seconds):
            return


def run_to_end(command: list[str], account: Account, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Runs a program of PostgreSQL as the right user, in English and without settings of the person's own environment."""
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"} | dict(options.pop("extra", {}))  # type: ignore[call-overload]
    return subprocess.run(command, env=environment, check=False, **account.run_as(), **options)  # type: ignore[call-overload,no-any-return]


def _launch(programs: Path, data: Path, config: Path, log: Path, account: Account) -> subprocess.Popen[bytes]:
    with explained(log):
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    try:
        return subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), "-c", f"config_file={config}"],
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            cwd=data,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            **account.run_as(),
        )
    finally:
        os.close(handle)


def _ready(process: subprocess.Popen[bytes], data: Path, waiting: Callable[[], None]) -> bool:
    began, told = time.monotonic(), False
    while process.poll() is None:
        found = find(data)
        if found and found.pid == process.pid and found.reachable:
            return True
        spent = time.monotonic() - began
        if spent > 2 and not told:
            waiting()
            told = True
        if spent > START_SECONDS:
            process.send_signal(signal.SIGQUIT)
            process.wait()
            return False
        time.sleep(0.02)
    return False


def _gone(pid: int, data: Path, child: subprocess.Popen[bytes] | None, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        if child is not None and child.pid == pid:
            child.poll()
        if not _is_server(pid, data):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.02)


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_server(pid: int, data: Path) -> bool:
    """Whether this pid is the server of this folder: after a crash or a reboot another program may bear the number,
    and a killed server may be a zombie that nobody reaps (its command line is empty then)."""
    if sys.platform == "linux":
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False
    else:
        shown = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, check=False).stdout
        return b"postgres" in shown and os.fsencode(data) in shown
    return os.path.basename(words[0]) == b"postgres" and os.fsencode(data) in words


def _forget_stale(data: Path) -> None:
    """Removes a postmaster.pid whose number another program bears now: PostgreSQL itself refuses to start beside one.

    Only on Linux, where it can be seen that no process has the old shared memory open any more.
    """
    lines = _pid_file(data)
    if sys.platform != "linux" or not lines or find(data) is not None:
        return
    segment = lines[6].split() if len(lines) > 6 else []
    if len(segment) == 2 and _attached(segment[1]):
        return
    (data / "postmaster.pid").unlink(missing_ok=True)


def _attached(segment: str) -> bool:
    try:
        rows = Path("/proc/sysvipc/shm").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return True
    return any(row.split()[1] == segment and int(row.split()[6]) > 0 for row in rows)


def _last_words(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4000))
        lines = file.read().decode(errors="replace").strip().splitlines()
    return next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), lines[-1] if lines else "?")
