"""Pause, resume, extend, regrade, reopen: the time already gone is kept, nothing is told twice, and nothing is accumulated."""

from datetime import timedelta

import pytest

from qingting.complaints.rules.intake_times import NoOffset
from qingting.infra.ledger.reading import past_of
from qingting.sla.actions.pause_clocks import ExtensionOutOfRange, NothingToPause, NotPaused, PauseTooLong
from qingting.sla.models import Clock
from qingting.workflows.do_due_work import do_due_work
from tests.sla.support import check_invariants, clock, registered_as

pytestmark = pytest.mark.django_db


def run_due(at):
    while do_due_work(at):
        pass


def names(company, no):
    return [event.name for event in past_of(f"complaint:{company.record(no).pk}")]


def test_a_pause_moves_plan_and_resolution_by_its_own_length_and_nothing_else(company):
    no = company.register().no
    before = {c.name: c.due_at for c in Clock.objects.filter(complaint_id=company.record(no).pk)}
    company.do("pause", no, reason="waiting_customer", at=company.after(minutes=5))
    company.do("resume", no, at=company.after(minutes=65))
    after = {c.name: c.due_at for c in Clock.objects.filter(complaint_id=company.record(no).pk)}
    moved = {name: (after[name] - before[name]).total_seconds() for name in before}
    assert moved == {"acknowledge": 0, "first_reply": 0, "plan": 3600, "resolve": 3600}
    check_invariants(company, no)


def test_pausing_after_the_deadline_gives_nothing_back(company):
    no = company.register().no
    due = clock(company, no, "resolve").due_at
    company.do("pause", no, reason="waiting_customer", at=due + timedelta(hours=1))
    company.do("resume", no, at=due + timedelta(hours=5))
    assert clock(company, no, "resolve").due_at == due


def test_a_pause_with_an_end_runs_on_by_itself_for_both_clocks_at_once(company):
    """Plan and resolution are paused together and end together: one resume, one event."""
    no = company.register().no
    before = clock(company, no, "resolve").due_at
    until = company.after(hours=3)
    company.do("pause", no, reason="waiting_third_party", until=until.isoformat(), at=company.after(hours=1))
    run_due(until - timedelta(seconds=1))
    assert clock(company, no, "resolve").state == "paused"
    run_due(until)
    assert {clock(company, no, n).state for n in ("plan", "resolve")} == {"running"}
    assert clock(company, no, "resolve").due_at == before + timedelta(hours=2)
    assert names(company, no).count("sla.clock.resumed") == 1
    check_invariants(company, no)


def test_a_pause_that_ran_out_while_the_workers_were_down_ends_when_it_was_to_end(company):
    no = company.register().no
    before = clock(company, no, "resolve").due_at
    company.do("pause", no, reason="waiting_customer", until=company.after(hours=3).isoformat(), at=company.after(hours=1))
    run_due(company.after(days=5))
    assert clock(company, no, "resolve").due_at == before + timedelta(hours=2)
    assert names(company, no).count("sla.clock.breached") == 4


def test_a_pause_without_an_end_has_one_all_the_same(company):
    no = company.register().no
    company.do("pause", no, reason="waiting_customer")
    run_due(company.after(days=29))
    assert clock(company, no, "resolve").state == "paused"
    run_due(company.after(days=30))
    assert clock(company, no, "resolve").state == "running"


def test_settling_while_paused_counts_the_pause(company):
    """Two days of waiting for the customer, then the decision: in time, because the clock stood still."""
    no = company.register().no
    company.do("pause", no, reason="waiting_customer", at=company.after(hours=1))
    company.do("decide", no, outcome="upheld", text="材料已收到，为您换新", at=company.after(hours=49))
    assert {clock(company, no, n).state for n in ("plan", "resolve")} == {"met"}
    check_invariants(company, no)


def test_what_cannot_be_paused_or_resumed_is_said(company):
    no = company.register().no
    with pytest.raises(NotPaused):
        company.do("resume", no)
    company.do("pause", no, reason="waiting_customer")
    with pytest.raises(NothingToPause):
        company.do("pause", no, reason="waiting_customer")
    for until in (company.now, company.after(days=31), company.after(days=-1)):
        with pytest.raises(PauseTooLong):
            company.do("pause", company.register().no, reason="waiting_customer", until=until.isoformat())


@pytest.mark.parametrize("act", ["pause", "extend"])
def test_a_time_without_an_offset_is_refused_by_name(company, act):
    body = {"reason": "waiting_customer"} if act == "pause" else {"reason": "检测延期"}
    with pytest.raises(NoOffset) as refused:
        company.do(act, company.register().no, until="2026-11-20T10:00:00", **body)
    assert refused.value.field == "until"


def test_an_extension_survives_pause_and_regrade(company):
    no = company.register().no
    due = clock(company, no, "resolve").due_at
    company.do("extend", no, until=(due + timedelta(hours=10)).isoformat(), reason="检测需要十小时")
    company.do("pause", no, reason="waiting_third_party", at=company.after(hours=1))
    company.do("resume", no, at=company.after(hours=3))
    assert clock(company, no, "resolve").due_at == due + timedelta(hours=12)
    company.do("set-grade", no, grade="C", reason="客户身体不适", at=company.after(hours=4))  # 24 hours become 72
    assert clock(company, no, "resolve").due_at == due + timedelta(hours=12 + 48)
    check_invariants(company, no)


def test_an_extension_lies_ahead_and_within_reach(company):
    no = company.register().no
    due = clock(company, no, "resolve").due_at
    for until in (due, due - timedelta(hours=1), due + timedelta(days=61)):
        with pytest.raises(ExtensionOutOfRange):
            company.do("extend", no, until=until.isoformat(), reason="检测延期")


def test_regrading_in_a_pause_takes_effect_with_the_time_of_both(company):
    no = company.register().no
    started = clock(company, no, "resolve").started_at
    company.do("pause", no, reason="waiting_customer", at=company.after(hours=1))
    company.do("set-grade", no, grade="A", reason="有人受伤", at=company.after(hours=2))
    company.do("resume", no, at=company.after(hours=5))
    assert clock(company, no, "resolve").due_at == started + timedelta(days=3, hours=4)
    check_invariants(company, no)


def test_regrading_does_not_tell_again_what_was_told(company):
    """The plan clock has 24 hours in both grades: its warnings and its breach belong to one and the same deadline."""
    no = registered_as(company, "D", company.now)
    run_due(company.after(hours=25))
    assert names(company, no).count("sla.clock.breached") == 4
    company.do("set-grade", no, grade="C", reason="身体不适", at=company.after(hours=26))
    run_due(company.after(hours=26))
    events = [(e.name, e.data.get("clock")) for e in past_of(f"complaint:{company.record(no).pk}")]
    assert events.count(("sla.clock.breached", "plan")) == 1
    assert ("sla.clock.warned", "plan") not in events  # overtaken by the breach the first time, and not caught up on now
    run_due(company.after(hours=73))
    events = [(e.name, e.data.get("clock")) for e in past_of(f"complaint:{company.record(no).pk}")]
    assert events.count(("sla.clock.breached", "resolve")) == 2  # a new deadline, missed again


def test_the_same_grade_again_changes_no_clock(company):
    no = company.register().no
    run_due(company.after(minutes=31))
    before = list(Clock.objects.filter(complaint_id=company.record(no).pk).order_by("id").values_list("due_at", "alarm_at", "alarm_level"))
    company.do("set-grade", no, grade="D", reason="确认", at=company.after(minutes=32))
    assert (
        list(Clock.objects.filter(complaint_id=company.record(no).pk).order_by("id").values_list("due_at", "alarm_at", "alarm_level"))
        == before
    )


def test_reopening_starts_a_second_life_and_keeps_the_first(company):
    no = company.register().no
    company.do("decide", no, outcome="upheld", text="已补发", at=company.after(hours=2))
    company.do("close", no, reason="已电话确认", at=company.after(hours=3))
    company.do("reopen", no, reason="又坏了", at=company.after(days=3))
    lives = list(
        Clock.objects.filter(complaint_id=company.record(no).pk, name="resolve").order_by("started_at").values_list("state", "due_at")
    )
    assert lives == [("met", company.after(days=1)), ("running", company.after(days=4))]
    assert (company.record(no).next_due_at, company.record(no).status) == (company.after(days=4), "investigating")
    check_invariants(company, no)


def test_a_customer_who_says_no_gets_a_new_deadline(company):
    no = company.register().no
    company.do("decide", no, outcome="partly", text="补偿 20 元", at=company.after(hours=2))
    company.do("confirm", no, satisfied=False, note="回访电话", at=company.after(hours=5))
    assert (clock(company, no, "resolve").state, company.record(no).next_due_at) == ("running", company.after(hours=29))
    check_invariants(company, no)
