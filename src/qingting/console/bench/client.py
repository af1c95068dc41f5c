"""A small HTTP client for measuring: one kept connection a thread, every answer's status, time and size noted."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Taken:
    """What a run gave: milliseconds of every request, wrong answers, bytes of the last answer, seconds in all."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    size: int = 0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        rows = sorted(self.times)
        return round(rows[min(len(rows) - 1, int(len(rows) * share))], 1) if rows else 0.0

    @property
    def rate(self) -> float:
        return round(len(self.times) / self.seconds, 1) if self.seconds else 0.0


class Speaker:
    """One kept connection. `cookie` and `token` are sent with every request."""

    def __init__(self, port: int, *, token: str = "", cookie: str = "") -> None:
        self.port = port
        self.headers = {"Accept-Encoding": "identity"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        if cookie:
            self.headers["Cookie"] = cookie
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        sent = {**self.headers, **{key.replace("_", "-"): value for key, value in headers.items()}}
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        for attempt in (1, 2):
            try:
                self.connection.request(method, path, body, sent)
                answer = self.connection.getresponse()
                return answer.status, answer.read(), dict(answer.getheaders())
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.connection.close()
                if attempt == 2:
                    raise
        raise RuntimeError("unreachable")


def run(make: Callable[[], Callable[[], tuple[int, int]]], *, clients: int, rounds: int, warm: int = 5) -> Taken:
    """`make()` gives each client its own callable; it returns (status, size). `rounds` calls in all."""
    taken = Taken()
    lock = threading.Lock()
    calls = [make() for _ in range(clients)]
    for call in calls:
        for _ in range(warm):
            call()
    left = [rounds]

    def work(call: Callable[[], tuple[int, int]]) -> None:
        while True:
            with lock:
                if left[0] <= 0:
                    return
                left[0] -= 1
            started = time.perf_counter()
            status, size = call()
            spent = (time.perf_counter() - started) * 1000
            with lock:
                taken.times.append(spent)
                taken.size = size
                if status >= 400:
                    taken.errors.append(str(status))

    started = time.perf_counter()
    threads = [threading.Thread(target=work, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.seconds = time.perf_counter() - started
    return taken
