"""Import by page: upload, look, dry run, run; the work itself is a background job that this page watches."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from qingting.complaints.queries.access import may_act
from qingting.infra import clock
from qingting.infra.progress.jobs import job_folder, recent_jobs
from qingting.policy.queries import current_standard
from qingting.web.present.admin_imports import import_list, job_page, progress_view, template_list, upload_form
from qingting.web.views.admin_gate import asked, back_to, gated, show, tried, typed
from qingting.workflows import prepare_import as flow
from qingting.workflows.read_import_file import KINDS, reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kinds(request: HttpRequest) -> list[str]:
    """What this person may import."""
    everything = may_act(request.actor, "manage_users", current_standard())  # type: ignore[attr-defined]
    return [kind for kind in KINDS if everything or kind not in flow.PEOPLE_KINDS]


@gated("import", "imports")
def imports(request: HttpRequest) -> HttpResponse:
    lang = request.lang  # type: ignore[attr-defined]
    if asked(request, "tab") == "templates":
        return show(request, "table_page.html", template_list(lang))
    kinds = _kinds(request)
    jobs = [job for job in recent_jobs(flow.KIND, 100) if job.options.get("kind") in (*kinds, None)]
    return show(request, "table_page.html", import_list(jobs, now=clock.now(), lang=lang))


@gated("import", "imports", "GET", "POST")
def import_new(request: HttpRequest) -> HttpResponse:
    actor, lang, now, standard = request.actor, request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    kind = typed(request, "kind")["kind"]
    lines: list[dict[str, str]] = []
    if request.method == "POST":
        sent = request.FILES.get("file")

        def keep() -> Any:
            if sent is None:
                raise flow.NothingUploaded(field="file")
            wanted = kind if kind in KINDS else ""
            return flow.prepare_import(
                name=sent.name or "",
                chunks=sent.chunks(),
                size=sent.size or 0,
                kind=wanted,
                lang=lang,
                actor=actor,
                now=now,
                standard=standard,
            )

        job, lines = tried(request, keep)
        if job is not None:
            return back_to(request, "web:import_job", job_id=job.pk)
    context = upload_form(_kinds(request), kind, lang, lines, flow.MOST_BYTES // 1048576)
    return show(request, "form_page.html", context, status=422 if lines else 200)


@gated("import", "imports")
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    lang = "en" if asked(request, "lang", 5).startswith("en") else "zh"
    out = io.BytesIO()
    reader().write_template(out, kind, lang)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="qingting-{kind}-{lang}.xlsx"'
    return response


def _job(request: HttpRequest, job_id: UUID) -> Any:
    return flow.import_of(job_id, request.actor, current_standard())  # type: ignore[attr-defined]


def _page(request: HttpRequest, job: Any, now: datetime, status: int = 200) -> HttpResponse:
    has_file = (job_folder(job.pk) / "source").exists()
    context = job_page(job, now=now, lang=request.lang, kinds=_kinds(request), has_file=has_file)  # type: ignore[attr-defined]
    return show(request, "import_job.html", context, status=status, personal=True)


@gated("import", "imports")
def import_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    return _page(request, _job(request, job_id), clock.now())


@gated("import", "imports", "POST")
def import_look(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job, values, now = _job(request, job_id), typed(request, "kind", "mode"), clock.now()
    flow.look_again(job, kind=values["kind"], mode=values["mode"], actor=request.actor, now=now, standard=current_standard())  # type: ignore[attr-defined]
    return back_to(request, "web:import_job", job_id=job_id)


@gated("import", "imports", "POST")
def import_start(request: HttpRequest, job_id: UUID) -> HttpResponse:
    flow.start_import(job_id, step=asked(request, "step", 10), actor=request.actor, now=clock.now(), standard=current_standard())  # type: ignore[attr-defined]
    return back_to(request, "web:import_job", job_id=job_id)


@gated("import", "imports", "POST")
def import_stop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    flow.stop_import(job_id, actor=request.actor, now=clock.now(), standard=current_standard())  # type: ignore[attr-defined]
    return back_to(request, "web:import_job", _("已停止"), job_id=job_id)


@gated("import", "imports", "POST")
def import_drop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    flow.drop_import(job_id, actor=request.actor, now=clock.now(), standard=current_standard())  # type: ignore[attr-defined]
    return back_to(request, "web:imports", _("已删除"))


@gated("import", "imports")
def import_progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """While at work: how far. At its end the page is asked to load anew."""
    job, now = _job(request, job_id), clock.now()
    progress = progress_view(job, now)
    response = render(request, "fragments/import_progress.html", {"progress": progress})
    if progress is None or not progress["active"]:
        response["HX-Refresh"] = "true"
    return response


@gated("import", "imports")
def import_report(request: HttpRequest, job_id: UUID, step: str) -> HttpResponse:
    job = _job(request, job_id)
    path = job_folder(job.pk) / Path(job.files.get(step, "")).name
    if not job.files.get(step) or not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{Path(job.label).stem}-{step}.csv", content_type="text/csv; charset=utf-8"
    )  # type: ignore[return-value]
