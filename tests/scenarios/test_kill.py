"""kill -9 at random moments to every process: whatever was acknowledged is there exactly once, and no chain of the ledger is broken."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from qingting.infra.database.instance import find_instance
from tests.infra.notify.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
KILLING_SECONDS = 9.0


class Company:
    """`qingting serve` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QINGTING_", "DATABASE_URL", "DJANGO_"))}
        self.environment = {**kept, "QINGTING_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        self.parent: subprocess.Popen[bytes] | None = None
        self.log = home.with_name("serve.log")

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "qingting.console.main", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self) -> None:
        with self.log.open("ab") as out:
            command = [sys.executable, "-m", "qingting.console.main", "serve", "--port", str(self.port), "--workers", "1"]
            self.parent = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out, cwd=self.home.parent)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.parent.poll() is None, self.log.read_text()[-3000:]
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
                return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-3000:])

    def stop(self) -> None:
        if self.parent is not None and self.parent.poll() is None:
            self.parent.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.parent.wait(20)
            self.parent.kill()

    def web_and_worker(self) -> list[int]:
        """Our processes below the parent, gunicorn's own workers among them; not the database's."""
        assert self.parent is not None
        found = [child for child in _children(self.parent.pid) if b"postgres" not in _command(child)]
        return found + [grandchild for child in found for grandchild in _children(child)]

    def database(self) -> list[int]:
        instance = find_instance(self.home, create=False)
        with suppress(OSError, ValueError, AttributeError):
            return [int((instance.data / "postmaster.pid").read_text().split()[0])]
        return []


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


class Client(Thread):
    """Registers one complaint after the other and repeats each with its key until it is acknowledged."""

    def __init__(self, port: int, token: str, number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.token, self.number = port, token, number
        self.acknowledged: dict[str, str] = {}
        self.strange: list[int] = []
        self.stopping = False

    def run(self) -> None:
        count = 0
        while not self.stopping:
            key = f"{self.number}-{count}"
            no = self._register(key)
            if no:
                self.acknowledged[key] = no
                count += 1
            else:
                time.sleep(0.1)

    def _register(self, key: str) -> str | None:
        body = json.dumps({"verbatim": f"快递还没到，单号 {key}", "channel": "hotline", "order_no": key}).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key, "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1/complaints", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=8) as answer:
                return str(json.load(answer)["no"])
        except urllib.error.HTTPError as error:
            if error.code not in (500, 503):
                self.strange.append(error.code)
        except (OSError, ValueError):
            pass
        return None


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the processes in /proc")
def test_what_was_acknowledged_survives_any_kill_exactly_once(tmp_path):
    company, chance = Company(tmp_path / "home"), random.Random(20261118)
    clients: list[Client] = []
    try:
        company.start()
        company.run("user", "create", "crm", "--role", "agent", "--password", "correct-horse-42")
        token = company.run("token", "create", "--user", "crm")
        clients = [Client(company.port, token, number) for number in range(2)]
        for client in clients:
            client.start()
        _kill_at_random(company, chance)
        assert company.parent is not None
        os.kill(company.parent.pid, signal.SIGKILL)  # and at last the parent itself: nobody may keep its port or its database
        company.parent.wait()
        time.sleep(0.5)
        company.start()
        before = sum(len(client.acknowledged) for client in clients)
        deadline = time.monotonic() + 15
        while sum(len(client.acknowledged) for client in clients) < before + 4 and time.monotonic() < deadline:
            time.sleep(0.2)
        for client in clients:
            client.stopping = True
        for client in clients:
            client.join(12)
        _check(company, clients, token, before)
    finally:
        for client in clients:
            client.stopping = True
        company.stop()


def _kill_at_random(company: Company, chance: random.Random) -> None:
    end, kills = time.monotonic() + KILLING_SECONDS, 0
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.3, 1.6))
        targets = company.database() if kills == 2 else company.web_and_worker()
        if targets:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(targets), signal.SIGKILL)
            kills += 1
    assert kills >= 4


def _check(company: Company, clients: list[Client], token: str, before: int) -> None:
    acknowledged = {key: no for client in clients for key, no in client.acknowledged.items()}
    assert [code for client in clients for code in client.strange] == []
    assert len(acknowledged) > before, "nothing was registered after the restart: " + company.log.read_text()[-2000:]
    stored: dict[str, list[str]] = {}
    cursor: str | None = ""
    while cursor is not None:
        url = f"http://127.0.0.1:{company.port}/api/v1/complaints?limit=200&sort=recent&cursor={cursor}"
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"}), timeout=20) as answer:
            page = json.load(answer)
        for item in page["items"]:
            key = item["title"].rpartition(" ")[2]
            stored.setdefault(key, []).append(item["no"])
        cursor = page["next"]
    assert {key: stored.get(key) for key in acknowledged} == {key: [no] for key, no in acknowledged.items()}
    assert all(len(numbers) == 1 for numbers in stored.values())
    report = json.loads(company.run("doctor", "--json"))
    assert [check for check in report["checks"] if check["name"] == "ledger" and not check["ok"]] == []
