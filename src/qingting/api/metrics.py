"""Counts for a monitor, in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from qingting.complaints.choices import STATUSES
from qingting.complaints.queries.totals import status_counts
from qingting.infra.jobs.watching import job_states
from qingting.infra.notify.reading import states
from qingting.sla.queries.overdue import overdue_clocks

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics_text(now: datetime) -> str:
    """Live complaints by status, running clocks past their deadline by name, outbox messages and background jobs by state."""
    found = status_counts()
    lines = [
        *_gauge("qingting_complaints", "Live complaints by status", "status", {status: found.get(status, 0) for status in STATUSES}),
        *_gauge("qingting_clocks_overdue", "Running clocks past their deadline", "clock", overdue_clocks(now)),
        *_gauge("qingting_outbox", "Messages by state", "state", dict.fromkeys(("queued", "sent", "failed", "in_doubt"), 0) | states()),
        *_gauge("qingting_jobs", "Background jobs by state", "state", asdict(job_states(now))),
    ]
    return "\n".join(lines) + "\n"


def _gauge(name: str, about: str, label: str, values: Mapping[str, int]) -> Iterable[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} gauge"
    for value, count in sorted(values.items()):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        yield f'{name}{{{label}="{escaped}"}} {count}'
