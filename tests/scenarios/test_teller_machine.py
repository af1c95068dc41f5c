"""柜员机案: a broken machine, one window of four, ninety minutes. A branch, a notice, a plan, a lunch shift, and a customer who confirms by link."""

import pytest

from qingting.handling.actions.decide import StillOpenWork
from qingting.infra.notify.models import Outbox
from qingting.policy.rules.wording import banned_in
from qingting.workflows.close_complaint import NotReadyToClose

WORDS = (
    "中午12点我急着取一万块钱，你们网点唯一一台柜员机坏了也不贴告示。取号前面39个人，四个窗口只开一个，要等90分钟！"
    "再问大堂经理，他说「不是和你讲过了吗？没有别的办法，只能排队」，还说「每个人都说自己着急」。"
)


def at_the_branch(story):
    return story.told(
        WORDS,
        channel="store",
        branch="SH01",
        customer={"name": "A先生", "phone": "13900001111"},
        involved=[{"kind": "branch", "name": "上海一店"}],
    )


def test_the_branch_and_the_words_are_kept(story):
    record = story.record(at_the_branch(story))
    assert (record.branch_code, record.verbatim, record.customer_name) == ("SH01", WORDS, "A先生")
    assert record.grade_basis["clause"] and record.grade_basis["rule"], "whatever the grade, it says why"


@pytest.mark.parametrize("said", ["不是和你讲过了吗？", "没有别的办法，只能排队", "每个人都说自己着急"])
def test_what_the_lobby_manager_said_is_refused_with_a_better_wording(story, said):
    (hit,) = banned_in(story.company.standard, said)
    assert hit.why.zh and hit.instead.zh and hit.instead.zh not in said


def test_no_script_of_the_standard_uses_a_banned_phrase(story):
    standard = story.company.standard
    assert [
        (script.id, hit.words)
        for script in standard.scripts
        for text in (script.text.zh, script.text.en)
        for hit in banned_in(standard, text)
    ] == []


def test_the_case_from_the_lobby_to_the_customers_yes(story):
    no = at_the_branch(story)
    story.do("assign", no, to="agent")
    story.do(
        "respond",
        no,
        "agent",
        text="A先生，让您等这么久又没有人说明，非常抱歉。今天 17 点前我给您答复。",
        promises=[{"text": "今天 17 点前答复", "due_at": story.due(hours=7)}],
    )
    work = {
        "notice": story.task(no, "柜员机张贴故障告示并写明修复时间", "agent", department="it", due_at=story.due(hours=4)),
        "plan": story.task(no, "制定设备故障应急预案并演练", "agent", to="collaborator", due_at=story.due(hours=30)),
        "lunch": story.task(no, "午间增开一个窗口", "agent", to="specialist", due_at=story.due(hours=20)),
    }
    assert {task.state for task in story.tasks(no)} == {"open"} and len(story.bell("collaborator", "task")) == 2
    story.later(hours=3)
    story.do("complete-task", no, "collaborator", task=work["notice"], result="已张贴")
    promise = story.promises(no)[0]
    story.do("settle-promise", no, "agent", promise=promise.pk, outcome="kept", note="16:20 致电")
    story.do("decide", no, "agent", outcome="upheld", text="您反映属实。网点已张贴告示，午间增开窗口，并制定应急预案。")
    assert story.record(no).status == "implementing"
    with pytest.raises(StillOpenWork) as refused:
        story.do("implement", no, "agent")
    assert "午间增开一个窗口" in refused.value.message("zh")
    story.later(hours=18)
    story.do("complete-task", no, "specialist", task=work["lunch"], result="排班表已改")
    story.do("complete-task", no, "collaborator", task=work["plan"], result="预案与演练记录")
    story.do("implement", no, "agent")
    story.by_link("confirm", no, satisfied=True)
    with pytest.raises(NotReadyToClose) as unverified:
        story.do("close", no, "agent")
    assert "柜员机张贴故障告示" in unverified.value.message("zh")
    for task in work.values():
        story.do("verify-task", no, "lead", task=task)
    story.do("close", no, "agent")
    assert story.record(no).status == "closed"
    assert Outbox.objects.filter(complaint_id=story.record(no).pk, channel="portal").count() >= 3


def test_a_customer_who_says_no_by_link_brings_it_back(story):
    no = at_the_branch(story)
    story.do("decide", no, outcome="partly", text="已向网点转达。")
    story.by_link("confirm", no, satisfied=False, comment="转达算什么处理？")
    assert story.record(no).status == "investigating"
    assert "complaints.complaint.disputed" in story.names(no)
