"""异地还款案: a rule nobody thought through. One department leads, one assists, each with its own deadline and verified by somebody else."""

import pytest

from qingting.handling.actions.work_tasks import NotYourTask, OwnWorkNotVerified, UnknownTask
from qingting.infra.notify.models import Outbox
from qingting.policy.actions.activate_standard import activate_standard
from qingting.policy.queries import current_standard, forget, standard_of

WORDS = "我在外地还信用卡，系统非要完整的还款凭证，当地网点开不出来，结果还款失败还要我出手续费，太不近人情了。争议金额 800 元。"


def told(story):
    no = story.told(WORDS, customer={"name": "陈先生", "phone": "13700007777"})
    story.do("assign", no, to="agent")
    return no


def test_the_main_and_the_assisting_department_each_have_their_own_deadline(story):
    no = told(story)
    main = story.task(no, "主办：增设异地业务特殊处理通道", department="it", due_at=story.due(days=2))
    assisting = story.task(no, "协办：核算可承担的手续费", to="specialist", due_at=story.due(days=1))
    story.later(hours=23, minutes=40)
    story.work()
    assert [n.params["text"] for n in story.bell("specialist", "task_due")] == ["协办：核算可承担的手续费"]
    assert story.bell("collaborator", "task_due") == []
    story.later(minutes=30)
    story.work()
    assert len(story.bell("specialist", "task_late")) == 1 and len(story.bell("agent", "task_late")) == 1
    story.do("complete-task", no, "specialist", task=assisting, result="可减免 20 元")
    with pytest.raises((OwnWorkNotVerified, UnknownTask)):
        story.do("verify-task", no, "specialist", task=assisting)
    story.do("return-task", no, "manager", task=assisting, result="请附计算依据")
    assert story.bell("specialist", "task_returned")
    story.do("complete-task", no, "specialist", task=assisting, result="附计算表")
    story.do("verify-task", no, "manager", task=assisting)
    story.do("complete-task", no, "collaborator", task=main, result="通道已上线")
    story.do("verify-task", no, "lead", task=main)
    assert [(task.state, task.returned_count) for task in story.tasks(no)] == [("verified", 0), ("verified", 1)]


def test_a_department_does_its_own_task_only(story):
    no = told(story)
    task = story.task(no, "协办：核算手续费", to="specialist")
    story.do("note", no, text="请看一下", mentions=["collaborator"])
    with pytest.raises(NotYourTask):
        story.do("complete-task", no, "collaborator", task=task)


def test_a_promise_is_moved_only_with_a_time_and_a_reason_and_the_customer_hears_of_it(story):
    no = told(story)
    story.do("promise", no, "agent", text="周五前退回手续费", due_at=story.due(days=2))
    promise = story.promises(no)[0]
    story.later(days=1)
    story.do(
        "settle-promise",
        no,
        "agent",
        promise=promise.pk,
        outcome="renegotiated",
        due_at=story.due(days=3),
        note="财务周一才能打款，已与您电话约定周一",
    )
    assert sorted(p.state for p in story.promises(no)) == ["open", "renegotiated"]
    assert Outbox.objects.filter(complaint_id=story.record(no).pk, text__contains="约定周一").exists()


def test_a_later_standard_leaves_the_running_case_as_it_was(story, shipped_standard):
    no = told(story)
    before = {name: clock.due_at for name, clock in story.clocks(no).items()}
    newer = shipped_standard.model_copy(update={"version": "2026-02"})
    activate_standard(standard=newer, reason="增设异地通道", actor=story.company.admin, now=story.later(hours=1))
    forget()
    assert current_standard().version == "2026-02"
    story.do("note", no, "agent", text="新版规范已发布，本案按受理时的版本办理。")
    assert story.record(no).policy_version == "2026-01" and standard_of("2026-01").version == "2026-01"
    assert {name: clock.due_at for name, clock in story.clocks(no).items()} == before
    fresh = story.told("又一位外地客户还款失败。", customer={"name": "李女士", "phone": "13600006666"})
    assert story.record(fresh).policy_version == "2026-02"
