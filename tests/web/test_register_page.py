"""Registering at a page: everything typed becomes the record, nothing typed is lost, one form is one complaint."""

import re

import pytest
from django.test import Client

from qingting.complaints.models import Complaint, Draft, ReceiptSecret
from qingting.complaints.queries.finding import complaint_by_secret
from qingting.handling.models import Promise
from qingting.infra.ledger.reading import past_of
from tests.support.desk import Desk, hidden_fields

FULL = {
    "kind": "complaint", "channel": "h12315", "received_at": "2026-11-18T09:30", "occurred_at": "2026-11-17T20:00", "source_external_no": "H-2026-7", "source_deadline_at": "2026-12-01T18:00",
    "customer_name": "冯女士", "customer_phone": "+86 138-0000-6621", "customer_email": "feng@example.com", "customer_account_no": "C10086", "customer_external_id": "",
    "represented_name": "冯老先生", "represented_relation": "父亲", "represented_proof": "口头委托", "verbatim": "冰箱坏了三次，我要换新的。\r\n不然我就投诉到底！", "summary": "三次报修。",
    "demands": ["replace", "apologise"], "product": "BX-520", "order_no": "SO-1", "batch_no": "2609-C", "region": "华东", "branch": "SH01", "site": "上海家中",
    "involved_kind": ["staff", "department"], "involved_name": ["赵一鸣", "售后部"], "first_response_content": "已致歉，两小时内回电。", "first_response_at": "2026-11-18T09:40",
    "promise_text": ["两小时内回电", ""], "promise_due_at": ["2026-11-18T11:40", ""],
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch, now):
    monkeypatch.setattr("qingting.infra.clock.now", lambda: now)


def test_everything_typed_becomes_the_record(company):
    answer = Desk("agent").post("register", FULL, htmx=False)
    record = Complaint.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/complaints/{record.no}")
    assert record.verbatim == "冰箱坏了三次，我要换新的。\n不然我就投诉到底！"
    assert record.received_at.isoformat() == "2026-11-18T01:30:00+00:00"
    assert (record.source_system, record.external_no, record.branch_code, record.site) == ("h12315", "H-2026-7", "SH01", "上海家中")
    assert record.involved == [{"kind": "staff", "name": "赵一鸣"}, {"kind": "department", "name": "售后部"}]
    assert record.represented == {"name": "冯老先生", "relation": "父亲", "authority": "口头委托"}
    assert (record.first_response["content"], record.first_response["by"]) == ("已致歉，两小时内回电。", "agent-名")
    assert record.missing == [] and record.demands == ["replace", "apologise"]
    assert Promise.objects.get().due_at.isoformat() == "2026-11-18T03:40:00+00:00"


def test_the_workspace_shows_number_and_link_once_and_the_link_works(company):
    desk = Desk("agent")
    where = desk.post("register", FULL, htmx=False).headers["Location"]
    html = desk.client.get(where).content.decode()
    secret = re.search(r"/portal/r/([A-Za-z0-9_-]{22})", html)[1]
    no = Complaint.objects.get().no
    assert f"已登记为 {no}" in html and "只显示这一次" in html
    assert complaint_by_secret(secret).no == no
    assert "/portal/r/" not in desk.client.get(where).content.decode()
    from django.contrib.sessions.models import Session

    assert all(secret not in str(session.get_decoded()) for session in Session.objects.all())
    assert secret not in str(list(ReceiptSecret.objects.values_list("digest", flat=True)))


def test_a_refused_registration_comes_back_with_every_field_and_every_message(company):
    typed = {
        **FULL,
        "verbatim": "  ",
        "received_at": "2031-01-01T00:00",
        "occurred_at": "gestern",
        "channel": "pigeon",
        "promise_due_at": ["soon", ""],
    }
    answer = Desk("agent").post("register", typed, htmx=False)
    html = answer.content.decode()
    assert answer.status_code == 422 and Complaint.objects.count() == 0
    for value in (
        "冯女士",
        "+86 138-0000-6621",
        "feng@example.com",
        "C10086",
        "冯老先生",
        "口头委托",
        "三次报修。",
        "BX-520",
        "SO-1",
        "2609-C",
        "上海家中",
        "赵一鸣",
        "售后部",
        "已致歉，两小时内回电。",
        "两小时内回电",
        "H-2026-7",
    ):
        assert value in html, value
    assert 'value="replace" checked' in html and "gestern" in html and "「soon」无法识别" in html
    assert 'id="field-occurred_at-error"' in html


def test_a_refusal_by_the_rules_stands_beside_its_field(company):
    typed = {**FULL, "received_at": "2031-01-01T00:00", "channel": "pigeon"}
    html = Desk("agent").post("register", typed, htmx=False).content.decode()
    assert 'id="field-received_at-error"' in html and "不可信" in html
    assert 'id="field-channel-error"' in html and "pigeon" in html


TYPED = (
    "verbatim",
    "summary",
    "customer_name",
    "customer_phone",
    "product",
    "order_no",
    "site",
    "involved_name",
    "promise_text",
    "source_external_no",
)
CHOSEN = ("channel", "kind", "branch", "demands", "involved_kind")


@pytest.mark.parametrize("value", ["<script>alert(1)</script>\x00", "字" * 200_000, "' OR 1=1 --", "🦊\u202e\u0000"])
def test_no_field_breaks_and_none_is_shown_as_markup(company, value):
    desk = Desk("agent")
    shown = value.replace("\x00", "")[:40].replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")
    for field in (*TYPED, *CHOSEN):
        typed = {"verbatim": "快递没到", "channel": "h12315", "kind": "complaint", "involved_name": "张三", field: value}
        answer = desk.post("register", typed, htmx=False)
        assert answer.status_code in (302, 422), field
        if answer.status_code == 302:
            answer = desk.client.get(answer.headers["Location"])
            assert answer.status_code == 200, field
        else:
            assert field in CHOSEN or shown in answer.content.decode(), field
        assert "<script>alert" not in answer.content.decode(), field


def test_the_same_form_sent_twice_is_one_complaint(company):
    desk = Desk("agent")
    key = hidden_fields(desk.get("register").content.decode())["request_key"]
    first, second = (desk.post("register", {**FULL, "request_key": key}, htmx=False) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Complaint.objects.count() == 1


def test_the_same_number_of_the_same_source_is_refused_and_nothing_is_lost(company):
    desk = Desk("agent")
    desk.post("register", FULL, htmx=False)
    again = desk.post("register", {**FULL, "verbatim": "同一件事又来文"}, htmx=False)
    assert again.status_code == 409
    assert "已经登记为" in again.content.decode() and "同一件事又来文" in again.content.decode()


def test_the_whole_form_is_kept_as_a_draft_restored_and_gone_after_registering(company):
    desk = Desk("agent")
    saved = desk.post("register_draft", {**FULL, "csrfmiddlewaretoken": "x"}, htmx=False)
    assert saved.json()["saved_at"] == "10:00"
    html = desk.get("register").content.decode()
    assert "不然我就投诉到底！" in html and "赵一鸣" in html and "两小时内回电" in html and "草稿已存 10:00" in html
    assert "不然我就投诉到底！" not in Desk("agent2").get("register").content.decode()
    assert "csrfmiddlewaretoken" not in Draft.objects.get().content
    desk.post("register", FULL, htmx=False)
    assert Draft.objects.count() == 0


def test_a_call_fills_in_number_and_name_of_the_one_customer_who_has_it(company):
    company.register()
    html = Desk("agent").get("register", "phone=%2B86+138-0000-6621").content.decode()
    assert 'value="13800006621"' in html and 'value="冯女士"' in html
    assert Desk("agent").get("register", "phone=%00%27&verbatim=<b>").status_code == 200


def test_hints_tell_duplicates_customer_and_a_first_judgement(company):
    company.register("冰箱坏了三次，我要换新的。", order_no="SO-1")
    typed = {"verbatim": "冰箱坏了三次，我要换新的，再拖我去 12315！", "customer_phone": "138 0000 6621", "order_no": "SO-1"}
    html = Desk("agent").post("register_hints", typed).content.decode()
    assert "可能已经登记过" in html and "同一订单" in html
    assert "冯女士" in html and "1 件投诉" in html
    assert "初步研判" in html and "规范 4." in html and "监管" in html
    assert Complaint.objects.count() == 1, "hints store nothing"


def test_hints_tell_no_titles_of_complaints_outside_the_scope(company):
    hidden = company.register("保密：涉及赔偿谈判。", by="manager", order_no="SO-1").no
    company.do("assign", hidden, to="stranger")
    html = (
        Desk("agent")
        .post("register_hints", {"verbatim": "涉及赔偿谈判。再说一遍", "customer_phone": "13800006621", "order_no": "SO-1"})
        .content.decode()
    )
    assert "保密" not in html and hidden not in html
    assert "1 件由其他班组处理" in html


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"verbatim": "短"},
        {"verbatim": "\x00" * 50},
        {"verbatim": "长" * 200_000},
        {"customer_phone": "x" * 5000},
        {"verbatim": "好好好好", "kind": "zzz", "channel": "zzz", "demands": "zzz"},
    ],
)
def test_hints_survive_whatever_is_typed(company, typed):
    assert Desk("agent").post("register_hints", typed).status_code == 200
    assert Desk("agent").get("register_hints").status_code == 200


def test_a_known_complaint_takes_the_words_typed_so_far(company):
    no = company.register("冰箱坏了三次，我要换新的。").no
    desk = Desk("agent")
    desk.post("register_draft", {"verbatim": "客户又来电：还是没修好"}, htmx=False)
    html = desk.get("act_form", "words=register", no=no, act="add").content.decode()
    assert "客户又来电：还是没修好</textarea>" in html


def test_judging_words_are_named_with_their_places_in_code_points(company):
    text = "🦊客户无理取闹，态度强硬"
    words = Desk("agent").post("judging_words", {"text": text}, htmx=False).json()["words"]
    assert [(text[w["start"] : w["end"]], w["suggestion"]) for w in words] == [("无理取闹", "客户不接受目前的解释")]
    assert Desk("agent").post("judging_words", {}, htmx=False).json() == {"words": []}


def test_who_may_not_register_is_told_so_and_keeps_no_draft(company):
    desk = Desk("executive")
    answers = [
        desk.get("register"),
        desk.post("register", FULL),
        desk.post("register_draft", FULL),
        desk.post("register_hints", FULL),
        desk.post("upload_new"),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert Complaint.objects.count() == 0 and Draft.objects.count() == 0


def test_nobody_registers_without_signing_in(company):
    answer = Client().get("/complaints/new")
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/login")


def test_the_source_is_kept_only_for_channels_that_have_one(company):
    Desk("agent").post("register", {**FULL, "channel": "hotline"}, htmx=False)
    record = Complaint.objects.get()
    assert (record.source_system, record.external_no) == ("", None)
    names = [event.name for event in past_of(f"complaint:{record.pk}")]
    assert names[0] == "complaints.complaint.registered" and "handling.reply.sent" in names
