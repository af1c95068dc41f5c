"""Acts one by one: what each needs, what it leaves behind, and that nothing goes around the lifecycle, the roles and the guards."""

import pytest

from qingting.complaints.actions.acting import ChangedMeanwhile
from qingting.complaints.permissions import NotAllowed, NotFound
from qingting.complaints.rules.lifecycle import LIFECYCLE, NotNow
from qingting.handling.actions.assign import NotThePersonConcerned, OnlyToYourself
from qingting.handling.actions.confirm import ProofMissing
from qingting.handling.actions.decide import StillOpenWork
from qingting.handling.actions.keep_promises import UnknownPromise
from qingting.handling.actions.work_tasks import NotYourTask, OwnWorkNotVerified
from qingting.handling.models import Promise, Task
from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.notify.models import Notice, Outbox
from qingting.sla.models import Clock
from qingting.workflows.acts import ACTS
from qingting.workflows.close_complaint import NotReadyToClose

ANGRY = "门锁把我妈妈反锁在屋里两个小时，差点出人命！我已经打了12315，要求赔偿。"


def names(company, no):
    return [event.name for event in past_of(f"complaint:{company.record(no).pk}")]


def test_every_act_is_in_the_lifecycle_table():
    assert set(ACTS) <= set(LIFECYCLE)


def test_danger_to_life_is_grade_a_and_the_lead_hears_of_it_at_once(company):
    no = company.register(ANGRY).no
    record = company.record(no)
    assert record.grade == "A" and record.grade_basis["clause"] and record.grade_basis["words"]
    assert Notice.objects.filter(kind="grave_complaint", complaint_no=no).exists()


def test_accepting_makes_the_agent_the_owner(company):
    no = company.register(by="agent").no
    company.do("accept", no, by="agent")
    assert (company.record(no).status, company.record(no).owner_id) == ("accepted", company.agent.id)


def test_an_agent_takes_a_complaint_but_gives_it_to_others_only_by_transfer(company):
    no = company.register(by="agent").no
    company.do("assign", no, by="agent", to="agent")
    with pytest.raises(OnlyToYourself):
        company.do("assign", no, by="agent", to="agent2")
    company.do("transfer", no, by="agent", to="agent2", reason="客户要求换人")
    record = company.record(no)
    assert (record.owner_id, record.transfer_count) == (company.agent2.id, 1)


def test_whoever_the_customer_named_never_gets_the_complaint(company):
    no = company.register("你们客服态度太差了", involved=[{"kind": "staff", "name": "赵一鸣"}]).no
    with pytest.raises(NotThePersonConcerned):
        company.do("assign", no, by="manager", to="rude")


def test_a_reply_reaches_the_portal_meets_the_clocks_and_keeps_its_promises(company):
    no = company.register().no
    due = company.after(hours=5)
    company.do(
        "respond", no, by="manager", text="非常抱歉，今天下班前给您答复。", promises=[{"text": "今天下班前答复", "due_at": due.isoformat()}]
    )
    assert Outbox.objects.get(complaint_id=company.record(no).pk, channel="portal").state == "sent"
    states = dict(Clock.objects.filter(complaint_id=company.record(no).pk).values_list("name", "state"))
    assert (states["acknowledge"], states["first_reply"], states["resolve"]) == ("met", "met", "running")
    promise = Promise.objects.get(complaint_id=company.record(no).pk)
    assert (promise.state, promise.due_at) == ("open", due)


def test_a_note_is_never_sent_to_anybody_outside(company):
    no = company.register().no
    company.do("note", no, text="客户语气激动，先安抚。")
    assert not Outbox.objects.filter(complaint_id=company.record(no).pk).exists()


def test_a_mentioned_colleague_is_told_and_may_look(company):
    no = company.register(by="manager").no
    with pytest.raises(NotFound):
        company.do("note", no, by="collaborator", text="看不到")
    company.do("note", no, text="请 IT 看一下", mentions=["collaborator"])
    assert Notice.objects.filter(user_id=company.collaborator.id, kind="mentioned").count() == 1


def test_promises_are_kept_with_proof_or_moved_with_notice(company):
    no = company.register().no
    company.do("promise", no, text="周五前寄出新机", due_at=company.after(days=2).isoformat())
    promise = Promise.objects.get(complaint_id=company.record(no).pk)
    company.do(
        "settle-promise",
        no,
        promise=promise.pk,
        outcome="renegotiated",
        due_at=company.after(days=4).isoformat(),
        note="仓库缺货，已与客户约定周日",
    )
    new = Promise.objects.get(complaint_id=company.record(no).pk, state="open")
    company.do("settle-promise", no, promise=new.pk, outcome="kept", note="运单 SF123")
    assert list(Promise.objects.order_by("id").values_list("state", flat=True)) == ["renegotiated", "kept"]
    with pytest.raises(UnknownPromise):
        company.do("settle-promise", no, promise=new.pk, outcome="kept")


def test_a_promise_made_good_late_stays_broken(company):
    no = company.register().no
    company.do("promise", no, text="两点前回电", due_at=company.after(hours=1).isoformat())
    promise = Promise.objects.get(complaint_id=company.record(no).pk)
    company.do("settle-promise", no, promise=promise.pk, outcome="kept", note="已回电", at=company.after(hours=3))
    promise.refresh_from_db()
    assert promise.state == "broken" and promise.settled_at is not None


def test_lowering_a_grade_needs_the_permission_and_keeps_the_machines_grade(company):
    no = company.register(ANGRY).no
    company.do("assign", no, by="manager", to="specialist")
    with pytest.raises(NotAllowed):
        company.do("set-grade", no, by="specialist", grade="C", reason="我觉得不严重")
    company.do("set-grade", no, by="manager", grade="B", reason="人已安全，无伤情")
    record = company.record(no)
    assert (record.grade, record.grade_rank, record.grade_basis["machine"]) == ("B", 2, "A")


def test_a_new_grade_keeps_the_time_already_gone(company):
    no = company.register().no
    before = Clock.objects.get(complaint_id=company.record(no).pk, name="resolve")
    company.do("set-grade", no, grade="B", reason="媒体来电", at=company.after(hours=6))
    after = Clock.objects.get(pk=before.pk)
    assert after.started_at == before.started_at and after.due_at > before.due_at


def test_pausing_moves_the_deadline_by_the_pause_and_never_excuses_silence(company):
    no = company.register().no
    before = Clock.objects.get(complaint_id=company.record(no).pk, name="resolve").due_at
    company.do("pause", no, reason="waiting_customer", note="等发票", at=company.after(hours=1))
    assert set(Clock.objects.filter(complaint_id=company.record(no).pk, state="paused").values_list("name", flat=True)) == {
        "plan",
        "resolve",
    }
    company.do("resume", no, at=company.after(hours=4))
    after = Clock.objects.get(complaint_id=company.record(no).pk, name="resolve").due_at
    assert (after - before).total_seconds() == 3 * 3600


def test_a_task_is_done_by_its_owner_and_verified_by_somebody_else(company):
    no = company.register(ANGRY, by="manager").no
    company.do("add-task", no, title="调取开锁日志", to="collaborator", due_at=company.after(hours=8).isoformat())
    task = Task.objects.get()
    with pytest.raises((NotYourTask, NotFound)):
        company.do("complete-task", no, by="agent2", task=task.pk)
    company.do("complete-task", no, by="collaborator", task=task.pk, result="日志已导出")
    with pytest.raises((NotAllowed, OwnWorkNotVerified)):
        company.do("verify-task", no, by="collaborator", task=task.pk)
    company.do("return-task", no, task=task.pk, result="缺少昨天的日志")
    company.do("complete-task", no, by="collaborator", task=task.pk, result="已补齐")
    company.do("verify-task", no, task=task.pk)
    task.refresh_from_db()
    assert (task.state, task.returned_count) == ("verified", 1)


def test_a_decision_with_open_tasks_leads_to_implementing_and_not_past_them(company):
    no = company.register().no
    company.do("add-task", no, title="安排换新", department="it")
    company.do("decide", no, outcome="upheld", text="为您换新")
    assert company.record(no).status == "implementing"
    with pytest.raises(StillOpenWork):
        company.do("implement", no)
    task = Task.objects.get()
    company.do("complete-task", no, by="collaborator", task=task.pk)
    company.do("implement", no)
    assert company.record(no).status == "confirming"


def test_a_refusal_tells_where_else_to_turn(company):
    no = company.register().no
    company.do("refuse", no, by="manager", reason="这笔订单不是我司销售，无法受理。")
    record = company.record(no)
    assert record.status == "not_accepted" and record.next_due_at is None
    assert company.standard.portal.recourse.zh in Outbox.objects.get(complaint_id=record.pk).text


def test_a_no_from_the_customer_leads_back_to_investigating(company):
    no = company.register().no
    company.do("decide", no, outcome="partly", text="补偿 20 元")
    company.do("confirm", no, satisfied=False, comment="问题没解决", note="回访电话 14:05")
    assert (company.record(no).status, company.record(no).confirmed) == ("investigating", "no")


def test_speaking_for_the_customer_needs_proof_from_grade_c_up(company):
    no = company.register("吃了之后肚子不舒服，拉了两天。").no
    assert company.record(no).grade == "C"
    company.do("decide", no, outcome="upheld", text="全额退款")
    with pytest.raises(ProofMissing):
        company.do("confirm", no, satisfied=True)
    company.do("confirm", no, satisfied=True, proof="录音 20261118-0031")
    assert company.record(no).confirmed == "yes"


def test_closing_names_every_guard_that_does_not_hold(company):
    no = company.register(ANGRY, by="manager").no
    company.do("promise", no, text="今天上门", due_at=company.after(hours=3).isoformat())
    company.do("add-task", no, title="上门开锁", to="collaborator")
    company.do("decide", no, outcome="upheld", text="免费更换")
    company.do("complete-task", no, by="manager", task=Task.objects.get().pk)
    company.do("implement", no)
    with pytest.raises(NotReadyToClose) as refused:
        company.do("close", no)
    message = refused.value.message("zh")
    assert "今天上门" in message and "上门开锁" in message


def test_closing_without_confirmation_needs_a_recorded_reason(company):
    no = company.register().no
    company.do("decide", no, outcome="upheld", text="已补发")
    with pytest.raises(NotReadyToClose):
        company.do("close", no)
    company.do("close", no, reason="三次回访未接通，短信已告知")
    assert company.record(no).status == "closed"


def test_reopening_starts_fresh_clocks_for_the_same_owner(company):
    no = company.register(by="agent").no
    company.do("accept", no, by="agent")
    company.do("decide", no, by="agent", outcome="upheld", text="已补发")
    company.do("close", no, by="agent", reason="客户口头确认")
    company.do("reopen", no, by="agent", reason="又坏了", at=company.after(days=3))
    record = company.record(no)
    assert (record.status, record.owner_id, record.reopened_count) == ("investigating", company.agent.id, 1)
    assert record.next_due_at is not None and record.next_due_at > company.after(days=3)


def test_two_people_closing_at_once_the_second_is_told(company):
    no = company.register().no
    company.do("decide", no, outcome="upheld", text="已补发")
    version = company.record(no).version
    company.do("close", no, reason="客户确认", version=version)
    with pytest.raises((ChangedMeanwhile, NotNow)):
        company.do("close", no, by="admin", reason="客户确认", version=version)


def test_a_stranger_from_another_team_finds_nothing(company):
    no = company.register(by="manager").no
    company.do("assign", no, to="agent")
    for act, body in (("note", {"text": "x"}), ("respond", {"text": "x"}), ("accept", {})):
        with pytest.raises(NotFound):
            company.do(act, no, by="stranger", **body)


@pytest.mark.parametrize("role", ["executive", "auditor", "collaborator"])
def test_reading_roles_change_nothing(company, role):
    no = company.register(by="manager").no
    with pytest.raises((NotAllowed, NotFound)):
        company.do("decide", no, by=role, outcome="upheld", text="x")


def test_a_refused_act_leaves_nothing_behind(company):
    no = company.register().no
    before = names(company, no)
    with pytest.raises(NotNow):
        company.do("close", no, reason="太早")
    assert names(company, no) == before and not Outbox.objects.filter(cause_id__startswith=f"{no}:closed").exists()


def test_links_can_be_taken_back_without_loss(company):
    first, second = company.register(by="manager").no, company.register("又来一次，还是没送到", by="manager").no
    company.do("link", second, to=first, kind="same_complaint")
    assert company.record(second).repeat_of_id == company.record(first).pk
    company.do("unlink", second, to=first, kind="same_complaint")
    assert company.record(second).repeat_of_id is None
    assert list(broken_links()) == []
