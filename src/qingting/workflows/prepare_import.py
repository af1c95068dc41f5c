"""An import by page: the file is kept, looked at, checked without writing, then run by a worker. Each step is asked for by a person."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from qingting.complaints.queries.access import check_act
from qingting.infra.files.kinds import safe_name
from qingting.infra.files.storing import NotStored
from qingting.infra.jobs.app import defer
from qingting.infra.ledger import NewEvent, record
from qingting.infra.progress import jobs
from qingting.infra.progress.models import Job
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.ids import uuid7
from qingting.policy.schema import Standard
from qingting.workflows.read_import_file import KINDS, MODES, reader

KIND = "import"
MOST_BYTES = 300 * 1024 * 1024
PEOPLE_KINDS = frozenset({"staff", "departments", "branches"})
STEPS = ("check", "run")


class NoSuchImport(DomainError):
    code = "imports.job.none"
    status = 404
    zh = "没有这次导入。"
    en = "There is no such import."


class ImportBusy(DomainError):
    code = "imports.job.busy"
    status = 409
    zh = "这次导入正在进行，请等它结束，或先停止。"
    en = "This import is at work; wait until it ends, or stop it first."


class NothingUploaded(DomainError):
    code = "imports.file.missing"
    zh = "请选择要导入的文件。"
    en = "Please choose the file to import."


class UploadTooLarge(DomainError):
    code = "imports.file.too_large"
    status = 413
    zh = "文件超过 {limit} MB，请拆分，或在服务器上用 qingting import 导入。"
    en = "The file is larger than {limit} MB. Split it, or use qingting import on the server."


class NotRecognised(DomainError):
    code = "imports.file.not_recognised"
    status = 409
    zh = "还没有认出这个文件的内容，请先选择数据类别。"
    en = "It is not known yet what this file holds; choose the kind of data first."


class FileGone(DomainError):
    code = "imports.file.gone"
    status = 409
    zh = "这次导入已经完成，原文件已删除。需要再次导入请重新上传。"
    en = "This import is finished and its file was removed. Upload it again to import it once more."


def check_kind(actor: Actor, kind: str | None, standard: Standard) -> None:
    """People and their organisation are imported only by who may manage them: otherwise a list could make anybody an administrator."""
    if kind in PEOPLE_KINDS:
        check_act(actor, "manage_users", standard)


def import_of(job_id: UUID, actor: Actor, standard: Standard) -> Job:
    """Raises NotAllowed, NoSuchImport."""
    check_act(actor, "import", standard)
    job = jobs.find_job(job_id, KIND)
    if job is None:
        raise NoSuchImport()
    check_kind(actor, job.options.get("kind"), standard)
    return job


def prepare_import(
    *, name: str, chunks: Iterable[bytes], size: int, kind: str, lang: str, actor: Actor, now: datetime, standard: Standard
) -> Job:
    """Keep the file and look at it. A file that is not recognised is kept too, so that its kind can be said. Raises NothingUploaded, UploadTooLarge, NotStored."""
    check_act(actor, "import", standard)
    check_kind(actor, kind, standard)
    label = safe_name(name)
    if not size:
        raise NothingUploaded(field="file")
    if size > MOST_BYTES:
        raise UploadTooLarge(field="file", limit=MOST_BYTES // 1048576)
    job_id = uuid7()
    folder = jobs.job_folder(job_id)
    try:
        folder.mkdir(parents=True, mode=0o700)
        with (folder / "source").open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NotStored(field="file") from error
    options = {"name": label, "kind": kind or None, "lang": lang, "size": size}
    job = jobs.make_job(kind=KIND, label=label, actor=actor, now=now, options=options, job_id=job_id)
    try:
        return look_again(job, kind=kind, mode="", actor=actor, now=now, standard=standard)
    except DomainError:
        drop_import(job_id, actor=actor, now=now, standard=standard)
        raise


def look_again(job: Job, *, kind: str, mode: str, actor: Actor, now: datetime, standard: Standard) -> Job:
    """Say what the file holds; what it was recognised as, or why not, is in `job.result`. Raises NotAllowed, ImportBusy, FileGone."""
    check_act(actor, "import", standard)
    wanted = kind if kind in KINDS else None
    check_kind(actor, wanted, standard)
    path = jobs.job_folder(job.pk) / "source"
    if job.state not in jobs.STARTABLE:
        raise ImportBusy()
    if not path.exists():
        raise FileGone()
    result: dict[str, Any] = {}
    options = {**job.options, "kind": wanted, "mode": mode if mode in MODES else ""}
    try:
        seen = reader().look(path, name=job.options["name"], kind=wanted, zone=standard.organisation_zone, now=now)
    except DomainError as error:
        result["refused"] = {"zh": error.message("zh"), "en": error.message("en")}
    else:
        check_kind(actor, seen["kind"], standard)
        result["look"] = seen
        options |= {"kind": seen["kind"], "mode": (options["mode"] or seen["mode"]) if seen["kind"] == "complaints" else "live"}
    jobs.set_options(job.pk, options, result)
    job.refresh_from_db()
    return job


def start_import(job_id: UUID, *, step: str, actor: Actor, now: datetime, standard: Standard) -> Job:
    """Hand the step to a worker. Raises NotAllowed, NoSuchImport, NotRecognised, FileGone, ImportBusy."""
    job = import_of(job_id, actor, standard)
    if step not in STEPS or "look" not in job.result:
        raise NotRecognised()
    if not (jobs.job_folder(job.pk) / "source").exists():
        raise FileGone()
    with transaction.atomic():
        attempt = jobs.queue_job(job.pk, step=step, now=now, by=actor)
        if attempt is None:
            raise ImportBusy()
        if step == "run":
            data = {"job": str(job.pk), "kind": job.options["kind"], "mode": job.options["mode"]}
            record([NewEvent("console.import.started", data, text=job.label)], subject="import", actor=actor, now=now)
        defer("import_file", job_id=str(job.pk), attempt=attempt)
    job.refresh_from_db()
    return job


def stop_import(job_id: UUID, *, actor: Actor, now: datetime, standard: Standard) -> None:
    """Rows that are in stay in. Raises NotAllowed, NoSuchImport."""
    import_of(job_id, actor, standard)
    jobs.stop_job(job_id, now)


def drop_import(job_id: UUID, *, actor: Actor, now: datetime, standard: Standard) -> None:
    """Remove the uploaded file and the reports of an import; what it brought in stays. Raises NotAllowed, NoSuchImport, ImportBusy."""
    job = import_of(job_id, actor, standard)
    if not jobs.drop_job(job.pk, now):
        raise ImportBusy()
    shutil.rmtree(jobs.job_folder(job.pk), ignore_errors=True)
