"""The database goes away under a live server and comes back: a polite 503 meanwhile, and afterwards work goes on without a restart."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qingting.infra.database.embedded import EmbeddedPostgres


@dataclass
class Live:
    port: int
    database: EmbeddedPostgres
    address: str

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read().decode()

    def wait_for(self, path: str, status: int, seconds: float = 90) -> None:
        until = time.monotonic() + seconds
        last: object = None
        while time.monotonic() < until:
            try:
                last = self.ask(path)[0]
            except OSError as error:
                last = error
            if last == status:
                return
            time.sleep(0.3)
        raise AssertionError(f"{path} never answered {status}: {last}")


@pytest.fixture
def live() -> Iterator[Live]:
    home = Path(tempfile.mkdtemp(prefix="qt-away-"))
    database = EmbeddedPostgres(home, durable=False)
    address = database.ensure_started()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DATABASE_URL": address, "QINGTING_HOME": str(home), "PYTHONPATH": "src"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (home / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "qingting.console.main", "serve", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield Live(port, database, address)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
        database.stop()
        database.remove_data()
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.long
def test_a_server_outlives_its_database(live: Live):
    live.wait_for("/healthz", 200)
    assert live.ask("/portal/")[0] in (200, 503)  # 503 with a reason: no standard is active in an empty home
    live.database.stop()
    for path in ("/healthz", "/portal/r/" + "A" * 22, "/login", "/api/v1/complaints"):
        status, headers, body = live.ask(path, Authorization="Bearer qt_wrong") if path.startswith("/api") else live.ask(path)
        assert status in ((200, 503) if path == "/login" else (503,)), (path, status)
        if status == 503:
            assert int(headers["Retry-After"]) > 0, path
            assert "Traceback" not in body and "psycopg" not in body and body.strip(), path
            if path.startswith("/api"):
                assert headers["Content-Type"] == "application/problem+json" and json.loads(body)["status"] == 503
    assert live.database.ensure_started() == live.address
    live.wait_for("/healthz", 200, 60)
    assert live.ask("/api/v1/complaints", Authorization="Bearer qt_wrong")[0] == 401
    assert live.ask("/portal/r/" + "A" * 22)[0] in (404, 503)
