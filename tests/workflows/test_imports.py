"""Taking in files: twice brings nothing new, equal rows are kept, a bad row never takes a good one along, history stays quiet, live starts clocks."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import OperationalError

from qingting.complaints.models import Complaint
from qingting.customers.models import Customer
from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.notify.models import Notice, Outbox
from qingting.people.models import Department, User
from qingting.sla.models import Clock
from qingting.workflows import import_file
from qingting.workflows.do_due_work import do_due_work
from qingting.workflows.import_file import import_rows
from tests.support.company import SYSTEM

pytestmark = pytest.mark.django_db


@dataclass
class Row:
    line: int
    record: dict | None
    problems: tuple = field(default=())


def rows(*records):
    return [Row(number, record) for number, record in enumerate(records, start=2)]


def take_in(company, found, *, kind="complaints", mode="history", **more):
    outcomes = []
    totals = import_rows(
        found, kind=kind, mode=mode, actor=SYSTEM, now=company.now, standard=company.standard, each=outcomes.append, **more
    )
    return totals.counts, outcomes


def old(number, **more):
    return {
        "source_system": "旧系统", "row_hash": f"{number:064}", "row_ordinal": 0, "verbatim": f"第 {number} 件：快递还没到", "channel": "hotline",
        "received_at": "2024-03-01T10:00:00+08:00", "status": "closed", "closed_at": "2024-03-02T10:00:00+08:00", **more,
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["history", "live"])
class TestBothModes:
    def test_the_same_file_twice_brings_nothing_new(self, company, mode):
        found = rows(*[old(n) for n in range(7)])
        assert take_in(company, found, mode=mode)[0] == {"created": 7}
        counts, outcomes = take_in(company, found, mode=mode)
        assert counts == {"skipped": 7} and Complaint.objects.count() == 7
        assert [o.no for o in outcomes] == list(Complaint.objects.order_by("id").values_list("no", flat=True))

    def test_equal_rows_are_kept_apart(self, company, mode):
        found = rows(*[old(1, row_ordinal=n) for n in range(3)])
        assert take_in(company, found, mode=mode)[0] == {"created": 3}
        assert take_in(company, found, mode=mode)[0] == {"skipped": 3}

    def test_an_external_number_is_the_identity_where_there_is_one(self, company, mode):
        take_in(company, rows(old(1, external_no="W-1")), mode=mode)
        assert take_in(company, rows(old(2, external_no="W-1"), old(3, external_no="W-2")), mode=mode)[0] == {"skipped": 1, "created": 1}

    def test_bad_rows_fail_by_themselves_and_say_why(self, company, mode):
        found = rows(
            old(1),
            None,
            old(2, verbatim=""),
            old(3, kind="weather"),
            old(4, demands=["x" * 40]),
            old(5, channel="c" * 40),
            old(6),
            old(7, involved=[{"kind": "staff"}]),
        )
        counts, outcomes = take_in(company, found, mode=mode)
        states = [o.outcome for o in outcomes]
        assert states == ["created", "failed", "failed", "failed", "failed", "failed", "created", "failed"] and counts == {
            "created": 2,
            "failed": 6,
        }
        assert all(o.errors and o.errors[0][1] and o.errors[0][2] for o in outcomes[2:6])
        assert Complaint.objects.count() == 2 and list(broken_links()) == []

    def test_a_dry_run_writes_nothing(self, company, mode):
        counts, _ = take_in(company, rows(old(1), None), mode=mode, dry_run=True)
        assert counts == {"created": 1, "failed": 1} and not Complaint.objects.exists() and past_of("import") == []

    def test_an_import_that_broke_off_is_taken_up_where_it_stopped(self, company, mode, monkeypatch):
        monkeypatch.setattr(import_file, "CHUNK", 3)
        found = rows(*[old(n) for n in range(8)])

        def breaking_off():
            yield from found[:5]
            raise OperationalError("the database went away")

        with pytest.raises(OperationalError):
            take_in(company, breaking_off(), mode=mode)
        had = Complaint.objects.count()
        counts, _ = take_in(company, found, mode=mode)
        assert counts.get("skipped", 0) == had and counts["created"] == 8 - had and Complaint.objects.count() == 8

    def test_the_import_itself_is_in_the_ledger(self, company, mode):
        take_in(company, rows(old(1)), mode=mode, label="投诉.xlsx")
        event = past_of("import")[-1]
        assert (event.name, event.data["counts"], event.text) == ("console.import.completed", {"created": 1}, "投诉.xlsx")

    def test_texts_no_database_can_hold_are_cleaned(self, company, mode):
        assert take_in(company, rows(old(1, verbatim="还\x00没到", extra={"列\x00": ["a\x00", {"b": "\x00"}]})), mode=mode)[0] == {
            "created": 1
        }


def test_history_keeps_source_times_and_rings_nothing(company):
    events = [
        {"at": "2024-03-01T11:00:00+08:00", "name": "handling.reply.sent", "by": "agent", "text": "您好"},
        {"at": "2024-03-01T12:00:00+08:00", "name": "unknown.event.happened", "by": "x"},
    ]
    promises = [
        {
            "text": "三天内寄出",
            "made_at": "2024-03-01T11:00:00+08:00",
            "due_at": "2024-03-04T11:00:00+08:00",
            "by": "agent",
            "state": "broken",
        }
    ]
    tasks = [{"title": "查物流", "owner": "agent", "due_at": "2024-03-02T10:00:00+08:00", "state": "open"}]
    take_in(
        company,
        rows(
            old(
                1,
                events=events,
                promises=promises,
                tasks=tasks,
                owner="agent",
                status="investigating",
                closed_at=None,
                customer={"name": "冯女士", "phone": "13800006621", "email": "f@e.cn"},
            )
        ),
    )
    record = Complaint.objects.get()
    assert (record.origin, record.status, record.owner_id, record.received_at.year) == ("history", "investigating", company.agent.id, 2024)
    assert not Clock.objects.exists() and not Outbox.objects.exists() and not Notice.objects.exists() and record.next_due_at is None
    while do_due_work(company.after(days=400)):
        pass
    assert not Notice.objects.exists()
    past = past_of(f"complaint:{record.pk}")
    assert [e.name for e in past] == ["complaints.complaint.registered", "triage.judgement.made", "handling.reply.sent"] and past[
        2
    ].actor_id == company.agent.id
    assert list(broken_links()) == []


def test_history_without_a_time_is_taken_in_and_says_what_is_missing(company):
    take_in(company, rows(old(1, received_at=None)))
    record = Complaint.objects.get()
    assert record.received_at is None and "received_at" in record.missing


def test_history_with_a_time_but_no_offset_is_refused(company):
    _, outcomes = take_in(company, rows(old(1, received_at="2024-03-01T10:00:00"), old(2)))
    assert [o.outcome for o in outcomes] == ["failed", "created"] and outcomes[0].errors[0][0] == "received_at"


def test_unknown_people_statuses_and_grades_do_not_stop_history(company):
    take_in(
        company, rows(old(1, owner="谁也不是", status="特殊状态", grade="Z", team="nowhere", category="no.such", category_name="物流问题"))
    )
    record = Complaint.objects.get()
    assert (
        record.owner_id is None
        and record.extra["owner"] == "谁也不是"
        and record.status == "registered"
        and record.grade in "ABCD"
        and record.category_name == "物流问题"
    )


def test_live_mode_starts_clocks_and_goes_through_the_act(company):
    take_in(company, rows(old(1, status="closed", customer={"name": "冯女士", "phone": "138 0000 6621"})), mode="live")
    record = Complaint.objects.get()
    assert (record.origin, record.status, record.judging) == ("live", "registered", "pending")
    assert Clock.objects.filter(complaint_id=record.pk, state="running").count() == 4 and record.next_due_at > company.now
    assert past_of(f"complaint:{record.pk}")[0].source == "import" and Customer.objects.get().phone == "13800006621"


def test_lists_of_people_and_things_are_taken_in_by_their_codes(company):
    departments = rows({"code": "legal", "name": "法务部"}, {"code": "legal_ip", "name": "知识产权组", "parent": "legal"})
    assert take_in(company, departments, kind="departments")[0] == {"created": 2}
    assert (
        take_in(company, departments, kind="departments")[0] == {"updated": 2}
        and Department.objects.get(code="legal_ip").parent.code == "legal"
    )


def test_a_list_with_the_same_code_twice_or_one_wrong_row_still_takes_in_the_rest(company):
    counts, outcomes = take_in(
        company, rows({"code": "d1", "name": "甲"}, {"code": "d1", "name": "乙"}, {"code": "d2", "name": "丙", "parent": "none"}, {"code": "d" * 60, "name": "丁"}, None, {"code": "d3", "name": "戊"}),
        kind="departments",
    )  # fmt: skip
    assert [o.outcome for o in outcomes] == ["created", "updated", "failed", "failed", "failed", "created"] and counts["failed"] == 3
    assert Department.objects.get(code="d1").name == "乙"


def test_staff_from_a_list_get_a_chain_of_their_own_and_no_known_password(company):
    found = rows(
        {"username": "wangfang", "name": "王芳", "role": "agent", "department": "service"},
        {"username": "liulei", "name": "刘磊", "role": "king"},
    )
    _, outcomes = take_in(company, found, kind="staff")
    assert [o.outcome for o in outcomes] == ["created", "failed"]
    user = User.objects.get(username="wangfang")
    assert user.must_change_password and not user.check_password("wangfang")
    assert [e.name for e in past_of(f"user:{user.pk}")] == ["people.user.created"] and list(broken_links()) == []


def test_two_imports_of_the_same_file_at_once_leave_every_row_once(company):
    """The second import reads its identities before the first has written: the database refuses, and the rows are met again one by one."""
    found = rows(*[old(n) for n in range(4)])
    take_in(company, found[:2])

    from qingting.workflows import import_history as history

    real, calls = history.known_identities, []

    def looks_too_early(externals, hashes):
        calls.append(1)
        return real(externals, hashes) if len(calls) > 1 else ({}, {})

    history.known_identities = looks_too_early
    try:
        counts, _ = take_in(company, found)
    finally:
        history.known_identities = real
    assert counts == {"skipped": 2, "created": 2} and Complaint.objects.count() == 4
