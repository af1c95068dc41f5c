"""The page of one complaint: the customer's words first, what is new, who is here, drafts kept apart, nothing beyond one's scope."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingting.complaints.actions.touch_presence import touch
from qingting.complaints.models import Complaint, Draft
from qingting.complaints.queries.presence import others
from qingting.infra import clock
from qingting.infra.ledger.reading import past_of
from qingting.infra.notify.reading import messages_of
from tests.support.desk import AJAX, Desk

WORDS = "冰箱坏了三次，我坚决不接受再次维修，就要换新的！再拖我就去 12315 投诉。没有人受伤。"
PARTS = (
    "timeline",
    "options",
    "files",
    "related",
    "record",
    "customer",
    "similar",
    "scripts",
    "recording",
    "clocks",
    "promises",
    "checklist",
    "tasks",
)


def judged(company, **fields):
    """A complaint whose judgement is set by hand, so that the test stands on no engine."""
    no = company.register(WORDS, **fields).no

    def span(label, text, **more):
        start = WORDS.index(text)
        return {"label": label, "text": text, "start": start, "end": start + len(text), **more}

    judgement = {
        "emotion": "angry", "anger": 4, "category": None, "promises": [],
        "demands": [span("replace", "换新的")], "escalation": [span("12315", "12315")], "bottom_lines": [span("no_repair", "坚决不接受再次维修")],
        "risks": [span("regulator", "12315"), span("injury", "受伤", negated=True), {"label": "fire", "text": "着火", "start": 4, "end": 6}],
    }  # fmt: skip
    Complaint.objects.filter(no=no).update(judgement=judgement, anger=4, demands=["replace"], risks=["regulator"])
    return no


def test_the_customers_words_are_marked_where_they_want_refuse_and_threaten(company):
    html = Desk("manager").page(judged(company))
    assert '<mark class="qt-mark-bottom_line" title="底线">坚决不接受再次维修</mark>' in html
    assert '<mark class="qt-mark-demand" title="诉求：换新">换新的</mark>' in html
    assert '<mark class="qt-mark-escalation" title="升级意向：12315">12315</mark>' in html
    assert html.count("<mark") == 3, "neither the negated injury nor a span that does not fit the text is marked"
    assert "愤怒 · 4 / 5" in html


def test_hostile_words_are_shown_as_words(company):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e<svg onload=alert(3)>"
    no = company.register(
        evil,
        customer={"name": evil[:100], "phone": "13800006621"},
        product=evil[:100],
        summary=evil,
        involved=[{"kind": "other", "name": evil[:100]}],
    ).no
    company.do("note", no, text=evil)
    company.do("propose", no, title=evil[:150], detail=evil)
    company.do("promise", no, text=evil[:150])
    company.do("add-task", no, title=evil[:150], to="specialist")
    desk = Desk("manager")
    pages = [
        desk.page(no),
        *(desk.get("complaint_part", no=no, part=part).content.decode() for part in PARTS),
        desk.get("print", no=no).content.decode(),
    ]
    pages += [
        desk.get("act_form", htmx=True, no=no, act=act).content.decode() for act in ("correct", "choose", "settle-promise", "add-task")
    ]
    for html in pages:
        assert (
            "<script>alert" not in html
            and "<img src=x" not in html
            and "<svg onload" not in html
            and "49" not in html.split("alert(2)")[-1][:3]
        )


def test_the_timeline_holds_notes_and_replies_and_says_what_is_new(company):
    no = company.register().no
    desk = Desk("manager")
    desk.page(no)
    company.do("note", no, by="executive", text="内部：疑似批次问题")
    html = desk.page(no)
    assert "上次查看之后" in html and "内部：疑似批次问题" in html
    assert "上次查看之后" not in desk.page(no)


def test_the_timeline_narrows_to_one_side_and_goes_back_in_time(company):
    no = company.register().no
    for number in range(70):
        company.do("note", no, text=f"备注第{number}条")
    company.do("respond", no, text="给客户的话")
    desk = Desk("manager")
    html = desk.page(no)
    assert "备注第69条" in html and "备注第0条" not in html and "&amp;before=" in html
    customer = desk.get("complaint_part", "show=customer", no=no, part="timeline").content.decode()
    assert "给客户的话" in customer and "备注第" not in customer
    earlier = desk.get("complaint_part", "show=all&before=20", no=no, part="timeline").content.decode()
    assert "备注第0条" in earlier and "备注第69条" not in earlier
    assert desk.get("complaint_part", "show=nonsense&before=-1", no=no, part="timeline").status_code == 200


def test_a_note_never_reaches_the_customer_whatever_is_pressed(company):
    no = company.register().no
    desk = Desk("manager")
    desk.post("draft", {"text": "草稿备注秘密"}, no=no, kind="note")
    desk.post("act", {"text": "只给同事看的秘密", "channel": "email"}, no=no, act="note")
    desk.act("accept", no, note="受理时的秘密备注")
    record = company.record(no)
    told = [message.text for message in messages_of(record.pk)]
    assert all("秘密" not in text for text in told)
    assert "秘密" not in desk.get("print", no=no).content.decode()
    names = {event.name for event in past_of(f"complaint:{record.pk}") if "秘密" in (event.text or "")}
    assert names == {"complaints.note.added"}


def test_reply_and_note_have_drafts_of_their_own_and_sending_drops_one(company):
    no = company.register().no
    desk = Desk("manager")
    answer = desk.post("draft", {"text": "给客户：<b>您好</b>"}, htmx=False, no=no, kind="reply")
    assert answer.status_code == 200 and len(answer.json()["saved_at"]) == 5
    desk.post("draft", {"text": "给同事：查一下"}, no=no, kind="note")
    html = desk.page(no)
    assert "给客户：&lt;b&gt;您好&lt;/b&gt;</textarea>" in html and "给同事：查一下</textarea>" in html
    assert "给客户：" not in Desk("executive").page(no), "nobody sees another's draft"
    assert desk.post("act", {"text": "给同事：查一下"}, no=no, act="note").status_code == 204
    html = desk.page(no)
    assert "给客户：" in html and "给同事：查一下</textarea>" not in html
    desk.post("draft", {"text": ""}, no=no, kind="reply")
    assert Draft.objects.count() == 0


def test_a_draft_takes_what_a_browser_can_send_and_refuses_what_is_too_much(company):
    no = company.register().no
    desk = Desk("manager")
    assert desk.post("draft", {"text": "字" * 200_000 + "\x00😀"}, no=no, kind="reply").status_code == 200
    assert desk.post("draft", {"text": "字" * 500_000}, no=no, kind="reply").status_code == 413
    assert "\x00" not in Draft.objects.get().content["text"]


def test_two_hundred_thousand_characters_come_back_and_nothing_is_lost(company):
    no = company.register().no
    text = "长" * 200_000
    answer = Desk("manager").post("act", {"text": text}, no=no, act="respond")
    assert answer.status_code == 422
    assert "太长了，最多 100000 个字" in answer.content.decode() and text in answer.content.decode()


PLACES = (
    ("note", "text"), ("set-grade", "grade"), ("choose", "option"), ("link", "to"), ("add-task", "department"), ("pause", "reason"), ("settle-promise", "promise"), ("complete-task", "task"),
    ("extend", "clock"), ("tick", "item"), ("set-category", "category"), ("assign", "team"), ("rate", "score"), ("propose", "days"),
)  # fmt: skip


@pytest.mark.parametrize("value", ["\x00", "\x00'; DROP TABLE x;--", "9" * 400, "🦊" * 40, "%00", "../../etc/passwd"])
def test_no_input_breaks_an_act(company, value):
    no = company.register().no
    desk = Desk("manager")
    for act, field in PLACES:
        typed = {
            "reason": "r",
            "title": "t",
            "accept": "yes",
            "kind": "same_cause",
            "outcome": "kept",
            "step": "complete-task",
            "until": "2026-12-30T10:00",
            "proof": "p",
            field: value,
        }
        answer = desk.post("act", typed, no=no, act=act)
        assert answer.status_code in (204, 409, 422), (act, field)


def test_everything_of_a_complaint_outside_the_scope_is_not_found(company):
    no = company.register(by="manager").no
    company.do("assign", no, to="agent")
    company.do("propose", no, title="换新")
    desk = Desk("stranger")
    answers = [
        desk.get("complaint", no=no),
        desk.get("print", no=no),
        desk.get("print_many", f"no={no}"),
        desk.post("draft", {"text": "x"}, no=no, kind="note"),
    ]
    answers += [desk.get("complaint_part", no=no, part=part) for part in PARTS]
    answers += [desk.get("act_form", no=no, act=act) for act in ("note", "decide", "accept", "respond", "choose")]
    answers += [
        desk.post("act", {"text": "x", "title": "x", "reason": "x"}, no=no, act=act)
        for act in ("note", "propose", "respond", "accept", "add", "withdraw")
    ]
    answers += [desk.post("check", no=no, code="listened"), desk.client.post(f"/complaints/{no}/files", {}, **AJAX)]
    assert {answer.status_code for answer in answers} == {404}


def test_titles_of_complaints_outside_the_scope_are_told_nowhere(company):
    hidden = company.register("前一件是保密的事，涉及赔偿谈判。", by="manager", order_no="SO-9").no
    company.do("assign", hidden, to="stranger")
    no = company.register("前一件是保密的事，涉及赔偿谈判。再说一遍。", by="agent", order_no="SO-9").no
    company.do("assign", no, to="agent")
    company.do("link", no, by="manager", to=hidden, kind="same_cause")
    desk = Desk("agent")
    for part in ("related", "similar", "customer"):
        html = desk.get("complaint_part", no=no, part=part).content.decode()
        assert f"/complaints/{hidden}" not in html and "保密" not in html, part
    assert "1 件不在您的查看范围内" in desk.get("complaint_part", no=no, part="customer").content.decode()
    seen = Desk("manager").get("complaint_part", no=no, part="related").content.decode()
    assert f"/complaints/{hidden}" in seen


def test_similar_cases_say_plainly_how_they_were_found(company):
    html = Desk("manager").get("complaint_part", no=company.register().no, part="similar").content.decode()
    assert "语言引擎" in html and "没有找到" in html


def test_scripts_are_filled_and_what_is_not_known_stays_a_blank(company):
    no = company.register(customer={"phone": "13800006621"}).no
    html = Desk("manager").get("complaint_part", no=no, part="scripts").content.decode()
    assert '<span class="qt-blank">【客户称呼】</span>' in html and "我是manager-名" in html
    found = Desk("manager").get("complaint_part", "q=检测时", no=no, part="scripts").content.decode()
    assert "邀请参加检测" not in found or "检测时您愿意在场吗" in found


def test_who_else_is_here_is_told_and_forgotten_after_half_a_minute(company):
    no = company.register().no
    pk, now = company.record(no).pk, clock.now()
    touch(pk, company.lead, True, now)
    touch(pk, company.manager, False, now)
    assert [(p.name, p.typing) for p in others(pk, company.manager, now)] == [("lead-名", True)]
    assert "lead-名 正在输入" in Desk("manager").page(no)
    assert others(pk, company.manager, now + timedelta(seconds=40)) == []


def test_mentioning_a_colleague_lets_them_see_it_and_tells_them(company):
    no = company.register(by="manager").no
    company.do("assign", no, to="agent")
    assert Desk("stranger").get("complaint", no=no).status_code == 404
    assert Desk("manager").post("act", {"text": "@stranger-名，请看一下；@nobody 也看看"}, no=no, act="note").status_code == 204
    assert Desk("stranger").get("complaint", no=no).status_code == 200


def test_whoever_the_customer_named_may_read_and_write_notes_only(company):
    no = company.register(by="rude", involved=[{"kind": "staff", "name": "赵一鸣"}]).no
    html = Desk("rude").page(no)
    assert "回避" in html and "/act/accept/form" not in html and "/act/respond" in html and "您不能回复客户" in html
    assert Desk("rude").act("accept", no).status_code == 409


def test_an_auditor_sees_everything_and_is_offered_nothing_to_write(company):
    html = Desk("auditor").page(company.register().no)
    assert 'id="qt-composer"' not in html and '/form"' not in html
    assert "auditor-名 · " in html, "the watermark names who looks"


def test_the_list_it_was_opened_from_gives_position_and_neighbours(company):
    numbers = [company.register(order_no=f"N{n}").no for n in range(3)]
    desk = Desk("manager")
    html = desk.page(numbers[1], "from=view%3Dall")
    assert "2 / 3" in html and f"/complaints/{numbers[0]}?from=" in html and f"/complaints/{numbers[2]}?from=" in html
    assert 'href="/queue?view=all"' in html
    for broken in ("view%3D%00", "view%3Dnonsense", "q%3Da", "cursor%3Dxx", "x" * 3000):
        assert desk.get("complaint", f"from={broken}", no=numbers[1]).status_code == 200


def test_one_event_or_thirty_cost_the_same_number_of_statements(company, monkeypatch):
    for place in ("policy.queries", "people.queries.staff", "web.case_facts"):
        monkeypatch.setattr(f"qingting.{place}._FRESH_SECONDS", 1e9)
    company.register(order_no="M")
    few, many = company.register(order_no="M").no, company.register(order_no="M").no
    for number in range(10):
        company.do("note", many, text=f"备注{number}")
        company.do("promise", many, text=f"承诺{number}")
        company.do("add-task", many, title=f"任务{number}", to="specialist" if number % 2 else "agent")
    desk = Desk("manager")
    desk.page(few), desk.page(many)

    def statements(path):
        with CaptureQueriesContext(connection) as queries:
            assert desk.client.get(path).status_code == 200
        return len(queries)

    for name, parts in (("complaint", [{}]), ("complaint_part", [{"part": part} for part in PARTS])):
        for kwargs in parts:
            one, thirty = (statements(reverse(f"web:{name}", kwargs={"no": no, **kwargs})) for no in (few, many))
            assert one == thirty, (name, kwargs)
            assert one <= 18, (name, kwargs, one)


def test_printing_many_costs_as_much_as_printing_one(company):
    numbers = [company.register(order_no=f"P{n}").no for n in range(4)]
    for no in numbers:
        company.do("decide", no, outcome="upheld", text="同意换新")
    desk = Desk("manager")
    desk.get("print", no=numbers[0])
    counted = []
    for some in (numbers[:1], numbers):
        with CaptureQueriesContext(connection) as queries:
            html = desk.get("print_many", "&".join(f"no={no}" for no in some)).content.decode()
        assert [html.count(f"编号：{no}") for no in some] == [1] * len(some)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert "同意换新" in html and "13800006621" not in html and "138 **** 6621" in html


def test_the_page_speaks_english_to_who_reads_english(company):
    from qingting.people.models import User

    no = company.register(WORDS, order_no="E").no
    company.do("promise", no, text="call back")
    company.do("propose", no, title="replace")
    User.objects.filter(username="manager").update(lang="en")
    desk = Desk("manager")
    html = desk.page(no)
    for words in ("Wants", "Feeling", "Timeline", "Decide", "Owner", "To: portal", "Still missing"):
        assert words in html, words
    for part in PARTS:
        assert desk.get("complaint_part", no=no, part=part).status_code == 200, part
    assert "Please fill this in" in desk.act("decide", no, outcome="upheld", text="").content.decode()
    assert (
        "The customer&#39;s answer" in desk.get("act_form", htmx=True, no=no, act="choose").content.decode()
        or "choice" in desk.get("act_form", htmx=True, no=no, act="choose").content.decode()
    )


def test_the_list_marks_what_its_owner_has_not_seen_yet(company):
    from qingting.complaints.queries.unread import unread_among

    no = company.register().no
    company.do("assign", no, to="agent")
    desk = Desk("agent")
    record = company.record(no)
    assert unread_among([record], company.agent) == {record.pk}
    desk.page(no)
    assert unread_among([record], company.agent) == set()
    company.do("add", no, text="我又想到一点")
    assert unread_among([record], company.agent) == {record.pk}
    assert unread_among([record], company.manager) == set(), "only one's own complaints carry the dot"


def test_confirming_a_suggested_link_makes_it_a_persons_and_can_be_taken_back(company):
    from qingting.workflows.judge_pending import judge_pending

    first = company.register("冰箱坏了三次，我要换新的。", order_no="SO-1").no
    second = company.register("冰箱坏了三次，我要换新的。快点！", order_no="SO-1").no
    judge_pending(company.now)
    desk = Desk("manager")
    assert "可能相关" in desk.get("complaint_part", no=second, part="related").content.decode()
    assert desk.client.post(f"/complaints/{second}/act/link?to={first}&kind=same_complaint", **AJAX).status_code == 204
    html = desk.get("complaint_part", no=second, part="related").content.decode()
    assert "可能相关" not in html and "解除" in html
    assert f"与 {first} 是同一件投诉" in desk.page(second)
    assert desk.client.post(f"/complaints/{second}/act/unlink?to={first}&kind=same_complaint", **AJAX).status_code == 204
    assert "解除" not in desk.get("complaint_part", no=second, part="related").content.decode()
