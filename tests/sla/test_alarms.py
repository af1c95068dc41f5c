"""Every warning and the breach of every clock, each exactly once, however often and by however many the workers look, and dated when it was due."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.notify.models import Notice
from qingting.sla.models import Clock
from qingting.workflows.do_due_work import do_due_work
from tests.sla.support import registered_as

pytestmark = pytest.mark.django_db


def alarms(company, no):
    return [
        (e.data["clock"], "breach" if e.name.endswith("breached") else "warn", datetime.fromisoformat(e.data["at"]))
        for e in past_of(f"complaint:{company.record(no).pk}")
        if e.name in ("sla.clock.warned", "sla.clock.breached")
    ]


def expected(company, no):
    return sorted(
        (clock.name, "warn" if ahead else "breach", clock.due_at - timedelta(seconds=ahead))
        for clock in Clock.objects.filter(complaint_id=company.record(no).pk)
        for ahead in (*clock.warn_before, 0)
    )


@pytest.mark.parametrize("grade", ["A", "B", "C", "D"])
def test_every_warning_and_breach_comes_once_and_at_its_moment(company, grade):
    no = registered_as(company, grade, company.now)
    wanted = expected(company, no)
    moments = sorted({at for _name, _what, at in wanted} | {company.now + timedelta(minutes=20 * step) for step in range(40)})
    for at in moments:
        for _again in range(3):
            do_due_work(at)
    assert sorted(alarms(company, no)) == wanted


def test_nothing_rings_a_second_early(company):
    no = registered_as(company, "A", company.now)
    do_due_work(company.after(minutes=2, seconds=59))
    assert alarms(company, no) == []
    do_due_work(company.after(minutes=3))
    assert [(name, what) for name, what, _at in alarms(company, no)] == [("first_reply", "warn")]


def test_after_two_days_of_standstill_each_clock_says_only_its_last_word_and_the_lead_gets_one_line(company):
    numbers = [registered_as(company, "D", company.now) for _ in range(12)]
    Notice.objects.all().delete()
    back = company.after(days=2, minutes=7)
    while do_due_work(back, limit=10):
        pass
    for no in numbers:
        found = alarms(company, no)
        assert sorted((name, what) for name, what, _at in found) == [
            (name, "breach") for name in ("acknowledge", "first_reply", "plan", "resolve")
        ]
        assert {at for _n, _w, at in found} == set(
            Clock.objects.filter(complaint_id=company.record(no).pk).values_list("due_at", flat=True)
        )
    lines = list(Notice.objects.values_list("kind", "user_id"))
    assert len(lines) == len(set(lines)) and {kind for kind, _user in lines} == {"overdue_summary"} and len(lines) <= 2
    assert Notice.objects.first().params["count"] == 12


def test_promises_and_tasks_that_fell_due_in_a_standstill_make_no_burst_either(company):
    no = company.register().no
    for hour in range(1, 11):
        company.do("promise", no, text=f"承诺 {hour}", due_at=company.after(hours=hour).isoformat())
        company.do("add-task", no, title=f"任务 {hour}", to="collaborator", due_at=company.after(hours=hour).isoformat())
    Notice.objects.all().delete()
    while do_due_work(company.after(days=2)):
        pass
    assert set(Notice.objects.values_list("kind", flat=True)) == {"overdue_summary"} and Notice.objects.count() <= 2
    broken = [e for e in past_of(f"complaint:{company.record(no).pk}") if e.name == "handling.promise.broken"]
    assert len(broken) == 10


def test_a_settled_clock_is_silent(company):
    no = company.register().no
    company.do("respond", no, text="您好", at=company.after(minutes=1))
    company.do("withdraw", no, reason="不追究", at=company.after(minutes=2))
    while do_due_work(company.after(days=9)):
        pass
    assert alarms(company, no) == []


def test_a_promise_is_reminded_once_and_broken_once(company):
    no = company.register().no
    company.do("respond", no, text="您好", promises=[{"text": "下班前回电", "due_at": company.after(hours=6).isoformat()}])
    for minutes in (0, 100, 329, 330, 331, 359, 360, 361, 400):
        do_due_work(company.after(minutes=minutes))
    assert list(Notice.objects.filter(kind="promise_due").values_list("kind", flat=True)) == ["promise_due"]
    assert Notice.objects.filter(kind="promise_broken", at=company.after(hours=6)).exists()
    assert [e.name for e in past_of(f"complaint:{company.record(no).pk}")].count("handling.promise.broken") == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_tell_everything_once(company):
    numbers = [registered_as(company, "D", company.now) for _ in range(6)]
    paused = company.register().no
    company.do("pause", paused, reason="waiting_customer", until=company.after(hours=1).isoformat())
    start, errors = Barrier(4), []

    def work():
        try:
            start.wait()
            for hours in (0.2, 0.6, 1, 24, 25):
                while do_due_work(company.after(hours=hours), limit=3):
                    pass
        except BaseException as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    for no in numbers:
        found = alarms(company, no)
        assert len(found) == len(set(found)) and sum(what == "breach" for _n, what, _a in found) == 4
    assert [e.name for e in past_of(f"complaint:{company.record(paused).pk}")].count("sla.clock.resumed") == 1
    assert list(broken_links()) == []
