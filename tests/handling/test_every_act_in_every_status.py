"""Every act against every status: it goes where the lifecycle table says, or is refused and leaves not a single row behind."""

import pytest
from django.apps import apps
from django.db import connection

from qingting.complaints.choices import STATUSES
from qingting.complaints.models import Complaint
from qingting.complaints.rules.lifecycle import LIFECYCLE, NotNow, next_status
from qingting.handling.models import Promise, Task
from qingting.policy.rules.checklists import checklist_for
from qingting.workflows.acts import ACTS
from tests.handling.bodies import prepare
from tests.sla.support import check_invariants

pytestmark = pytest.mark.django_db


def brought_to(company, status):
    """A complaint that came into `status` by acts, as any complaint does."""
    no = company.register(by="manager", customer={"name": "冯女士"}).no
    path = {
        "registered": [], "accepted": [("accept", {})], "investigating": [("investigate", {})], "proposing": [("propose", {"title": "补发"})],
        "implementing": [("decide", {"outcome": "upheld", "text": "补发", "remedy": {"kind": "resend"}})], "confirming": [("decide", {"outcome": "upheld", "text": "已补发"})],
        "closed": [("decide", {"outcome": "upheld", "text": "已补发"}), ("close", {"reason": "已确认"})], "withdrawn": [("withdraw", {"reason": "不追究"})], "not_accepted": [("refuse", {"reason": "非我司"})],
    }[status]  # fmt: skip
    for act, body in path:
        company.do(act, no, **body)
    assert company.record(no).status == status
    return no


def everything():
    """Number of rows of every table, and the complaints as they are."""
    counts = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts, list(Complaint.objects.order_by("id").values())


def do(company, act, no, body):
    if act == "tick":
        record = company.record(no)
        body = {"item": checklist_for(company.standard, record.grade, record.category or None)[0].code}
    if act == "resume":
        company.do("pause", no, reason="waiting_customer")
    if act == "unlink":
        company.do("link", no, **body)
    if act == "implement":
        Task.objects.all().delete()
    if act == "close":
        Task.objects.all().delete()
        Promise.objects.all().delete()
    return company.do(act, no, **body)


def test_the_table_and_the_acts_are_one():
    assert set(ACTS) <= set(LIFECYCLE)


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_act_moves_as_the_table_says_or_leaves_everything_as_it_is(company, act):
    for status in STATUSES:
        if act in ("pause", "resume", "extend") and status == "confirming":
            continue  # plan and resolution are there: no clock is left to stop or to move
        no = brought_to(company, status)
        bodies = prepare(company, no)
        assert act in bodies, "a new act needs a body here"
        if status in LIFECYCLE[act].sources:
            _moves(company, act, status, no, bodies[act])
        else:
            _refused(company, act, no, bodies[act])


def _moves(company, act, status, no, body):
    before = company.record(no)
    do(company, act, no, body)
    after = company.record(no)
    assert after.status == (
        {"decide": "implementing", "confirm": "confirming"}.get(act) or next_status(act, status)
    )  # decide: a task is open
    assert after.version > before.version
    check_invariants(company, no)


def _refused(company, act, no, body):
    before = everything()
    with pytest.raises(NotNow) as refused:
        company.do(act, no, **({"item": "x"} if act == "tick" else body))
    assert everything() == before
    assert refused.value.status == 409 and no in refused.value.message("zh")


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_act_with_an_old_version_is_refused_and_changes_nothing(company, act):
    source = LIFECYCLE[act].sources[0]
    no = brought_to(company, source)
    bodies = prepare(company, no)
    before = everything()
    with pytest.raises(Exception, match="changed_meanwhile"):
        company.do(act, no, **({"item": "x"} if act == "tick" else bodies[act]), version=99)
    assert everything() == before
