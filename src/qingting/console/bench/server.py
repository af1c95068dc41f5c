"""A company of N complaints in a home of its own, and a real server on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from qingting.console.setup import home, say


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """The running server: where it is, how to speak to it, which processes it is made of."""

    port: int
    token: str
    folder: Path
    parent: subprocess.Popen[bytes]
    floor_port: int
    extra: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def pids(self) -> dict[str, list[int]]:
        """Process ids by part: web, worker, database."""
        parts: dict[str, list[int]] = {"web": [], "worker": [], "database": [], "floor": []}
        floor = {p.pid for p in self.extra}
        for pid, command, parent in _processes():
            if "gunicorn" in command and ("floor" in command or parent in floor):
                parts["floor"].append(pid)
            elif "gunicorn" in command and str(self.port) in command:
                parts["web"].append(pid)
            elif "console.main worker" in command and _environ(pid).get("QINGTING_HOME") == str(self.folder):
                parts["worker"].append(pid)
        parts["database"] = _database_pids(self.folder)
        return parts


def _processes() -> Iterator[tuple[int, str, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                yield int(entry.name), command, parent


def _environ(pid: int) -> dict[str, str]:
    with suppress(OSError):
        rows = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
        return dict(row.split("=", 1) for row in rows if "=" in row)
    return {}


def _database_pids(folder: Path) -> list[int]:
    """The postmaster of this home and its children."""
    with suppress(OSError, ValueError):
        from qingting.infra.database.instance import find_instance

        instance = find_instance(folder, create=False)
        master = int((Path(instance.data) / "postmaster.pid").read_text().splitlines()[0]) if instance else 0
        return [pid for pid, _command, parent in _processes() if master and (pid == master or parent == master)]
    return []


def cpu_seconds(pids: list[int]) -> float:
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0
    for pid in pids:
        with suppress(OSError, IndexError, ValueError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])
    return total / ticks


def memory_megabytes(pids: list[int]) -> float:
    """Proportional set size, so that shared pages count once."""
    total = 0
    for pid in pids:
        with suppress(OSError, ValueError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


@contextmanager
def served(n: int, *, workers: int = 2) -> Iterator[Served]:
    """Load what is missing, start `qingting serve` and the floor beside it, stop both."""
    folder = home() / "bench" / str(n)
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QINGTING_HOME": str(folder)}
    environment.pop("DATABASE_URL", None)
    prepared = subprocess.run(
        [sys.executable, "-m", "qingting.console.bench.load", str(n)], env=environment, stdout=subprocess.PIPE, check=True
    )
    token = prepared.stdout.decode().strip().splitlines()[-1]
    port, floor_port = free_port(), free_port()
    parent = subprocess.Popen(
        [sys.executable, "-m", "qingting.console.main", "serve", "--port", str(port), "--workers", str(workers)],
        env=environment,
        start_new_session=True,
    )
    extra: list[subprocess.Popen[bytes]] = []
    try:
        _wait(port, parent)
        floor_command = [
            sys.executable,
            "-m",
            "gunicorn",
            "qingting.console.bench.floor:application",
            "--bind",
            f"127.0.0.1:{floor_port}",
            "--workers",
            str(workers),
            "--threads",
            "4",
            "--worker-class",
            "gthread",
            "--log-level",
            "warning",
        ]
        extra.append(
            subprocess.Popen(
                floor_command,
                env={**environment, "DJANGO_SETTINGS_MODULE": "qingting.console.bench.floor_settings"},
                start_new_session=True,
            )
        )
        _wait(floor_port, extra[0])
        yield Served(port, token, folder, parent, floor_port, extra)
    finally:
        for child in [*extra, parent]:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in [*extra, parent]:
            try:
                child.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)


def _wait(port: int, child: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):
        if child.poll() is not None:
            raise RuntimeError(f"the server ended with {child.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    say("the server did not answer within a minute")
    raise RuntimeError("no answer")
