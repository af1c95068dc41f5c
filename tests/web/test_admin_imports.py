"""A file is uploaded, recognised, tried without writing, then taken in by a worker; a broken-off import goes on without a row twice."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from qingting.complaints.models import Complaint
from qingting.console import import_job
from qingting.customers.models import Customer, Product
from qingting.infra import clock
from qingting.infra.progress import jobs
from qingting.infra.progress.models import Job
from qingting.kernel.bilingual import Bi
from qingting.people.models import User
from qingting.workflows.read_import_file import KINDS
from tests.web.admin_support import browser_of, counted, events_of, main_of

PRODUCTS = "产品编码,产品名称,产品线\nBX-520,五门冰箱,冰箱\nXY-8,洗衣机,洗衣机\n,没有编码,\n"
COMPLAINTS = "投诉时间,渠道,客户姓名,电话,客户原话\n2026-11-01 09:30,电话热线,冯女士,13800006621,冰箱不制冷已经三天了\n2026-11-02 10:00,电话热线,李先生,13900001111,洗衣机漏水\n"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    import dataclasses

    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, home=tmp_path)


@pytest.fixture
def manager(company):
    return browser_of("manager")


def a_file(content: str | bytes, name: str = "表.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def upload(browser: Any, content: str | bytes, name: str = "表.csv", status: int = 302, **data: str) -> Job | None:
    browser.send("import_new", {"file": a_file(content, name), **data}, status=status)
    return Job.objects.order_by("-created_at", "-id").first()


def work(job: Job) -> Job:
    """What a worker does with the jobs that wait."""
    job.refresh_from_db()
    import_job.run_import(job.pk, job.attempt, clock.now)
    job.refresh_from_db()
    return job


def start(browser: Any, job: Job, step: str) -> Job:
    browser.send("import_start", query=f"?step={step}", job_id=job.pk)
    return work(job)


def queued(job: Job) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'import_file' AND status = 'todo' AND args->>'job_id' = %s",
            [str(job.pk)],
        )
        return int(cursor.fetchone()[0])


# the way through


def test_a_list_of_products_from_upload_to_report(company, manager):
    job = upload(manager, PRODUCTS)
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert all(words in page for words in ("产品", "产品编码", "CSV", "2 / 3 行可以导入", "试运行")) and "开始导入" not in page
    manager.send("import_start", query="?step=check", job_id=job.pk)
    assert queued(job) == 1 and not Product.objects.exists()
    assert "等待后台进程" in main_of(manager.after()) and 'hx-trigger="every 2s"' in manager.page
    work(job)
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert (
        "试运行结果" in page
        and "新增 2 行、有错 1 行（不导入）" in page
        and "产品编码：必填，但为空" in page
        and not Product.objects.exists()
    )
    job = start(manager, job, "run")
    assert (job.state, job.step, job.done, job.total) == ("done", "run", 3, 3)
    assert set(Product.objects.values_list("code", flat=True)) == {"BX-520", "XY-8"}
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert "导入结果" in page and "开始导入" not in page and "重新识别" not in page
    assert "新增 2 行" in main_of(manager.open("imports"))
    assert not (jobs.job_folder(job.pk) / "source").exists(), "the personal data of the upload is not kept"
    manager.open("import_report", job_id=job.pk, step="run")
    assert manager.answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(b"".join(manager.answer.streaming_content).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["created", "created", "failed"]
    assert [event.name for event in events_of("import")] == ["console.import.started", "console.import.completed"]


def test_the_same_file_again_brings_nothing_in_twice(company, manager):
    for expected in ({"created": 2}, {"skipped": 2}):
        job = upload(manager, COMPLAINTS)
        manager.send("import_look", {"kind": "complaints", "mode": "history"}, job_id=job.pk)
        start(manager, job, "check")
        assert start(manager, job, "run").result["run"]["counts"] == expected
    assert Complaint.objects.count() == 2 and set(Complaint.objects.values_list("origin", flat=True)) == {"history"}


def test_complaints_are_taken_in_as_of_now_when_a_person_says_so(company, manager):
    job = upload(manager, COMPLAINTS)
    assert "如何登记" in main_of(manager.open("import_job", job_id=job.pk))
    manager.send("import_look", {"kind": "complaints", "mode": "live"}, job_id=job.pk)
    start(manager, job, "check")
    assert start(manager, job, "run").result["run"]["counts"] == {"created": 2}
    assert set(Complaint.objects.values_list("origin", flat=True)) == {"live"}
    assert {e.actor_id for e in events_of(f"complaint:{Complaint.objects.first().pk}")[:1]} == {company.manager.id}


@pytest.mark.parametrize(
    "content",
    [
        PRODUCTS.encode("gb18030"),
        b"\xef\xbb\xbf" + PRODUCTS.encode(),
        gzip.compress(PRODUCTS.encode()),
        PRODUCTS.replace(",", "\t").encode(),
    ],
    ids=["gb18030", "bom", "gzip", "tabs"],
)
def test_other_writings_of_the_same_table_are_read(company, manager, content):
    job = upload(manager, content, "表.csv.gz" if content[:2] == b"\x1f\x8b" else "表.csv")
    start(manager, job, "check")
    assert start(manager, job, "run").result["run"]["counts"] == {"created": 2, "failed": 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_template_can_be_downloaded_and_imported(company, lang):
    admin = browser_of("admin", lang)
    assert all(name.pick(lang) in main_of(admin.open("imports", "?tab=templates")) for name in KINDS.values())
    for kind in KINDS:
        answer = admin.get(f"/imports/templates/{kind}?lang={lang}")
        assert answer.status_code == 200 and answer.content[:2] == b"PK"
        job = upload(admin, answer.content, f"{kind}.xlsx")
        assert job.result["look"]["kind"] == kind, kind


# files of all kinds


def test_an_unknown_form_is_kept_until_somebody_says_what_it_is(company, manager):
    job = upload(manager, "a,b\n1,2\n")
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert "认不出文件" in page and "试运行" not in page
    manager.send("import_look", {"kind": "products", "mode": ""}, job_id=job.pk)
    assert "缺少必需的列" in main_of(manager.open("import_job", job_id=job.pk))
    manager.send("import_start", query="?step=run", status=409, job_id=job.pk)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"%PDF-1.7\n"),
        ("a.html", b"<html><script>alert(1)</script></html>"),
        ("a.xlsx", b"PK\x03\x04nonsense"),
        ("a.csv", bytes(range(256)) * 40),
        ("a.gz", gzip.compress(b"0" * 5_000_000)),
        ("../../etc/passwd", b"x"),
        ("a\x00<script>.csv", PRODUCTS.encode()),
        ("名" * 200 + ".csv", PRODUCTS.encode()),
        ("=cmd|' /C calc'!A0.csv", PRODUCTS.encode()),
    ],
)
def test_hostile_files_end_in_words_and_never_in_an_error(company, manager, name, content):
    answer = manager.post("/imports/new", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in (302, 422)
    for job in Job.objects.all():
        raw = manager.get(f"/imports/{job.pk}").content.decode()
        assert "<script>" not in raw.split("<main")[1].split("</main")[0]
        assert len(job.label) <= 200 and "/" not in job.label
    folder = jobs.job_folder(Job.objects.first().pk).parent if Job.objects.exists() else None
    assert folder is None or all(path.parent.parent == folder for path in folder.glob("*/*"))


def test_nothing_chosen_or_too_large_is_said(company, manager, monkeypatch):
    assert "请选择要导入的文件" in manager.send("import_new", {}, status=422)
    monkeypatch.setattr("qingting.workflows.prepare_import.MOST_BYTES", 10)
    assert "请拆分" in manager.send("import_new", {"file": a_file(PRODUCTS)}, status=422)
    assert not Job.objects.exists()


def test_markup_in_a_file_stays_letters(company, manager):
    job = upload(manager, '产品编码,产品名称,<script>alert(1)</script>\nX,"<img src=x onerror=alert(1)>",1\n,"<b>",2\n')
    start(manager, job, "check")
    raw = manager.get(f"/imports/{job.pk}").content.decode().split("<main")[1]
    assert "&lt;script&gt;alert(1)" in raw and "<script>alert" not in raw and "<img" not in raw


# who may


def test_a_manager_cannot_make_anybody_an_administrator_through_a_list(company, manager):
    sheet = "用户名,姓名,角色\nmanager,经理,系统管理员\n"
    manager.send("import_new", {"file": a_file(sheet)}, status=403)
    manager.send("import_new", {"file": a_file(sheet), "kind": "staff"}, status=403)
    assert not Job.objects.exists() and User.objects.get(username="manager").role == "manager"
    admin = browser_of("admin")
    job = upload(admin, sheet)
    for path in ("", "/progress", "/report/check"):
        assert manager.get(f"/imports/{job.pk}{path}").status_code == 403
    assert manager.post(f"/imports/{job.pk}/start?step=run").status_code == 403
    assert "表.csv" not in main_of(manager.open("imports")) and "表.csv" in main_of(admin.open("imports"))
    products = upload(manager, PRODUCTS)
    manager.send("import_look", {"kind": "staff"}, status=403, job_id=products.pk)


def test_a_list_of_staff_leaves_an_administrator_and_no_circle(company):
    admin = browser_of("admin")
    job = upload(admin, "用户名,姓名,角色,上级\nadmin,管理员,agent,\nagent,甲,agent,lead\nlead,乙,lead,agent\nneu,丙,agent,lead\n")
    start(admin, job, "check")
    assert start(admin, job, "run").state == "done"
    people = {user.username: user for user in User.objects.all()}
    assert people["admin"].role == "admin" and "neu" in people
    assert not (people["agent"].superior_id == people["lead"].pk and people["lead"].superior_id == people["agent"].pk)
    texts = str(job.result["run"]["problems"])
    assert "最后一位在用的系统管理员" in texts and "不能形成循环" in texts


def test_who_lost_the_right_meanwhile_starts_nothing(company, manager):
    job = upload(manager, PRODUCTS)
    manager.send("import_start", query="?step=check", job_id=job.pk)
    User.objects.filter(username="manager").update(role="agent")
    assert "不能导入" in work(job).message["zh"] and job.state == "failed"
    User.objects.filter(username="manager").update(role="manager", is_active=False)
    jobs.queue_job(job.pk, step="check", now=clock.now(), by=company.manager)
    assert "已停用" in work(job).message["zh"]


# progress, stopping, going on


def test_progress_says_how_far_and_asks_the_page_to_reload_at_the_end(company, manager):
    job = upload(manager, PRODUCTS)
    manager.send("import_start", query="?step=check", job_id=job.pk)
    Job.objects.filter(pk=job.pk).update(state="running", done=40, total=80, touched_at=clock.now())
    page = manager.open("import_progress", job_id=job.pk)
    assert "40 / 80 行" in page and 'width="50"' in page and "HX-Refresh" not in manager.answer
    Job.objects.filter(pk=job.pk).update(state="done")
    manager.open("import_progress", job_id=job.pk)
    assert manager.answer["HX-Refresh"] == "true"


def test_only_one_worker_holds_a_job(company, manager):
    job = upload(manager, PRODUCTS)
    manager.send("import_start", query="?step=check", job_id=job.pk)
    manager.send("import_start", query="?step=check", status=409, job_id=job.pk)
    job.refresh_from_db()
    first = jobs.begin_job(job.pk, job.attempt, clock.now())
    assert first is not None and jobs.begin_job(job.pk, job.attempt, clock.now()) is None
    manager.send("import_look", {"kind": "products"}, status=409, job_id=job.pk)
    manager.send("import_drop", status=409, job_id=job.pk)


def test_a_stopped_job_writes_no_more(company, manager, monkeypatch):
    monkeypatch.setattr(import_job, "SAY_EVERY_SECONDS", -1)
    monkeypatch.setattr("qingting.workflows.import_file.CHUNK", 1)
    job = upload(manager, "产品编码,产品名称\n" + "".join(f"P{n},产品{n}\n" for n in range(5)))
    heard = import_job._Watch.hear

    def stop_after_two(watch, done):
        heard(watch, done)
        if watch.seen == 2:
            manager.send("import_stop", job_id=job.pk)

    monkeypatch.setattr(import_job._Watch, "hear", stop_after_two)
    start(manager, job, "check")
    assert job.state == "stopped"
    monkeypatch.setattr(import_job._Watch, "hear", heard)
    manager.send("import_start", query="?step=run", job_id=job.pk)
    monkeypatch.setattr(import_job._Watch, "hear", stop_after_two)
    work(job)
    assert job.state == "stopped" and 2 <= Product.objects.count() < 5
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert "已停止" in page and "继续导入" in page
    monkeypatch.setattr(import_job._Watch, "hear", heard)
    assert start(manager, job, "run").state == "done" and Product.objects.count() == 5


def test_a_job_whose_worker_died_can_be_started_again(company, manager):
    job = upload(manager, PRODUCTS)
    start(manager, job, "check")
    manager.send("import_start", query="?step=run", job_id=job.pk)
    job.refresh_from_db()
    dead = jobs.begin_job(job.pk, job.attempt, clock.now())
    Product.objects.create(code="BX-520", name="已经导入的一行")
    Job.objects.filter(pk=job.pk).update(touched_at=clock.now() - timedelta(minutes=3), done=1)
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert "后台进程中断了" in page and "继续导入" in page and "every 2s" not in page
    assert start(manager, job, "run").result["run"]["counts"] == {"created": 1, "updated": 1, "failed": 1}
    with pytest.raises(jobs.Superseded):
        jobs.touch_job(dead, done=2, now=clock.now())
    assert not jobs.finish_job(dead, done=99, now=clock.now(), result={"stolen": True}, files={})
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 3) and "stolen" not in job.result


def test_the_next_worker_takes_a_silent_job_over_and_the_old_one_is_shut_out(company, manager):
    job = upload(manager, PRODUCTS)
    start(manager, job, "check")
    manager.send("import_start", query="?step=run", job_id=job.pk)
    job.refresh_from_db()
    old = jobs.begin_job(job.pk, job.attempt, clock.now() - timedelta(minutes=5))
    new = jobs.begin_job(job.pk, job.attempt, clock.now() - timedelta(minutes=2))
    assert old is not None and new is not None
    jobs.touch_job(new, done=1, now=clock.now() - timedelta(minutes=2))
    with pytest.raises(jobs.Superseded):
        jobs.touch_job(old, done=1, now=clock.now())
    jobs.fail_job(old, now=clock.now(), message=Bi("旧的", "old"))
    import_job.run_import(job.pk, job.attempt, clock.now)
    job.refresh_from_db()
    assert job.state == "done" and Product.objects.count() == 2


def test_a_program_error_is_told_without_its_details(company, manager, monkeypatch):
    job = upload(manager, PRODUCTS)
    monkeypatch.setattr(import_job, "import_rows", lambda *a, **k: 1 / 0)
    assert start(manager, job, "check").state == "failed"
    page = main_of(manager.open("import_job", job_id=job.pk))
    assert "程序出错" in page and "ZeroDivision" not in page


def test_a_dropped_import_leaves_no_file(company, manager):
    job = upload(manager, PRODUCTS)
    folder: Path = jobs.job_folder(job.pk)
    assert folder.stat().st_mode & 0o777 == 0o700
    manager.send("import_drop", job_id=job.pk)
    assert not folder.exists() and not Job.objects.exists()
    manager.open("import_job", status=404, job_id=job.pk)


@pytest.mark.parametrize("step", ["look", "source", "..", "nothing"])
def test_only_reports_can_be_fetched(company, manager, step):
    job = upload(manager, PRODUCTS)
    assert manager.get(f"/imports/{job.pk}/report/{step}").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(company, manager):
    upload(manager, PRODUCTS)
    manager.open("imports")
    with counted() as few:
        manager.open("imports")
    for number in range(30):
        jobs.make_job(kind="import", label=f"f{number}", actor=company.manager, now=clock.now(), options={"kind": "products"})
    with counted() as many:
        manager.open("imports")
    assert many() == few()
    assert not Customer.objects.exists()
