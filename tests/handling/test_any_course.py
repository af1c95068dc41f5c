"""Whatever people do in whatever order, some things always hold: the next deadline is the earliest running one, time gone is kept, nothing runs after the end."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingting.handling.models import Task
from qingting.infra.ledger.verifying import broken_links
from qingting.kernel.errors import DomainError
from qingting.kernel.worktime import Span, deadline, elapsed
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import pauses_from
from qingting.workflows.do_due_work import do_due_work
from tests.sla.support import check_invariants

STEPS = st.sampled_from(
    [
        ("accept", {}), ("investigate", {}), ("respond", {"text": "您好"}), ("propose", {"title": "换新"}), ("decide", {"outcome": "upheld", "text": "换新"}),
        ("decide", {"outcome": "partly", "text": "补偿", "remedy": {"kind": "voucher", "amount_fen": 2000}}), ("implement", {}), ("confirm", {"satisfied": True, "note": "录音"}),
        ("confirm", {"satisfied": False, "note": "录音"}), ("close", {"reason": "确认"}), ("reopen", {"reason": "又坏了"}), ("withdraw", {"reason": "不追究"}), ("refuse", {"reason": "非我司"}),
        ("pause", {"reason": "waiting_customer"}), ("pause", {"reason": "waiting_third_party", "until": 30}), ("resume", {}), ("extend", {"until": 200, "reason": "检测"}),
        *[("set-grade", {"grade": grade, "reason": "核对"}) for grade in "ABCD"], ("assign", {"to": "specialist"}), ("add-task", {"title": "上门", "to": "collaborator"}), ("complete-task", {"task": 0}),
        ("note", {"text": "备注"}), ("due work", {}),
    ]
)  # fmt: skip
COURSES = st.lists(st.tuples(STEPS, st.integers(1, 40 * 3600)), min_size=1, max_size=14)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=COURSES, kind=st.sampled_from(["complaint", "inquiry", "data_rights"]))
def test_the_invariants_hold_after_every_step(company, course, kind):
    no, at = company.register(by="manager", kind=kind, customer={"name": "冯女士"}).no, company.now
    for (act, given_body), wait in course:
        at += timedelta(seconds=wait)
        version = company.record(no).version
        if act == "due work":
            do_due_work(at)
        else:
            took = _try(company, act, no, given_body, at)
            assert company.record(no).version == version + took
        check_invariants(company, no)
        _clocks_are_derived(company, no, at)
    assert list(broken_links()) == []


def _try(company, act, no, given_body, at):
    """1 when the act was done, 0 when it was refused."""
    body = dict(given_body)
    if "until" in body:
        body["until"] = (at + timedelta(hours=body["until"])).isoformat()
    if "task" in body:
        task = Task.objects.filter(complaint_id=company.record(no).pk).order_by("id").last()
        body["task"] = task.pk if task else 0
    try:
        company.do(act, no, at=at, **body)
    except DomainError:
        return 0
    return 1


def _clocks_are_derived(company, no, at):
    """A running clock ends where start, span and pauses say; what has elapsed never exceeds the time since its start without the pauses."""
    calendar = company.standard.calendar
    for clock in Clock.objects.filter(complaint_id=company.record(no).pk, state="running"):
        pauses = pauses_from(clock.pauses)
        due = deadline(clock.started_at, Span(clock.amount, clock.unit), calendar, pauses) + timedelta(seconds=clock.extra_seconds)
        assert abs(due - clock.due_at) < timedelta(seconds=1)
        gone = elapsed(clock.started_at, max(at, clock.started_at), clock.unit, calendar, pauses)
        assert 0 <= gone <= (max(at, clock.started_at) - clock.started_at).total_seconds()
