"""`qingting serve | web | worker`: the processes of a company. The parent watches its children and stops them cleanly."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from qingting.console.setup import home, open_company, say

if TYPE_CHECKING:
    from qingting.infra.database.embedded import EmbeddedPostgres

LOOK_SECONDS = 2.0


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting serve --port 8000"
    if name != "worker":
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=2, help="网页进程数 · web processes")
    if name == "serve":
        parser.add_argument("--demo", action="store_true", help="没有数据时先建示范公司 · create the demo company in an empty database")


def run(name: str, options: argparse.Namespace) -> int:
    if name == "worker":
        return _worker()
    if name == "web":
        with open_company(keep=True):
            _static()
        return subprocess.call(_web_command(options), env=_environment(options))
    return _serve(options)


def _environment(options: argparse.Namespace) -> dict[str, str]:
    environment = dict(os.environ)
    environment.setdefault("QINGTING_BASE_URL", f"http://{options.host}:{options.port}")
    return environment


def _web_command(options: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "qingting.config.wsgi:application", "--bind", f"{options.host}:{options.port}", "--workers", str(options.workers), "--threads", "4",
        "--worker-class", "gthread", "--timeout", "60", "--graceful-timeout", "10", "--keep-alive", "15", "--max-requests", "0", "--log-level", "warning", "--limit-request-line", "8190",
        "--backlog", "512", "--worker-tmp-dir", "/dev/shm" if os.path.isdir("/dev/shm") else str(home()),
    ]  # fmt: skip


def _static() -> None:
    """Collect and compress the static files when they changed since the last start."""
    import hashlib
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command

    digest = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}:{path.stat().st_mtime_ns}".encode())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest.hexdigest())


def _serve(options: argparse.Namespace) -> int:
    started = time.monotonic()
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    with open_company() as database:
        if options.demo:
            from qingting.console.demo_command import create_if_empty

            create_if_empty(say)
        _static()
        environment = _environment(options)
        commands = {"web": _web_command(options), "worker": [sys.executable, "-m", "qingting.console.main", "worker"]}
        children = {name: _begin(command, environment) for name, command in commands.items()}
        _wait_until_up(options, children["web"], stopping)
        if not stopping:
            say(f"倾听已启动 · ready in {time.monotonic() - started:.1f} s: http://{options.host}:{options.port}")
            if options.demo:
                from qingting.console.demo_command import logins

                say(logins())
        failed = _watch(children, commands, environment, stopping, database)
        _stop(children)
    return 1 if failed else 0


def _wait_until_up(options: argparse.Namespace, web: subprocess.Popen[bytes], stopping: list[int]) -> None:
    import urllib.error
    import urllib.request

    host = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host
    for _attempt in range(300):
        if stopping or web.poll() is not None:
            return
        try:
            with urllib.request.urlopen(f"http://{host}:{options.port}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


def _begin(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A child that ends when we end, however we end: nobody keeps the port after a kill."""
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """Linux sends SIGTERM to this process when its parent dies; elsewhere the worker looks after its parent by itself."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1: PR_SET_PDEATHSIG


def _watch(
    children: dict[str, subprocess.Popen[bytes]],
    commands: dict[str, list[str]],
    environment: dict[str, str],
    stopping: list[int],
    database: EmbeddedPostgres | None,
) -> bool:
    """Until a signal comes. A child that dies is started again, at most five times a minute; then everything stops with an error.

    An embedded database that dies is brought back; what was committed is there, and the children find it by themselves.
    """
    deaths: list[float] = []
    looked = time.monotonic()
    while not stopping:
        time.sleep(0.2)
        if database is not None and time.monotonic() - looked > LOOK_SECONDS:
            _bring_back(database)
            looked = time.monotonic()
        for name, child in list(children.items()):
            if child.poll() is None:
                continue
            deaths = [moment for moment in deaths if time.monotonic() - moment < 60] + [time.monotonic()]
            if len(deaths) > 5:
                say(f"{name} 反复退出，停止服务 · {name} keeps dying, stopping")
                return True
            say(f"{name} 退出（{child.returncode}），正在重启 · restarting {name}")
            children[name] = _begin(commands[name], environment)
    return False


def _bring_back(database: EmbeddedPostgres) -> None:
    from qingting.infra.database.errors import DatabaseError

    if database.running():
        return
    say("数据库没有响应，正在恢复 · bringing the database back")
    try:
        database.ensure_started()
    except DatabaseError as error:
        say(f"{error.message('zh')} · {error.message('en')}")


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + 15
    for child in children.values():
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def _worker() -> int:
    with open_company(keep=True):
        from qingting.console.worker_loop import run_worker

        return run_worker()
