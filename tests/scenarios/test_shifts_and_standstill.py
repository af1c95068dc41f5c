"""An agent leaves in the middle of things; a week in which no worker ran."""

from datetime import timedelta

from qingting.handling.models import Promise, Task
from qingting.infra.notify.models import Notice
from qingting.people.queries.staff import person_by_id
from qingting.workflows.deactivate_person import deactivate_person
from qingting.workflows.hand_over import hand_over


def test_an_agent_leaves_and_nothing_stays_with_nobody(story):
    numbers = [story.told(f"第{n}件：快递还没送到。", customer={"name": f"客户{n}", "phone": f"1380000000{n}"}) for n in range(3)]
    for no in numbers:
        story.do("assign", no, to="agent")
        story.do("promise", no, "agent", text="明天回电", due_at=story.due(days=1))
    ended = numbers[2]
    story.do("decide", ended, "agent", outcome="upheld", text="已送达")
    story.do("settle-promise", ended, "agent", promise=story.promises(ended)[0].pk, outcome="kept", note="已回电")
    story.do("close", ended, "agent", reason="客户口头确认")
    other = story.told("别人的投诉", by="agent2", customer={"name": "别人", "phone": "13912345678"})
    story.do("assign", other, to="agent2")
    task = story.task(other, "帮忙查物流", to="agent", due_at=story.due(hours=6))
    story.later(hours=2)

    done = hand_over(
        username="agent", to="agent2", reason="赵离职", actor=story.company.lead, now=story.at, standard=story.company.standard
    )

    assert (done.complaints, done.kept) == (2, [])
    assert {story.record(no).owner_id for no in numbers[:2]} == {story.company.agent2.id}
    assert story.record(ended).owner_id == story.company.agent.id, "what is over stays with whoever did it"
    assert Promise.objects.filter(owner_id=story.company.agent.id, settled_at=None).count() == 0
    assert Task.objects.get(pk=task).owner_id == story.company.agent2.id
    assert len(story.bell("agent2", "handover")) == 1
    for no in numbers[:2]:
        assert [e.text for e in story.past(no) if e.data.get("how") == "handover"] == ["赵离职"]
        story.do("respond", no, "agent2", text="我是接手的同事，情况我都了解，您不需要重复说明。")


def test_an_account_is_switched_off_only_with_its_work_in_other_hands(story):
    no = story.told("快递三天没到")
    story.do("assign", no, to="agent")
    deactivate_person(
        user_id=story.company.agent.id, to="agent2", reason="离职", actor=story.company.admin, now=story.at, standard=story.company.standard
    )
    assert story.record(no).owner_id == story.company.agent2.id
    person = person_by_id(story.company.agent.id)
    assert person is not None and not person.active


def test_after_a_week_without_workers_everything_is_dated_right_and_nobody_is_flooded(story):
    numbers = [story.told(f"第{n}件：订单一直没有发货。", customer={"name": f"客户{n}", "phone": f"1390000{n:04}"}) for n in range(12)]
    for no in numbers:
        story.do("assign", no, to="agent")
        story.do("respond", no, "agent", text="已在核实。", promises=[{"text": "明天中午前答复", "due_at": story.due(days=1)}])
        story.task(no, "查物流", to="agent2", due_at=story.due(days=1))
    due = {(no, name): clock.due_at for no in numbers for name, clock in story.clocks(no).items()}
    bells = Notice.objects.count()
    story.later(days=7)

    assert story.work() > 0

    for no in numbers:
        late = {e.data["clock"]: e.data["due_at"] for e in story.past(no) if e.name == "sla.clock.breached"}
        assert late == {name: due[no, name].isoformat() for name in ("plan", "resolve")}, "dated at the moment each was due"
        (promise,) = story.promises(no)
        assert promise.state == "broken" and promise.broken_at == promise.due_at < story.at - timedelta(days=5)
        assert not [e for e in story.past(no) if e.name == "sla.clock.warned"], "a warning overtaken by its breach is not told"
    rung = Notice.objects.count() - bells
    assert rung <= 3, f"{rung} bells for {len(numbers)} complaints: one summary for the leads, no burst"
    assert [n.params["count"] for n in story.bell("lead", "overdue_summary")] == [len(numbers)]
    assert story.work() == 0 and Notice.objects.count() - bells == rung, "a second pass finds nothing"


def test_a_pause_that_ran_out_during_the_standstill_ends_when_it_was_to_end(story):
    no = story.told("订单没有发货", customer={"name": "周", "phone": "13911110000"})
    story.do("respond", no, text="请您补一张照片。")
    due = story.clocks(no)["resolve"].due_at
    story.do("pause", no, reason="waiting_customer", until=story.due(hours=5))
    story.later(days=3)
    story.work()
    clock = story.clocks(no)["resolve"]
    assert clock.state == "running" and clock.due_at == due + timedelta(hours=5)
    assert [e.data["due_at"] for e in story.past(no) if e.name == "sla.clock.breached" and e.data["clock"] == "resolve"] == [
        clock.due_at.isoformat()
    ]
