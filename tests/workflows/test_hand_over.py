"""A leaver's or absentee's work moves in one act: nothing stays with nobody, whoever was named never gets it, all or nothing."""

import pytest

from qingting.complaints.models import Complaint
from qingting.complaints.permissions import NotAllowed
from qingting.handling.models import Promise, Task
from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.notify.models import Notice
from qingting.people.actions.manage_users import set_active
from qingting.people.queries.staff import UnknownPerson
from qingting.workflows import hand_over as module
from qingting.workflows.hand_over import SamePerson, hand_over
from tests.support.company import SYSTEM

pytestmark = pytest.mark.django_db


def owned_by(company, who, count=1, **fields):
    numbers = []
    for _ in range(count):
        no = company.register(by="manager", customer={"name": "冯女士"}, **fields).no
        company.do("assign", no, by="manager", to=who)
        numbers.append(no)
    return numbers


def give(company, to="agent2", username="agent", by="manager", **more):
    return hand_over(username=username, to=to, reason="离职", actor=company.people[by], now=company.now, standard=company.standard, **more)


def test_complaints_tasks_and_promises_move_together(company):
    mine = owned_by(company, "agent", 2)
    others = owned_by(company, "specialist")[0]
    company.do("respond", mine[0], by="agent", text="您好", promises=[{"text": "明天回电"}])
    company.do("add-task", others, title="调日志", to="agent")
    done = give(company)
    assert (done.complaints, done.tasks, done.promises, done.kept) == (2, 1, 1, [])
    assert set(Complaint.objects.filter(no__in=mine).values_list("owner_id", flat=True)) == {company.agent2.id}
    assert Complaint.objects.get(no=others).owner_id == company.specialist.id
    assert Task.objects.get().owner_id == Promise.objects.get().owner_id == company.agent2.id
    company.do("complete-task", others, by="agent2", task=Task.objects.get().pk)  # and the receiver can get at it
    assert not Complaint.objects.filter(owner_id=company.agent.id).exists()
    notice = Notice.objects.get(kind="handover")
    assert (notice.user_id, notice.params["count"]) == (company.agent2.id, 3)


def test_the_ledger_says_who_did_it_in_person(company):
    no = owned_by(company, "agent")[0]
    give(company)
    event = [e for e in past_of(f"complaint:{company.record(no).pk}") if e.data.get("how") == "handover"][-1]
    assert (event.actor_kind, event.actor_id, event.text) == ("staff", company.manager.id, "离职")
    assert [e.name for e in past_of(f"user:{company.agent.id}")][-1] == "people.user.handed_over"
    assert list(broken_links()) == []


def test_whoever_the_customer_named_gets_neither_complaint_nor_task_nor_promise(company):
    involved = [{"kind": "staff", "name": "赵一鸣"}]
    mine = owned_by(company, "agent", involved=involved)[0]
    others = owned_by(company, "specialist", involved=involved)[0]
    company.do("promise", mine, by="agent", text="明天回电", due_at=company.after(days=1).isoformat())
    company.do("add-task", others, title="调录音", to="agent")
    plain = owned_by(company, "agent")[0]
    done = give(company, to="rude")
    assert set(done.kept) == {mine, others} and company.record(plain).owner_id == company.rude.id
    holders = {company.record(mine).owner_id, Task.objects.get().owner_id, Promise.objects.get().owner_id}
    assert holders <= {company.lead.id, company.manager.id} and None not in holders
    assert Notice.objects.filter(kind="handover", user_id__in=holders).exists()


def test_where_everybody_is_named_it_goes_to_the_pool(company):
    involved = [{"kind": "staff", "name": name} for name in ("agent2", "lead", "manager")]
    no = company.register(by="manager", involved=involved).no
    Complaint.objects.filter(no=no).update(owner_id=company.agent.id)
    give(company)
    assert company.record(no).owner_id is None and company.record(no).team_id is not None


def test_somebody_who_is_gone_already_can_still_be_relieved(company):
    no = owned_by(company, "agent")[0]
    set_active(user_id=company.agent.id, active=False, actor=SYSTEM, now=company.now)
    give(company)
    assert company.record(no).owner_id == company.agent2.id
    with pytest.raises(UnknownPerson):
        give(company, to="agent", username="agent2")


def test_ended_complaints_stay_with_who_ended_them(company):
    no = owned_by(company, "agent")[0]
    company.do("decide", no, by="agent", outcome="upheld", text="已补发")
    company.do("close", no, by="agent", reason="已确认")
    assert give(company).complaints == 0
    assert company.record(no).owner_id == company.agent.id


def test_a_failure_in_the_middle_moves_nothing(company, monkeypatch):
    mine = owned_by(company, "agent", 3)
    real, calls = module.move_work, []

    def fail_at_the_second(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        real(*arguments)

    monkeypatch.setattr(module, "move_work", fail_at_the_second)
    with pytest.raises(RuntimeError):
        give(company)
    assert set(Complaint.objects.filter(no__in=mine).values_list("owner_id", flat=True)) == {company.agent.id}
    assert not Notice.objects.filter(kind="handover").exists() and list(broken_links()) == []


def test_one_hands_over_what_lies_in_ones_scope(company):
    owned_by(company, "agent")
    owned_by(company, "stranger")
    with pytest.raises(NotAllowed):
        give(company, by="agent2")  # a colleague's work
    with pytest.raises(NotAllowed):
        give(company, by="lead", username="stranger")  # another team's
    for by in ("executive", "auditor", "collaborator"):
        with pytest.raises(NotAllowed):
            give(company, by=by)
    with pytest.raises(SamePerson):
        give(company, to="agent")
    assert give(company, by="agent").complaints == 1  # one's own
    assert give(company, by="lead", username="agent2", to="agent").complaints == 1  # the own team's
