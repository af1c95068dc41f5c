"""An import as a background job: the dry run and the run itself. A worker that dies leaves a job that can be started again; no row comes in twice."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app

from qingting.complaints.queries.access import check_act
from qingting.infra import clock
from qingting.infra.context import coming_from
from qingting.infra.progress import jobs
from qingting.infra.progress.models import Job
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.people.queries.roster import active_actor
from qingting.policy.queries import current_standard
from qingting.workflows.import_file import RowOutcome, import_rows
from qingting.workflows.prepare_import import KIND, check_kind

log = logging.getLogger("qingting.import")
FIRST_PROBLEMS = 100
SAY_EVERY_SECONDS = 0.7


class StarterGone(DomainError):
    code = "console.import.starter_gone"
    zh = "发起导入的人员已停用，请由其他同事重新开始。"
    en = "Whoever started this import is no longer active; a colleague must start it again."


@app.task(name="import_file")
def import_file(job_id: str, attempt: int) -> None:
    with coming_from("import", job_id):
        run_import(UUID(job_id), attempt, clock.now)


def run_import(job_id: UUID, attempt: int, now: Callable[[], datetime]) -> None:
    """Do the step the job waits for. Whatever is wrong with the file or its rows ends in the job, never in an exception."""
    job = jobs.begin_job(job_id, attempt, now())
    if job is None or job.kind != KIND:
        return
    try:
        _work(job, now)
    except jobs.Superseded:
        log.info("import %s: stopped, or taken over", job_id)
    except DomainError as error:
        jobs.fail_job(job, now=now(), message=Bi(error.message("zh"), error.message("en")))
    except (OperationalError, InterfaceError):
        log.exception("import %s: the database went away; it can be started again", job_id)
        raise
    except Exception:  # the person who waits must hear of it; the log has the rest
        log.exception("import %s failed", job_id)
        jobs.fail_job(
            job,
            now=now(),
            message=Bi(
                "导入中断：程序出错，已完成的行保留，可以继续。",
                "The import broke off with an internal error. Finished rows stay; it can be continued.",
            ),
        )


def _work(job: Job, now: Callable[[], datetime]) -> None:
    from qingting.console.import_reader import open_uploaded
    from qingting.console.importing.report import ReportWriter

    actor, standard = active_actor(job.by_id), current_standard()
    if actor is None:
        raise StarterGone()
    options, begun = job.options, now()
    check_act(actor, "import", standard)
    check_kind(actor, options["kind"], standard)
    folder, report = jobs.job_folder(job.pk), f"report-{job.step}.csv"
    source = open_uploaded(folder / "source", name=options["name"], kind=options["kind"], zone=standard.organisation_zone, now=begun)
    with ReportWriter(folder / report, lang=options.get("lang", "zh")) as writer:
        watch = _Watch(job, writer, now)
        expected = sum(job.result.get("check", {}).get("counts", {}).values()) or None
        jobs.touch_job(job, done=0, now=now(), total=expected)
        totals = import_rows(
            source.rows(), kind=source.kind, mode=options.get("mode") or source.mode, actor=actor, now=begun, standard=standard, each=watch.hear, dry_run=job.step == "check", label=job.label,
        )  # fmt: skip
    outcome = {
        "counts": totals.counts,
        "problems": watch.problems,
        "seconds": round((now() - begun).total_seconds(), 1),
        "at": now().isoformat(),
    }
    finished = jobs.finish_job(
        job, done=watch.seen, now=now(), result={**job.result, job.step: outcome}, files={**job.files, job.step: report}
    )
    if finished and job.step == "run":
        _forget_source(folder)


class _Watch:
    """Hears of every row: writes the report, keeps the first problems, says how far the job is."""

    def __init__(self, job: Job, writer: Any, now: Callable[[], datetime]) -> None:
        self._job, self._writer, self._now = job, writer, now
        self._said = time.monotonic()
        self.seen = 0
        self.problems: list[dict[str, Any]] = []

    def hear(self, done: RowOutcome) -> None:
        from qingting.infra.tables.model import Problem

        self.seen += 1
        found = [*done.row.problems, *(Problem(field or None, "import.refused", zh, en) for field, zh, en in done.errors)]
        outcome = {"updated": "created"}.get(done.outcome, done.outcome)
        self._writer.add(done.row.line, "warned" if outcome == "created" and found else outcome, done.no or None, found)
        if found and len(self.problems) < FIRST_PROBLEMS:
            self.problems.append(
                {
                    "line": done.row.line,
                    "outcome": done.outcome,
                    "texts": [{"field": p.field or "", "zh": p.zh, "en": p.en} for p in found[:5]],
                }
            )
        if time.monotonic() - self._said > SAY_EVERY_SECONDS:
            self._said = time.monotonic()
            jobs.touch_job(self._job, done=self.seen, now=self._now())


def _forget_source(folder: Path) -> None:
    """Everything is in: the uploaded file with its personal data need not lie about."""
    try:
        (folder / "source").unlink(missing_ok=True)
    except OSError:
        log.exception("could not remove %s", folder / "source")
