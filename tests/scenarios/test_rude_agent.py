"""态度案: three contacts, nobody listened; a promise of twenty-four hours, recordings reviewed, coaching. Whoever was rude stays out of it."""

import pytest

from qingting.complaints.permissions import NotAllowed
from qingting.handling.actions.assign import NotThePersonConcerned
from qingting.policy.rules.wording import banned_in
from qingting.workflows.acts import ACTS
from qingting.workflows.hand_over import hand_over

FIRST = "我第一次打来，话说到一半就被你们赵一鸣打断，一句都听不进去。"
SECOND = "昨天又问，你们回了一句「自己看帮助文档」就没了。"
THIRD = "今天第三次打，  直接把我电话挂断！\n我不是嫌你们不专业，是你们根本不尊重人！！"
NAMED = [{"kind": "staff", "name": "赵一鸣"}]


def three_contacts(story):
    first = story.told(FIRST, order_no="E20261116")
    story.later(days=1)
    second = story.told(SECOND, order_no="E20261116")
    story.later(days=1)
    third = story.told(THIRD, order_no="E20261116", involved=NAMED)
    story.do("link", second, to=first, kind="same_complaint")
    story.do("link", third, to=first, kind="same_complaint")
    return first, second, third


def test_the_words_stay_as_they_were_said(story):
    first, second, third = three_contacts(story)
    story.do("correct", third, by="manager", summary="客户反映三次来电均未得到应有接待。")
    story.do("add", third, by="manager", text="补充：挂断时是 14:32。")
    assert [story.record(no).verbatim for no in (first, second, third)] == [FIRST, SECOND, THIRD]
    assert "不尊重" not in story.record(third).summary


def test_the_third_contact_is_seen_as_such_and_raises_the_grade(story):
    first, _second, third = three_contacts(story)
    record = story.record(third)
    assert (record.repeat_count, record.repeat_of_id) == (2, story.record(first).pk)
    assert record.grade == "C" and record.grade_basis["rule"] == "grade.c.repeat"


def test_what_was_said_to_the_customer_is_on_the_list_of_phrases_nobody_uses(story):
    hits = banned_in(story.company.standard, "自己看帮助文档")
    assert hits and hits[0].instead.zh


BODIES = {
    "respond": {"text": "您好"}, "note": {"text": "我没有"}, "promise": {"text": "回电"}, "set-grade": {"grade": "A", "reason": "x"}, "set-category": {"category": "service.rude"},
    "assign": {"to": "rude"}, "transfer": {"to": "agent", "reason": "x"}, "propose": {"title": "道歉"}, "choose": {"option": "A"}, "add-task": {"title": "x", "to": "rude"},
    "pause": {"reason": "waiting_customer"}, "extend": {"until": "2026-12-01T00:00:00+00:00", "reason": "x"}, "decide": {"outcome": "not", "text": "客户无理取闹"},
    "confirm": {"satisfied": True, "proof": "x"}, "reopen": {"reason": "x"}, "rate": {"score": 5, "proof": "x"}, "add": {"text": "客户说不投诉了"}, "tick": {"item": "x"}, "withdraw": {"proof": "电话", "reason": "x"},
    "refuse": {"reason": "x"}, "attach": {"attachments": ["00000000-0000-0000-0000-000000000000"]}, "link": {"to": "TS1"}, "unlink": {"to": "TS1"}, "settle-promise": {"promise": 1, "outcome": "kept"},
    "complete-task": {"task": 1}, "verify-task": {"task": 1}, "return-task": {"task": 1}, "correct": {"summary": "客户情绪化"}, "reveal": {"reason": "x"},
}  # fmt: skip


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"note"}))
def test_whoever_was_rude_takes_no_step_in_the_case(story, act):
    """Even one they took in themselves and so can see, and in whatever stage it is."""
    no = story.told(THIRD, by="rude", involved=NAMED)
    if act in ("implement", "confirm", "close", "rate", "reopen"):
        story.do("decide", no, outcome="upheld", text="道歉并改进", **({"remedy": {"kind": "apologise"}} if act == "implement" else {}))
    if act == "reopen":
        story.do("close", no, reason="客户口头确认")
    before = story.names(no)
    with pytest.raises((NotThePersonConcerned, NotAllowed)):
        story.do(act, no, "rude", **BODIES.get(act, {}))
    assert story.names(no) == before


def test_they_may_say_how_it_was_in_a_note_under_their_own_name(story):
    no = story.told(THIRD, involved=NAMED)
    story.do("note", no, "rude", text="当时系统卡顿，我没有想挂断。")
    note = story.past(no)[-1]
    assert (note.actor_name, note.text) == ("赵一鸣", "当时系统卡顿，我没有想挂断。")
    assert story.record(no).owner_id is None


def test_a_handover_does_not_slip_it_to_them_either(story):
    no = story.told(THIRD, involved=NAMED)
    story.do("assign", no, to="agent")
    done = hand_over(username="agent", to="rude", reason="调休", actor=story.company.lead, now=story.at, standard=story.company.standard)
    assert done.kept == [no] and story.record(no).owner_id == story.company.lead.id


def test_named_only_later_the_owner_gives_it_up_at_once(story):
    no = story.told("你们的人挂我电话！")
    story.do("assign", no, to="rude")
    story.do("promise", no, "rude", text="今天回电", due_at=story.due(hours=5))
    story.do("correct", no, by="manager", involved=NAMED, note="客户回电说出了姓名")
    assert story.record(no).owner_id is None and story.promises(no)[0].owner_id is None
    assert "complaints.complaint.unassigned" in story.names(no)
    with pytest.raises(NotThePersonConcerned):
        story.do("accept", no, "rude")


def test_a_promise_of_twenty_four_hours_rings_before_and_after(story):
    no = story.told(THIRD, involved=NAMED)
    story.do("assign", no, to="agent")
    story.do(
        "respond",
        no,
        "agent",
        text="非常抱歉让您三次都没有被好好听完。明天这个时候之前，我给您一个完整的方案。",
        promises=[{"text": "24 小时内给出方案", "due_at": story.due(hours=24)}],
    )
    promise = story.promises(no)[0]
    assert (promise.state, promise.owner_id) == ("open", story.company.agent.id)
    story.later(hours=23, minutes=40)
    story.work()
    assert len(story.bell("agent", "promise_due")) == 1
    story.later(minutes=21)
    story.work()
    assert story.promises(no)[0].state == "broken" and story.promises(no)[0].broken_at == promise.due_at
    assert len(story.bell("agent", "promise_broken")) == len(story.bell("lead", "promise_broken")) == 1
    story.work()
    assert len(story.bell("agent", "promise_broken")) == 1, "it rings once"


def test_the_whole_story_ends_with_a_customer_who_was_heard(story):
    _first, _second, no = three_contacts(story)
    story.do("assign", no, to="agent")
    story.do(
        "respond",
        no,
        "agent",
        text="王女士，三次都没有让您把话说完，是我们的错。24 小时内给您方案。",
        promises=[{"text": "24 小时内给出方案", "due_at": story.due(hours=24)}],
    )
    story.do("investigate", no, "agent")
    review = story.task(no, "调取三次通话录音复核", "agent", to="lead", due_at=story.due(hours=8), note="听取原因：核实沟通经过")
    story.later(hours=3)
    story.do("complete-task", no, "lead", task=review, result="三次录音听完：打断一次、敷衍一次、挂断一次，沟通技巧不足")
    story.do("verify-task", no, "manager", task=review)
    coaching = story.task(no, "一对一辅导：倾听与情绪管理", "lead", department="training", due_at=story.due(days=2))
    story.do("propose", no, "agent", title="书面道歉并指定专人跟进", recommended=True)
    story.later(hours=5)
    kept = next(p for p in story.promises(no) if p.state == "open")
    story.do("settle-promise", no, "agent", promise=kept.pk, outcome="kept", note="17:40 致电说明方案，客户同意")
    story.do("decide", no, "agent", outcome="upheld", text="经复核录音，您反映的情况属实。我们向您道歉，并由专人跟进您的问题。")
    assert story.record(no).status == "implementing"
    story.later(days=1)
    story.do("complete-task", no, "lead", task=coaching, result="已辅导两次")
    story.do("verify-task", no, "manager", task=coaching)
    story.do("implement", no, "agent", text="辅导已完成，后续由我专门负责您的事。")
    story.by_link("confirm", no, satisfied=True, comment="这次有人听我说完了")
    story.by_link("rate", no, score=4)
    story.do("close", no, "agent")
    record = story.record(no)
    assert (record.status, record.confirmed, record.rating, record.outcome) == ("closed", "yes", 4, "upheld")
    assert story.company.rude.id not in {event.actor_id for event in story.past(no) if event.actor_kind == "staff"}
    assert [p.state for p in story.promises(no)] == ["kept"]
