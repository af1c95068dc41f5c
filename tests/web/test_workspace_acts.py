"""Every act of a person through its page: the dialog opens, what is typed is done, what is wrong comes back with the typed text."""

from datetime import timedelta

import pytest

from qingting.handling.models import Promise, SolutionOption, Task
from qingting.infra.ledger.reading import past_of
from qingting.web.act_forms import ACT_FORMS
from qingting.workflows.acts import ACTS
from tests.support.desk import Desk, triggers


def names_of(record):
    return [event.name for event in past_of(f"complaint:{record.pk}")]


def test_every_act_of_the_api_has_a_form_on_the_pages():
    assert set(ACT_FORMS) == set(ACTS)


def test_a_complaint_goes_from_registration_to_a_rated_closing_by_its_dialogs(company):
    no = company.register().no
    desk = Desk("manager")
    steps = [
        ("acknowledge", {"text": "您的投诉已收到。"}, "complaints.complaint.acknowledged"),
        ("assign", {"to": "specialist", "reason": "熟悉此类问题"}, "complaints.complaint.assigned"),
        ("accept", {}, "complaints.complaint.accepted"),
        ("investigate", {"note": "调取物流记录"}, "complaints.complaint.investigated"),
        ("promise", {"text": "明天中午前回电", "due_at": "2027-01-05T12:00"}, "handling.promise.made"),
        ("set-grade", {"grade": "C", "reason": "涉及多单"}, "complaints.complaint.graded"),
        ("set-category", {"category": "logistics", "reason": ""}, "complaints.complaint.categorised"),
        ("pause", {"reason": "waiting_customer", "note": "等客户拍照"}, "sla.clock.paused"),
        ("resume", {}, "sla.clock.resumed"),
        ("propose", {"title": "补发", "cost": "12.50", "days": "2", "satisfaction": "4", "recommended": "1"}, "handling.option.proposed"),
        ("choose", {"option": "A", "accept": "yes", "comment": "可以"}, "handling.option.chosen"),
        ("add-task", {"title": "仓库补发一件", "to": "specialist"}, "handling.task.added"),
        ("add", {"text": "客户又来电询问"}, "complaints.message.received"),
        ("decide", {"outcome": "upheld", "text": "已补发。", "remedy_kind": "resend", "remedy_amount": "30"}, "handling.decision.made"),
    ]
    for act, typed, event in steps:
        response = desk.act(act, no, **typed)
        assert response.status_code == 204, (act, response.content.decode())
        assert triggers(response)["qt-toast"]["text"], act
        assert triggers(response)["qt-changed"] and triggers(response)["qt-close-dialog"]
        assert event in names_of(company.record(no)), act
    record = company.record(no)
    assert (record.status, record.grade, record.category, record.remedy["amount_fen"]) == ("implementing", "C", "logistics", 3000)
    assert SolutionOption.objects.get(complaint_id=record.pk).cost_fen == 1250

    task, promise = Task.objects.get(complaint_id=record.pk), Promise.objects.get(complaint_id=record.pk)
    assert Desk("specialist").act("complete-task", no, query=f"task={task.pk}", step="complete-task", result="已寄出").status_code == 204
    assert desk.act("verify-task", no, query=f"task={task.pk}", step="verify-task", result="").status_code == 204
    assert (
        desk.act("settle-promise", no, query=f"promise={promise.pk}&outcome=kept", outcome="kept", note="11:20 已回电").status_code == 204
    )
    assert desk.act("implement", no).status_code == 204
    assert desk.act("confirm", no, satisfied="yes", comment="收到了", proof="录音 0118").status_code == 204
    assert desk.act("close", no).status_code == 204
    assert desk.act("rate", no, score="5", proof="录音 0118").status_code == 204
    record = company.record(no)
    assert (record.status, record.rating, record.confirmed) == ("closed", 5, "yes")
    assert desk.act("reopen", no, reason="又坏了").status_code == 204
    assert desk.act("withdraw", no, reason="客户说不用了", proof="录音 0119").status_code == 204
    assert company.record(no).status == "withdrawn"


def test_refuse_transfer_extend_and_links_work_from_their_dialogs(company):
    first, second, third = (company.register().no for _ in range(3))
    desk = Desk("manager")
    assert desk.act("refuse", first, reason="不属于本公司业务").status_code == 204
    assert company.record(first).status == "not_accepted"
    assert desk.act("transfer", second, to="agent2", reason="本组熟悉", summary="客户要退货", tell_customer="1").status_code == 204
    assert company.record(second).owner_id == company.agent2.id
    assert desk.act("handover", second, to="agent", reason="轮休").status_code == 204
    assert company.record(second).owner_id == company.agent.id
    assert desk.act("extend", second, clock="resolve", until=_later(company.record(second)), reason="等待检测结果").status_code == 204
    linked = desk.act("link", second, to=third.lower(), kind="same_cause")
    assert linked.status_code == 204
    undo = triggers(linked)["qt-toast"]["undo_url"]
    answer = desk.client.post(undo, HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()["text"]) == (200, "已解除关联")


def _later(record):
    from qingting.sla.models import Clock
    from qingting.web.local_time import local_value

    return local_value(Clock.objects.get(complaint_id=record.pk, name="resolve").due_at + timedelta(days=2))


def test_a_task_can_be_sent_back_from_the_dialog_that_verifies_it(company):
    no = company.register().no
    company.do("add-task", no, title="核对订单", to="collaborator")
    task = Task.objects.get()
    company.do("complete-task", no, by="collaborator", task=task.pk)
    html = Desk("manager").get("act_form", f"task={task.pk}", htmx=True, no=no, act="verify-task").content.decode()
    assert "核对订单" in html and 'value="return-task"' in html
    assert Desk("manager").act("verify-task", no, query=f"task={task.pk}", step="return-task", result="少了一张单").status_code == 204
    assert Task.objects.get().state == "returned"


def test_missing_fields_come_back_beside_the_field_with_what_was_typed(company):
    no = company.register().no
    response = Desk("manager").act("decide", no, outcome="upheld", text="", remedy_text="送一箱水果", remedy_amount="十块")
    html = response.content.decode()
    assert response.status_code == 422
    assert "请填写这一项" in html and "不是可识别的金额" in html
    assert "送一箱水果" in html and "十块" in html
    assert company.record(no).status == "registered"


def test_an_amount_without_a_remedy_is_asked_about(company):
    response = Desk("manager").act("decide", company.register().no, outcome="upheld", text="好的", remedy_amount="20")
    assert response.status_code == 422
    assert "请选择补救措施" in response.content.decode()


def test_a_refusal_of_the_act_itself_is_shown_in_the_dialog(company):
    no = company.register(involved=[{"kind": "staff", "name": "赵一鸣"}]).no
    response = Desk("manager").act("assign", no, to="rude", reason="顺手")
    assert response.status_code == 409
    html = response.content.decode()
    assert "回避" in html and "顺手" in html and "<dialog" in html


def test_a_close_that_is_not_ready_names_every_guard_with_its_clause(company):
    no = company.register().no
    company.do("add-task", no, title="退款到账", to="specialist")
    company.do("promise", no, text="周五前退款")
    company.do("decide", no, outcome="upheld", text="同意退款")
    Task.objects.update(state="done")
    company.do("implement", no)
    html = Desk("manager").get("act_form", htmx=True, no=no, act="close").content.decode()
    assert "退款到账" in html and "周五前退款" in html and "9.1.2" in html and "9.1.3" in html
    page = Desk("manager").page(no)
    assert "还不能结案" in page
    refused = Desk("manager").act("close", no, reason="客户联系不上")
    assert refused.status_code == 409
    assert "客户联系不上" in refused.content.decode()


def test_local_times_are_read_on_the_organisations_wall_clock(company):
    no = company.register().no
    Desk("manager").act("promise", no, text="回电", due_at="2027-01-05T17:30")
    assert Promise.objects.get().due_at.isoformat() == "2027-01-05T09:30:00+00:00"


@pytest.mark.parametrize("typed", ["yesterday", "0001-01-01T00:00", "2027-13-40T99:99", "9999-12-31T23:59", "2026-01-01T00:00'--"])
def test_a_time_that_is_none_is_refused_in_words(company, typed):
    response = Desk("manager").act("promise", company.register().no, text="回电", due_at=typed)
    assert response.status_code == 422
    assert Promise.objects.count() == 0


def test_without_scripts_the_dialog_is_a_page_and_the_answer_a_redirect(company):
    no = company.register().no
    desk = Desk("manager")
    page = desk.get("act_form", no=no, act="accept")
    assert page.status_code == 200 and "<html" in page.content.decode()
    done = desk.act("accept", no, htmx=False)
    assert (done.status_code, done.headers["Location"]) == (302, f"/complaints/{no}")
    assert "已受理" in desk.page(no)
    assert "已受理，" not in desk.page(no)


def test_without_scripts_a_refused_form_is_a_page_with_everything_typed(company):
    response = Desk("manager").act("set-grade", company.register().no, htmx=False, grade="B", reason="")
    assert response.status_code == 422
    assert "请填写这一项" in response.content.decode()


def test_an_act_the_role_may_not_do_is_neither_offered_nor_done(company):
    no = company.register().no
    company.do("assign", no, to="agent")
    html = Desk("agent").page(no)
    assert "/act/refuse/form" not in html and "/act/accept/form" in html
    assert Desk("agent").get("act_form", htmx=True, no=no, act="refuse").status_code == 403
    assert Desk("agent").post("act", {"reason": "不归我们"}, no=no, act="refuse").status_code == 403
    assert company.record(no).status == "registered"


def test_an_act_of_another_stage_is_refused_before_anybody_types(company):
    response = Desk("manager").get("act_form", htmx=True, no=company.register().no, act="close")
    assert response.status_code == 409
    assert "qt-refused" in response.headers["HX-Trigger"]


def test_the_best_next_act_is_the_first_button(company):
    no = company.register().no
    desk = Desk("manager")
    seen = []
    for act, typed in (
        ("accept", {}),
        ("investigate", {}),
        ("propose", {"title": "换新"}),
        ("decide", {"outcome": "upheld", "text": "换新", "remedy": {"kind": "replace"}}),
        ("implement", {}),
        ("confirm", {"satisfied": True, "note": "录音"}),
        ("close", {}),
    ):
        html = desk.page(no)
        seen.append((act, f'class="qt-button is-small is-primary" href="/complaints/{no}/act/{act}/form"' in html))
        company.do(act, no, **typed)
    assert seen == [(act, True) for act, _found in seen]


def test_doing_and_going_on_leads_to_the_next_of_the_list(company):
    numbers = [company.register(order_no=f"SO{n}").no for n in range(3)]
    for no in numbers:
        company.do("assign", no, to="agent")
    desk = Desk("agent")
    html = desk.page(numbers[0], "from=view%3Dmine")
    assert f"/complaints/{numbers[1]}?from=view%3Dmine" in html
    form = desk.form("accept", numbers[0], "from=view%3Dmine")
    done = desk.client.post(
        f"/complaints/{numbers[0]}/act/accept?from=view%3Dmine",
        {**form, "then": "next"},
        HTTP_HX_REQUEST="true",
        HTTP_HX_TARGET="qt-dialog-host",
    )
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, f"/complaints/{numbers[1]}?from=view%3Dmine")


def test_giving_a_complaint_away_leads_back_to_the_list(company):
    no = company.register(by="manager").no
    company.do("assign", no, to="agent")
    done = Desk("agent").act("transfer", no, to="stranger", reason="对方组负责")
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, "/queue")


def test_revealing_a_number_shows_it_once_and_puts_it_on_record(company):
    no = company.register(by="manager").no
    desk = Desk("manager")
    assert "13800006621" not in desk.page(no) and "138 **** 6621" in desk.page(no)
    shown = desk.act("reveal", no, reason="回电")
    assert shown.status_code == 200 and "13800006621" in shown.content.decode()
    event = past_of(f"complaint:{company.record(no).pk}")[-1]
    assert (event.name, event.text, event.actor_name) == ("complaints.complaint.revealed", "回电", "manager-名")
    assert "13800006621" not in desk.page(no)


def test_ticking_answers_the_checklist_and_takes_a_tick_back(company):
    no = company.register().no
    desk = Desk("manager")
    first = desk.post("check", no=no, code="listened").content.decode()
    assert first.count('aria-checked="true"') == 1
    assert desk.post("check", no=no, code="listened").content.decode().count('aria-checked="true"') == 0
    assert desk.post("check", no=no, code="nothing_such").status_code == 404


def test_correcting_changes_only_what_was_changed_and_fills_a_gap(company):
    no = company.register(product="冰箱").no
    desk = Desk("agent")
    record = company.record(no)
    assert "first_response.content" in record.missing
    shown = {
        "customer_name": "冯女士", "customer_phone": "138 **** 6621", "customer_email": "", "customer_account_no": "", "channel": "hotline", "received_at": "", "occurred_at": "", "product": "冰箱",
        "order_no": "", "batch_no": "B-7", "region": "", "branch": "", "site": "", "involved": "部门：物流部\n张三", "first_content": "已致歉并登记", "first_at": "", "summary": "", "note": "补录", "demands": record.demands,
    }  # fmt: skip
    assert desk.act("correct", no, **shown).status_code == 204
    after = company.record(no)
    assert (after.batch_no, after.product, after.customer_id) == ("B-7", "冰箱", record.customer_id)
    assert after.involved == [{"kind": "department", "name": "物流部"}, {"kind": "other", "name": "张三"}]
    assert "first_response.content" not in after.missing
    assert past_of(f"complaint:{record.pk}")[-1].data["fields"] == ["batch_no", "first_response", "involved", "missing"]


def test_no_page_and_no_form_shows_contact_data_before_it_was_revealed(company):
    customer = {"name": "冯女士", "phone": "13800006621", "email": "feng@example.com", "account_no": "C1008655"}
    no = company.register(customer=customer).no
    desk = Desk("manager")
    shown = [desk.page(no), desk.get("act_form", no=no, act="correct").content.decode()]
    shown += [desk.get("complaint_part", no=no, part=part).content.decode() for part in ("customer", "record", "related")]
    for html in shown:
        assert all(secret not in html for secret in ("13800006621", "feng@example.com", "C1008655"))
    assert "138 **** 6621" in shown[1] and "f***@example.com" in shown[1]
    masked = {"customer_phone": "138 **** 6621", "customer_email": "f***@example.com", "customer_account_no": "****8655", "product": "空调"}
    assert desk.act("correct", no, **masked).status_code == 204
    assert past_of(f"complaint:{company.record(no).pk}")[-1].data["fields"] == ["product"]
    assert "13800006621" in desk.act("reveal", no, reason="回电").content.decode()
