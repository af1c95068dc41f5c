"""The benches: intake, lifecycle, queue, workspace, search. Each returns figures and targets; every page is shown beside the floor."""

from __future__ import annotations

import http.cookies
import itertools
import json
import random
import re
import time
import urllib.parse
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from qingting.console.bench.client import Speaker, Taken, run
from qingting.console.bench.server import Served, cpu_seconds, memory_megabytes

TEXTS = (
    "门锁装上不到一个月就打不开了，报修三次都说约不到师傅，我要求换新。", "说好的三天发货，现在一个星期了还没有动静，客服每次都让我再等等。", "活动价比我昨天买的便宜了三百多，申请差价一直不给处理。",
    "你们客服说话很不耐烦，还没讲完就把电话挂了，我要求道歉。", "赠品没有收到，问了两次都说在核实。", "空气净化器滤芯拆开就有一股异味，孩子闻了不舒服，我要求退货退款。",
)  # fmt: skip
WORDS = ("退款", "门锁", "师傅", "差价", "道歉", "发货", "换新", "净化", "客服", "安装", "孩子", "电池", "漏水", "承诺", "赠品", "物流")


def _complaint(number: int) -> bytes:
    body = {
        "channel": "hotline", "received_at": datetime.now(UTC).isoformat(), "verbatim": f"{TEXTS[number % len(TEXTS)]}（{number}）",  # noqa: TID251 - a bench is a door
        "customer": {"name": f"客户{number % 9973}", "phone": f"1990{number % 9973:07d}"}, "product": "智能门锁 L3", "region": "华东",
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False).encode()


def sign_in(port: int, username: str = "manager") -> str:
    """The session cookie of a demo login."""
    from qingting.console.demo_command import PASSWORD

    speaker = Speaker(port)
    _status, page, headers = speaker.ask("GET", "/login")
    cookies: http.cookies.SimpleCookie = http.cookies.SimpleCookie(headers.get("Set-Cookie", ""))
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("the login page has no form")
    form = urllib.parse.urlencode(
        {"csrfmiddlewaretoken": token[1].decode(), "username": username, "password": PASSWORD, "next": ""}
    ).encode()
    status, _body, headers = speaker.ask(
        "POST",
        "/login",
        form,
        Content_Type="application/x-www-form-urlencoded",
        Cookie=f"csrftoken={cookies['csrftoken'].value}",
        Referer=f"http://127.0.0.1:{port}/login",
    )
    found = re.search(r"sessionid=([^;]+)", headers.get("Set-Cookie", ""))
    if status != 302 or found is None:
        raise RuntimeError(f"sign-in answered {status}")
    return f"sessionid={found[1]}"


def _pages(
    served: Served, paths: Callable[[], str], *, clients: int, rounds: int, cookie: str = "", token: str = "", port: int | None = None
) -> Taken:
    lock_free = itertools.count()

    def make() -> Callable[[], tuple[int, int]]:
        speaker = Speaker(port or served.port, cookie=cookie, token=token)

        def call() -> tuple[int, int]:
            next(lock_free)
            status, body, _headers = speaker.ask("GET", paths())
            return status, len(body)

        return call

    return run(make, clients=clients, rounds=rounds)


def floor(served: Served, rounds: int = 150) -> dict[str, float]:
    """The bare page, measured in the same run."""
    before = cpu_seconds(served.pids()["floor"]) + cpu_seconds(served.pids()["database"])
    taken = _pages(served, lambda: "/db", clients=1, rounds=rounds, port=served.floor_port)
    spent = cpu_seconds(served.pids()["floor"]) + cpu_seconds(served.pids()["database"]) - before
    return {"floor_p50_ms": taken.percentile(0.5), "floor_p95_ms": taken.percentile(0.95), "floor_cpu_ms": round(spent / rounds * 1000, 1)}


def _page_figures(served: Served, paths: Callable[[], str], rounds: int, cookie: str) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    parts = served.pids()
    for clients in (1, 4):
        before = cpu_seconds(parts["web"] + parts["database"])
        taken = _pages(served, paths, clients=clients, rounds=rounds, cookie=cookie)
        spent = cpu_seconds(parts["web"] + parts["database"]) - before
        figures |= {
            f"p50_ms_{clients}": taken.percentile(0.5), f"p95_ms_{clients}": taken.percentile(0.95), f"per_second_{clients}": taken.rate, f"cpu_ms_{clients}": round(spent / rounds * 1000, 1),
            f"errors_{clients}": len(taken.errors),
        }  # fmt: skip
        figures["bytes"] = taken.size
    return figures


def bench_queue(served: Served, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    cookie = sign_in(served.port)
    paths = itertools.cycle(["/queue?view=all", "/queue?view=overdue", "/queue?view=all&grade=C", "/queue?view=unassigned"])
    figures = floor(served) | _page_figures(served, lambda: next(paths), 200, cookie)
    return figures, {"p50_ms_1": 25, "p95_ms_1": 50} if n <= 100_000 else {"p95_ms_1": 80}


def _numbers(served: Served, count: int) -> list[str]:
    speaker = Speaker(served.port, token=served.token)
    found: list[str] = []
    cursor = ""
    while len(found) < count:
        _status, body, _headers = speaker.ask("GET", f"/api/v1/complaints?view=all&limit=200&cursor={cursor}")
        page = json.loads(body)
        found += [item["no"] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    return found[:count]


def bench_workspace(served: Served, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    cookie = sign_in(served.port)
    numbers = _numbers(served, 400)
    chosen = random.Random(3)
    figures = floor(served) | _page_figures(served, lambda: f"/complaints/{chosen.choice(numbers)}", 200, cookie)
    return figures, {"p50_ms_1": 30 if n <= 100_000 else 35}


def bench_search(served: Served, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    cookie = sign_in(served.port)
    words = itertools.cycle(WORDS)
    figures = floor(served) | _page_figures(served, lambda: "/queue?q=" + urllib.parse.quote(next(words)), 160, cookie)
    slowest: dict[str, float] = {}
    speaker = Speaker(served.port, token=served.token)
    for word in WORDS:
        times = []
        for _ in range(7):
            started = time.perf_counter()
            speaker.ask("GET", "/api/v1/complaints?limit=50&q=" + urllib.parse.quote(word))
            times.append((time.perf_counter() - started) * 1000)
        slowest[word] = round(sorted(times)[len(times) // 2], 1)
    figures["slowest_words_ms"] = dict(sorted(slowest.items(), key=lambda item: -item[1])[:4])
    return figures, {"p95_ms_1": 50 if n <= 100_000 else 200}


def bench_intake(served: Served, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    counter = itertools.count(int(time.time()) % 1_000_000 * 100)  # noqa: TID251 - fresh texts for every run
    figures: dict[str, Any] = floor(served)
    parts = served.pids()
    for clients, rounds in ((1, 200), (8, 800)):

        def make() -> Callable[[], tuple[int, int]]:
            speaker = Speaker(served.port, token=served.token)

            def call() -> tuple[int, int]:
                status, body, _headers = speaker.ask("POST", "/api/v1/complaints", _complaint(next(counter)))
                return status, len(body)

            return call

        before = {part: cpu_seconds(pids) for part, pids in parts.items()}
        taken = run(make, clients=clients, rounds=rounds)
        spent = {part: cpu_seconds(pids) - before[part] for part, pids in parts.items()}
        figures |= {
            f"per_second_{clients}": taken.rate, f"p50_ms_{clients}": taken.percentile(0.5), f"p95_ms_{clients}": taken.percentile(0.95), f"errors_{clients}": len(taken.errors),
            f"cpu_ms_{clients}": round((spent["web"] + spent["database"]) / rounds * 1000, 1), f"worker_cpu_ms_{clients}": round(spent["worker"] / rounds * 1000, 1),
        }  # fmt: skip
    figures["memory_mb"] = round(memory_megabytes(parts["web"] + parts["worker"]), 0)
    return figures, {"p50_ms_1": 20, "per_second_8": 100}


def bench_lifecycle(served: Served, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """create, assign, decide, confirm with the customer's link, close, rate: six calls."""
    counter = itertools.count(int(time.time()) % 1_000_000 * 100)  # noqa: TID251 - fresh texts for every run
    figures: dict[str, Any] = floor(served)
    parts = served.pids()

    def make() -> Callable[[], tuple[int, int]]:
        speaker = Speaker(served.port, token=served.token)

        def call() -> tuple[int, int]:
            status, body, _headers = speaker.ask("POST", "/api/v1/complaints", _complaint(next(counter)))
            if status != 201:
                return status, 0
            made = json.loads(body)
            address, receipt = f"/api/v1/complaints/{made['no']}/", made["receipt"]["secret"]
            steps: list[tuple[str, dict[str, Any], dict[str, str]]] = [
                ("assign", {"to": "manager"}, {}), ("decide", {"outcome": "upheld", "text": "已为您办理，抱歉给您带来不便。"}, {}), ("confirm", {"satisfied": True}, {"X_Receipt": receipt}),
                ("close", {}, {}), ("rate", {"score": 5}, {"X_Receipt": receipt}),
            ]  # fmt: skip
            for act, fields, headers in steps:
                status, body, _headers = speaker.ask("POST", address + act, json.dumps(fields, ensure_ascii=False).encode(), **headers)
                if status >= 400:
                    return status, len(body)
            return 200, len(body)

        return call

    for clients, rounds in ((1, 60), (4, 240)):
        before = {part: cpu_seconds(pids) for part, pids in parts.items()}
        taken = run(make, clients=clients, rounds=rounds, warm=1)
        spent = {part: cpu_seconds(pids) - before[part] for part, pids in parts.items()}
        figures |= {
            f"lifecycles_per_second_{clients}": taken.rate, f"p50_ms_{clients}": taken.percentile(0.5), f"p95_ms_{clients}": taken.percentile(0.95), f"errors_{clients}": len(taken.errors),
            f"cpu_ms_per_lifecycle_{clients}": round((spent["web"] + spent["database"]) / rounds * 1000, 1), f"worker_cpu_ms_per_lifecycle_{clients}": round(spent["worker"] / rounds * 1000, 1),
        }  # fmt: skip
    return figures, {"lifecycles_per_second_4": 25 if n <= 100_000 else 20}


BENCHES = {"intake": bench_intake, "lifecycle": bench_lifecycle, "queue": bench_queue, "workspace": bench_workspace, "search": bench_search}
