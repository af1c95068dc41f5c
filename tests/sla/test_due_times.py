"""When each clock ends, for every grade, on the Chinese calendar: National Day, Spring Festival, worked weekends (调休), evenings, midnight, leap day."""

import pytest

from qingting.infra.ledger.reading import past_of
from qingting.sla.models import Clock
from tests.sla.support import clock, local, registered_as

TABLE = [
    # an ordinary Wednesday morning
    ("D", "2026-11-18 10:00", {"acknowledge": "2026-11-18 10:10", "first_reply": "2026-11-18 10:30", "plan": "2026-11-19 10:00", "resolve": "2026-11-19 10:00"}),
    ("C", "2026-11-18 10:00", {"acknowledge": "2026-11-18 10:10", "first_reply": "2026-11-18 10:15", "plan": "2026-11-19 10:00", "resolve": "2026-11-21 10:00"}),
    ("B", "2026-11-18 10:00", {"acknowledge": "2026-11-18 10:10", "first_reply": "2026-11-18 10:10", "plan": "2026-11-18 14:00", "resolve": "2026-11-25 10:00"}),
    ("A", "2026-11-18 10:00", {"acknowledge": "2026-11-18 10:10", "first_reply": "2026-11-18 10:05", "plan": "2026-11-18 11:00", "resolve": "2026-11-21 10:00"}),
    # Saturday: working minutes wait for Monday, A does not
    ("D", "2026-11-21 10:00", {"acknowledge": "2026-11-23 09:10", "first_reply": "2026-11-23 09:30", "resolve": "2026-11-22 10:00"}),
    ("A", "2026-11-21 23:58", {"acknowledge": "2026-11-22 00:08", "first_reply": "2026-11-22 00:03"}),
    # five minutes before the National Day holiday
    ("C", "2026-09-30 17:55", {"acknowledge": "2026-10-08 09:05", "first_reply": "2026-10-08 09:10"}),
    # 2026-09-20 is a Sunday worked in exchange, 09-25 to 09-27 is Mid-Autumn
    ("D", "2026-09-20 09:00", {"first_reply": "2026-09-20 09:30"}),
    ("D", "2026-09-25 09:00", {"first_reply": "2026-09-28 09:30"}),
    # Spring Festival 2026, New Year's Day
    ("D", "2026-02-16 09:00", {"first_reply": "2026-02-24 09:30"}),
    ("D", "2025-12-31 17:50", {"acknowledge": "2025-12-31 18:00", "first_reply": "2026-01-04 09:20"}),
    # one second before closing, and at closing
    ("D", "2026-11-18 17:59:59", {"acknowledge": "2026-11-19 09:09:59"}),
    ("D", "2026-11-18 18:00", {"acknowledge": "2026-11-19 09:10"}),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("grade", "at", "due"), TABLE)
def test_due_times(company, grade, at, due):
    no = registered_as(company, grade, local(at))
    found = {name: clock(company, no, name).due_at for name in due}
    assert found == {name: local(moment) for name, moment in due.items()}
    record = company.record(no)
    assert record.next_due_at == min(Clock.objects.filter(complaint_id=record.pk).values_list("due_at", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("complaint", {"acknowledge", "first_reply", "plan", "resolve"}), ("report", {"acknowledge", "first_reply", "plan", "resolve"}), ("inquiry", {"acknowledge", "first_reply", "resolve"}),
        ("data_rights", {"acknowledge", "first_reply", "resolve"}), ("suggestion", {"acknowledge", "first_reply"}), ("praise", {"acknowledge"}),
    ],
)  # fmt: skip
def test_every_kind_has_its_own_clocks(company, kind, names):
    no = company.register(kind=kind).no
    assert set(Clock.objects.filter(complaint_id=company.record(no).pk).values_list("name", flat=True)) == names


def test_each_kind_is_settled_by_its_own_rule(company):
    """Several clocks are called "resolve"; the one of the complaint's kind counts: a decision answers an inquiry, it does not resolve a complaint under way."""
    inquiry, complaint, rights = (company.register(kind=kind).no for kind in ("inquiry", "complaint", "data_rights"))
    for no in (inquiry, complaint, rights):
        company.do("decide", no, outcome="upheld", text="答复如下", remedy={"kind": "explain", "text": "说明"})
    states = {no: clock(company, no, "resolve").state for no in (inquiry, complaint, rights)}
    assert states == {inquiry: "met", complaint: "running", rights: "running"}


def test_reaching_the_confirming_stage_meets_the_resolution_clock_of_a_complaint(company):
    no = company.register().no
    company.do("decide", no, outcome="upheld", text="已补发")
    assert company.record(no).status == "confirming" and clock(company, no, "resolve").state == "met"


def test_pages_name_each_clock_after_its_own_rule(company):
    from qingting.sla.queries.clocks import clocks_of

    for kind, title in (("complaint", "解决"), ("inquiry", "答复咨询")):
        record = company.record(company.register(kind=kind).no)
        assert {c.name: c.title.zh for c in clocks_of(record.pk, company.standard, company.now)}["resolve"] == title


def test_what_happened_at_registration_meets_its_clocks_at_once(company):
    no = company.register(first_response={"at": company.now.isoformat(), "by": "李静", "content": "已致歉并登记"}).no
    assert (clock(company, no, "acknowledge").state, clock(company, no, "first_reply").state) == ("met", "met")
    assert company.record(no).next_clock in ("plan", "resolve")
    portal = company.register(source="portal").no
    assert (clock(company, portal, "acknowledge").state, clock(company, portal, "first_reply").state) == ("met", "running")


def test_a_deadline_from_outside_is_a_clock_of_its_own(company):
    due = company.after(minutes=7)
    no = company.register(source={"system": "12315", "external_no": "W-1", "deadline_at": due.isoformat()}).no
    external = clock(company, no, "external")
    assert (external.due_at, external.state) == (due, "running")
    assert (company.record(no).next_due_at, company.record(no).next_clock) == (due, "external")
    company.do("pause", no, reason="waiting_customer", at=company.after(minutes=1))
    assert clock(company, no, "external").state == "running"  # nobody here stops somebody else's clock
    company.do("resume", no, at=company.after(minutes=2))
    company.do("set-grade", no, grade="B", reason="媒体来电", at=company.after(minutes=3))
    assert clock(company, no, "external").due_at == due
    company.do("decide", no, outcome="upheld", text="已处理", at=company.after(minutes=4))
    assert clock(company, no, "external").state == "running"
    company.do("close", no, reason="已电话确认", at=company.after(minutes=5))
    assert clock(company, no, "external").state == "met"


def test_answering_late_is_missed_and_in_time_is_met(company):
    late, timely = company.register().no, company.register().no
    company.do("respond", timely, text="您好", at=company.after(minutes=10))
    company.do("respond", late, text="您好", at=company.after(minutes=31))
    assert (clock(company, timely, "acknowledge").state, clock(company, timely, "first_reply").state) == ("met", "met")
    assert (clock(company, late, "acknowledge").state, clock(company, late, "first_reply").state) == ("missed", "missed")
    names = [e.name for e in past_of(f"complaint:{company.record(late).pk}")]
    assert names.count("sla.clock.missed") == 2


@pytest.mark.parametrize("act", ["refuse", "withdraw"])
def test_an_end_ends_every_clock(company, act):
    no = company.register().no
    company.do(act, no, reason="非我司订单" if act == "refuse" else "客户不追究了")
    states = set(Clock.objects.filter(complaint_id=company.record(no).pk).values_list("state", flat=True))
    assert states <= {"met", "cancelled"} and company.record(no).next_due_at is None
