"""The worker: judging sweep, outbox, due work, each on its own beat; jobs of procrastinate beside them. Any number may run."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection

from qingting.infra import clock
from qingting.infra.context import coming_from
from qingting.infra.notify.channels import Channel, Gateway, Smtp
from qingting.infra.notify.sending import send_waiting
from qingting.workflows.do_due_work import do_due_work
from qingting.workflows.judge_pending import judge_pending
from qingting.workflows.render_message import render_message
from qingting.workflows.seal_day import seal_day

log = logging.getLogger("qingting.worker")


def configured_channels() -> dict[str, Channel]:
    """The ways out that have an address; a channel without one is simply not here, and pages show it as off."""
    environment = settings.ENVIRONMENT
    found: dict[str, Channel] = {}
    if environment.smtp_url:
        found["email"] = Smtp(environment.smtp_url)
    if environment.gateway_url:
        found["gateway"] = Gateway(environment.gateway_url, environment.gateway_secret, environment.gateway_idempotent)
    return found


def _beat(name: str, seconds: float, work: Callable[[], int], stop: threading.Event) -> None:
    """Call `work` again at once while there is something to do, else after `seconds`. A failure is logged and waits longer, never ends the beat."""
    failures = 0
    with coming_from("job"):
        while not stop.is_set():
            try:
                close_old_connections()
                done = work()
                failures = 0
            except Exception:
                failures += 1
                log.exception("%s failed, trying again", name)
                connection.close()
                done = 0
            if not done:
                stop.wait(min(30.0, seconds * (1 + failures * 4)))
        connection.close()


def run_worker() -> int:
    """Run until SIGTERM or SIGINT, or until the parent is gone."""
    channels = configured_channels()
    stop = threading.Event()
    beats: list[tuple[str, float, Callable[[], int]]] = [
        ("judging", 0.5, lambda: judge_pending(clock.now())),
        ("due work", 1.0, lambda: do_due_work(clock.now())),
        ("seal", 600.0, lambda: seal_day(clock.now())),
    ]
    if channels:
        beats.append(("outbox", 0.5, lambda: send_waiting(channels, now=clock.now, render=render_message)))
    threads = [threading.Thread(target=_beat, args=(*beat, stop), name=beat[0], daemon=True) for beat in beats]
    for thread in threads:
        thread.start()
    jobs = threading.Thread(target=_jobs, args=(stop,), name="jobs", daemon=True)
    jobs.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    while not stop.wait(0.5):
        if os.getppid() != parent:
            log.warning("the parent is gone, stopping")
            break
    stop.set()
    deadline = time.monotonic() + 10
    for thread in [*threads, jobs]:
        thread.join(max(0.1, deadline - time.monotonic()))
    return 0


def _jobs(stop: threading.Event) -> None:
    """procrastinate's own loop; when the database restarts it is begun again."""
    from procrastinate.contrib.django import app

    async def until_stopped() -> None:
        worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with worker.open_async():
            running = asyncio.create_task(worker.run_worker_async(install_signal_handlers=False, concurrency=1, delete_jobs="successful"))
            while not stop.is_set() and not running.done():
                await asyncio.sleep(0.3)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    while not stop.is_set():
        try:
            asyncio.run(until_stopped())
        except Exception:
            log.exception("jobs stopped, beginning again")
        stop.wait(3)
