"""Making, starting, watching and ending jobs. Every step is one conditional UPDATE, so two workers cannot hold the same job."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from qingting.infra.progress.models import Job
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.ids import uuid7

SILENT = timedelta(seconds=60)
"""A running job that says nothing for this long has lost its worker."""
STARTABLE = ("new", "stopped", "failed", "done")


class Superseded(Exception):
    """The job was stopped, or another worker has taken it over: leave it alone."""


def make_job(
    *, kind: str, label: str, actor: Actor, now: datetime, options: dict[str, Any] | None = None, job_id: UUID | None = None
) -> Job:
    return Job.objects.create(
        id=job_id or uuid7(), kind=kind, label=label[:200], by_id=actor.id, by_name=actor.name, created_at=now, options=options or {}
    )


def job_folder(job_id: UUID) -> Path:
    """Where the job keeps its files. Not made yet."""
    return Path(settings.ENVIRONMENT.home) / "jobs" / str(job_id)


def find_job(job_id: UUID, kind: str) -> Job | None:
    return Job.objects.filter(pk=job_id, kind=kind).first()


def recent_jobs(kind: str, limit: int = 50) -> list[Job]:
    return list(Job.objects.filter(kind=kind).order_by("-created_at", "-id")[:limit])


def is_lost(job: Job, now: datetime) -> bool:
    """Whether it is said to be running and nobody is at it."""
    return job.state == "running" and (job.touched_at is None or now - job.touched_at > SILENT)


def queue_job(job_id: UUID, *, step: str, now: datetime, by: Actor) -> int | None:
    """Make the job ready for a worker, in the name of `by`; its new attempt, or None when it is at work already."""
    free = Job.objects.filter(pk=job_id, state__in=STARTABLE) | Job.objects.filter(
        pk=job_id, state__in=("queued", "running"), touched_at__lt=now - SILENT
    )
    changed = free.update(
        state="queued",
        step=step,
        attempt=F("attempt") + 1,
        done=0,
        message={},
        touched_at=now,
        finished_at=None,
        by_id=by.id,
        by_name=by.name,
    )
    return Job.objects.values_list("attempt", flat=True).get(pk=job_id) if changed else None


def begin_job(job_id: UUID, attempt: int, now: datetime) -> Job | None:
    """Take the job for this worker, also from one that has fallen silent; None when it was stopped, started anew or is somebody else's."""
    this = Job.objects.filter(pk=job_id, attempt=attempt)
    free = this.filter(state="queued") | this.filter(state="running", touched_at__lt=now - SILENT)
    return Job.objects.get(pk=job_id) if free.update(state="running", started_at=now, touched_at=now) else None


def _held(job: Job) -> QuerySet[Job]:
    """The row as long as this worker is the one that holds it: every taking sets another beginning."""
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, started_at=job.started_at, state="running")


def touch_job(job: Job, *, done: int, now: datetime, total: int | None = None) -> None:
    """Say how far it is. Raises Superseded."""
    more = {"total": total} if total is not None else {}
    if not _held(job).update(done=done, touched_at=now, **more):
        raise Superseded


def finish_job(job: Job, *, done: int, now: datetime, result: dict[str, Any], files: dict[str, str]) -> bool:
    """False when it was no longer this worker's."""
    return bool(_held(job).update(state="done", done=done, total=done, touched_at=now, finished_at=now, result=result, files=files))


def fail_job(job: Job, *, now: datetime, message: Bi) -> None:
    _held(job).update(state="failed", touched_at=now, finished_at=now, message={"zh": message.zh, "en": message.en})


def stop_job(job_id: UUID, now: datetime) -> bool:
    """Ask whoever is at it to stop; what is done stays done."""
    return bool(Job.objects.filter(pk=job_id, state__in=("queued", "running")).update(state="stopped", touched_at=now, finished_at=now))


def set_options(job_id: UUID, options: dict[str, Any], result: dict[str, Any]) -> None:
    Job.objects.filter(pk=job_id, state__in=STARTABLE).update(options=options, result=result)


def drop_job(job_id: UUID, now: datetime) -> bool:
    """Forget the job unless somebody is at it."""
    lost = Job.objects.filter(pk=job_id, state__in=("queued", "running"), touched_at__lt=now - SILENT)
    gone, _what = (Job.objects.filter(pk=job_id, state__in=STARTABLE) | lost).delete()
    return bool(gone)
