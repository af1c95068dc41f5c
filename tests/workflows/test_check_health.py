"""The doctor finds what is wrong, says where, and one broken check does not hide the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from qingting.complaints.models import SearchText
from qingting.infra.files.storing import path_of, store
from qingting.infra.ledger.verifying import seal
from qingting.infra.notify.models import Outbox
from qingting.infra.notify.writing import queue_message
from qingting.policy.actions.activate_standard import activate_standard
from qingting.policy.models import PolicyVersion
from qingting.policy.queries import forget
from qingting.workflows import check_health as doctor
from qingting.workflows.check_health import check_health
from tests.support.company import SYSTEM
from tests.web.admin_support import browser_of, main_of


def wrong(company, **more) -> dict[str, str]:
    return {finding.name: finding.detail.zh for finding in check_health(company.now, **more) if not finding.ok}


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def tamper(*statements: str) -> None:
    """Rewrite the past as only somebody with the whole database in hand could."""
    sql("ALTER TABLE ledger_event DISABLE TRIGGER USER", *statements, "ALTER TABLE ledger_event ENABLE TRIGGER USER")


@pytest.mark.parametrize("full", [False, True])
def test_a_company_at_work_is_well(company, full):
    company.do("assign", company.register().no, to="agent")
    seal(actor=SYSTEM, now=company.now)
    findings = check_health(company.now, full=full)
    assert [f.name for f in findings if not f.ok] == []
    assert [f.name for f in findings] == [
        "database",
        "migrations",
        "standard",
        "calendars",
        "ledger",
        "jobs",
        "outbox",
        "owners",
        "search",
        "files",
        "sequences",
        "counts",
    ]
    assert all(f.detail.zh and f.detail.en and f.title.zh and f.title.en for f in findings)
    assert doctor.counts()["complaints"] == 1 and doctor.counts()["events"] > 10


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE ledger_event SET data = '{\"changed\": 1}' WHERE name = 'complaints.complaint.registered'", "its content was changed"),
        (
            "UPDATE ledger_text SET text = 'x' WHERE event_id = (SELECT id FROM ledger_event WHERE name = 'complaints.note.added')",
            "its text was changed",
        ),
        ("DELETE FROM ledger_event WHERE name = 'complaints.complaint.registered'", "events are missing"),
        (
            "DELETE FROM ledger_event WHERE id = (SELECT id FROM ledger_event WHERE subject LIKE 'complaint:%' ORDER BY subject_seq DESC LIMIT 1)",
            "a tail was cut off",
        ),
    ],
)
def test_a_rewritten_past_is_found(company, full, statement, told):
    company.do("note", company.register().no, text="备注")
    tamper(statement)
    assert told in wrong(company, full=full)["ledger"]


def test_a_removed_chain_is_found_by_the_seal(company):
    company.register()
    seal(actor=SYSTEM, now=company.now)
    tamper("DELETE FROM ledger_event WHERE subject LIKE 'complaint:%'", "DELETE FROM ledger_head WHERE subject LIKE 'complaint:%'")
    assert "the last seal" in wrong(company)["ledger"]


def test_a_long_chain_is_looked_at_from_its_end(company, monkeypatch):
    monkeypatch.setattr("qingting.infra.ledger.sampling.MOST_EVENTS", 3)
    no = company.register().no
    for number in range(6):
        company.do("note", no, text=f"备注{number}")
    assert "ledger" not in wrong(company)
    tamper(
        "UPDATE ledger_event SET actor_name = 'x' WHERE id = (SELECT id FROM ledger_event WHERE name = 'complaints.note.added' ORDER BY subject_seq DESC LIMIT 1)"
    )
    assert "ledger" in wrong(company)


def test_a_complaint_that_search_cannot_find_is_named(company):
    no = company.register().no
    company.register("另一件事情，发票开错了。")
    SearchText.objects.filter(complaint__no=no).delete()
    assert no in wrong(company)["search"] and "投诉 2 件，索引 1 行" in wrong(company)["search"]


@pytest.mark.parametrize("state", ["failed", "in_doubt"])
def test_messages_that_wait_for_a_person_are_counted(company, state):
    queue_message(channel="email", recipient="a@b.cn", text="x", cause=("t", "1"), now=company.now)
    assert "outbox" not in wrong(company)
    Outbox.objects.update(state=state)
    assert "outbox" in wrong(company)


@pytest.mark.parametrize(("harm", "told"), [("gone", "missing"), ("short", "size"), ("other", "content")])
def test_a_file_that_is_not_what_it_was_is_found(company, harm, told, settings, tmp_path):
    import dataclasses

    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, home=tmp_path)
    stored = store("a.txt", "收据".encode(), cause=("complaint", 1), actor=SYSTEM, now=company.now)
    assert "files" not in wrong(company, full=True)
    path = path_of(stored.sha256)
    {"gone": path.unlink, "short": lambda: path.write_bytes(b"x"), "other": lambda: path.write_bytes(b"x" * stored.size)}[harm]()
    assert told in wrong(company, full=True)["files"]
    assert ("files" in wrong(company)) == (harm != "other"), "contents are read only by the full check"


def test_sequences_behind_their_rows_are_named(company):
    company.register()
    assert "sequences" not in wrong(company)
    sql("SELECT setval(pg_get_serial_sequence('people_user', 'id'), 1, false)", "SELECT setval('complaint_no', 1)")
    assert "people_user.id" in wrong(company)["sequences"] and "complaint_no" in wrong(company)["sequences"]


def test_work_of_somebody_who_is_gone_is_named(company):
    no = company.register().no
    company.do("assign", no, to="agent")
    assert "owners" not in wrong(company)
    sql(f"UPDATE people_user SET is_active = false WHERE id = {company.agent.id}")
    assert no in wrong(company)["owners"]


def test_a_year_without_a_calendar_is_named(company):
    assert "2027" in {f.name: f for f in check_health(company.now)}["calendars"].detail.zh
    late = company.now + timedelta(days=366 * 2)
    missing = {f.name: f.detail.zh for f in check_health(late) if not f.ok}["calendars"]
    assert "2028" in missing and "2029" in missing


def test_the_year_is_that_of_the_organisation(company):
    new_year = company.now.replace(month=12, day=31, hour=17)
    assert "缺少 2028" in {f.name: f.detail.zh for f in check_health(new_year) if not f.ok}["calendars"]


def test_no_standard_and_a_broken_one_are_told(company):
    PolicyVersion.objects.all().delete()
    forget()
    assert "还没有启用任何处理规范" in wrong(company)["standard"]
    guard = company.standard.guards[0]
    example = guard.examples[0]
    lying = guard.model_copy(update={"examples": (example.model_copy(update={"expect": not example.expect}),)})
    broken = company.standard.model_copy(update={"version": "2026-09", "guards": (lying, *company.standard.guards[1:])})
    activate_standard(standard=broken, reason="x", actor=SYSTEM, now=company.now)
    assert "1 个示例不成立" in wrong(company)["standard"]


def test_failed_stalled_and_forgotten_jobs_are_told(company):
    from qingting.infra.jobs.app import defer

    number = defer("import_file", job_id="x", attempt=1)
    assert "jobs" not in wrong(company)
    sql(f"UPDATE procrastinate_jobs SET scheduled_at = '2020-01-01' WHERE id = {number}")
    assert "5 分钟以上" in wrong(company)["jobs"]
    sql(f"UPDATE procrastinate_jobs SET status = 'doing' WHERE id = {number}")
    assert "停滞 1" in wrong(company)["jobs"]
    sql(f"UPDATE procrastinate_jobs SET status = 'failed' WHERE id = {number}")
    assert f"import_file #{number}" in wrong(company)["jobs"]


def test_one_broken_check_hides_no_other(company):
    company.register()
    sql("ALTER TABLE complaints_searchtext RENAME TO elsewhere", "UPDATE notify_outbox SET state = 'failed'")
    found = wrong(company)
    assert "检查没有完成" in found["search"] and set(found) == {"search", *({"outbox"} if Outbox.objects.exists() else set())}


def test_without_a_database_there_is_one_finding(company, monkeypatch):
    from django.db import OperationalError

    def away() -> None:
        raise OperationalError("connection refused\nis the server running?")

    monkeypatch.setattr(doctor, "_database", away)
    findings = check_health(company.now)
    assert [(f.name, f.ok) for f in findings] == [("database", False)] and "connection refused" in findings[0].detail.zh


def test_the_page_shows_what_the_doctor_says(company):
    no = company.register().no
    browser = browser_of("admin")
    page = main_of(browser.open("health"))
    assert "全部正常" in page and "需要处理" not in page
    SearchText.objects.all().delete()
    page = main_of(browser.open("health"))
    assert "1 项需要处理" in page and no in page
    assert "Search index" in browser_of("admin", "en").open("health")
