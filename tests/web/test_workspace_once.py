"""Once per form, and never past something one has not seen: double clicks, changes meanwhile, wording that needs a second look."""

import threading

import pytest
from django.db import connection

from qingting.infra.ledger.reading import past_of, seq_of
from tests.support.desk import AJAX, Desk, hidden_fields, triggers


def count(company, no, name):
    return [event.name for event in past_of(f"complaint:{company.record(no).pk}")].count(name)


def test_the_same_form_sent_twice_is_one_act(company):
    no = company.register().no
    desk = Desk("manager")
    form = desk.form("propose", no)
    first = desk.post("act", {**form, "title": "换新"}, no=no, act="propose")
    second = desk.post("act", {**form, "title": "换新"}, no=no, act="propose")
    assert (first.status_code, second.status_code) == (204, 204)
    assert "没有重复执行" in triggers(second)["qt-toast"]["text"]
    assert count(company, no, "handling.option.proposed") == 1


def test_another_text_with_the_same_key_is_another_act(company):
    no = company.register().no
    desk = Desk("manager")
    form = {"request_key": "one-key"}
    for text in ("第一句", "第二句"):
        assert desk.post("act", {**form, "text": text}, no=no, act="note").status_code == 204
    assert count(company, no, "complaints.note.added") == 2


def test_a_refused_form_keeps_its_key_for_the_next_try(company):
    no = company.register().no
    desk = Desk("manager")
    form = desk.form("note", no)
    refused = desk.post("act", {**form, "text": ""}, no=no, act="note")
    assert refused.status_code == 422
    again = hidden_fields(refused.content.decode())
    assert again["request_key"] == form["request_key"]
    assert desk.post("act", {**again, "text": "写好了"}, no=no, act="note").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_act(company):
    no = company.register().no
    desk = Desk("manager")
    data = {**desk.form("respond", no), "text": "马上为您处理。"}
    statuses = []

    def click():
        statuses.append(desk.post("act", data, no=no, act="respond").status_code)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert statuses == [204] * 4
    assert count(company, no, "handling.reply.sent") == 1


def test_a_reply_stops_when_the_customer_has_written_meanwhile(company):
    no = company.register().no
    desk = Desk("manager")
    record = company.record(no)
    seen = seq_of(f"complaint:{record.pk}")
    company.do("add", no, by="agent", text="我已经收到了，不用再寄！")
    stopped = desk.post("act", {"text": "今天给您补寄。", "seen": str(seen), "request_key": "k1"}, no=no, act="respond")
    html = stopped.content.decode()
    assert stopped.status_code == 409
    assert "我已经收到了，不用再寄！" in html and "今天给您补寄。" in html and 'name="force" value="1"' in html
    assert count(company, no, "handling.reply.sent") == 0
    sent = desk.post("act", {**hidden_fields(html), "seen": str(seen), "text": "好的，不再补寄。"}, no=no, act="respond")
    assert sent.status_code == 204
    assert count(company, no, "handling.reply.sent") == 1


def test_what_came_after_the_second_look_stops_it_again(company):
    no = company.register().no
    desk = Desk("manager")
    seen = seq_of(f"complaint:{company.record(no).pk}")
    company.do("add", no, by="agent", text="第一次补充")
    stopped = desk.post("act", {"text": "好的", "seen": str(seen)}, no=no, act="respond").content.decode()
    company.do("add", no, by="agent", text="第二次补充")
    again = desk.post("act", {**hidden_fields(stopped), "text": "好的"}, no=no, act="respond")
    assert again.status_code == 409
    assert "第二次补充" in again.content.decode() and "第一次补充" not in again.content.decode()


def test_a_dialog_opened_before_a_colleagues_act_shows_what_is_newer(company):
    no = company.register().no
    desk = Desk("manager")
    form = desk.form("set-grade", no)
    company.do("decide", no, by="agent", outcome="upheld", text="已同意退款")
    stopped = desk.post("act", {**form, "grade": "C", "reason": "升级"}, no=no, act="set-grade")
    assert stopped.status_code == 409
    assert "已同意退款" in stopped.content.decode() and "升级" in stopped.content.decode()
    assert company.record(no).grade == "D"


def test_a_stale_version_alone_is_refused_with_the_text_kept(company):
    no = company.register().no
    stale = company.record(no).version
    company.do("note", no, text="改动")
    answer = Desk("executive").post("act", {"version": str(stale), "text": "我的备注"}, no=no, act="note")
    assert answer.status_code == 409
    assert "已被其他人更新" in answer.content.decode() and "我的备注" in answer.content.decode()


def test_ones_own_acts_and_looking_things_up_stop_nobody(company):
    no = company.register().no
    company.do("assign", no, to="agent")
    desk = Desk("manager")
    form = desk.form("note", no)
    company.do("tick", no, by="manager", item="listened")
    company.do("note", no, by="manager", text="自己写的")
    company.do("tick", no, by="lead", item="wants")
    company.do("reveal", no, by="specialist", reason="回电")
    assert desk.post("act", {**form, "text": "接着写"}, no=no, act="note").status_code == 204


def test_a_phrase_the_standard_bans_is_named_with_a_better_one_before_anything_is_sent(company):
    no = company.register().no
    desk = Desk("manager")
    warned = desk.post("act", {"text": "我们会尽快给您退款。", "request_key": "k"}, no=no, act="respond")
    html = warned.content.decode()
    assert warned.status_code == 422
    assert "「尽快」" in html and "我在（具体时间）前给您答复" in html and "我们会尽快给您退款。" in html
    assert count(company, no, "handling.reply.sent") == 0
    assert desk.post("act", {**hidden_fields(html), "text": "我们会尽快给您退款。"}, no=no, act="respond").status_code == 204
    assert count(company, no, "handling.reply.sent") == 1


def test_force_alone_sends_and_another_banned_phrase_is_warned_of_again(company):
    no = company.register().no
    desk = Desk("manager")
    assert desk.post("act", {"text": "尽快处理", "force": "1"}, no=no, act="respond").status_code == 204
    hidden = hidden_fields(desk.post("act", {"text": "尽快处理好"}, no=no, act="respond").content.decode())
    again = desk.post("act", {**hidden, "text": "不可能，规定就是规定"}, no=no, act="respond")
    assert again.status_code == 422
    assert "规定就是规定" in again.content.decode()


def test_a_script_with_an_open_blank_is_not_sent_by_mistake(company):
    no = company.register().no
    warned = Desk("manager").post("act", {"text": "我在【具体时间】前联系您。"}, no=no, act="respond")
    assert warned.status_code == 422
    assert "【具体时间】" in warned.content.decode()


def test_a_note_may_say_what_a_reply_may_not(company):
    no = company.register().no
    assert Desk("manager").post("act", {"text": "客户说尽快"}, no=no, act="note").status_code == 204


def test_a_button_without_a_form_gets_the_refusal_as_a_message(company):
    no = company.register().no
    answer = Desk("manager").client.post(f"/complaints/{no}/act/link?to={no}&kind=same_cause", **{**AJAX, "HTTP_HX_TARGET": ""})
    assert answer.status_code == 422
    assert "qt-refused" in triggers(answer)
