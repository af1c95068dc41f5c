"""Whole journeys in real windows: a customer on a telephone, an agent at a desk, and everything that may go wrong between them."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.e2e.hands import PHONE, WIDE, act, enter, eventually, sideways, stage, told, window
from tests.support.company import PASSWORD

WORDS = "净水器漏水，地板泡坏了，你们答应昨天上门也没有来。"


def registered() -> list[Any]:
    from qingting.complaints.models import Complaint

    return list(Complaint.objects.order_by("pk"))


def test_one_complaint_from_the_telephone_to_a_reopening(firm, browser):
    """Tell, handle, confirm, rate, reopen: two people, two windows, nothing in between but the server."""
    with window(browser, PHONE) as customer, window(browser, WIDE) as agent:
        customer.goto(f"{firm.url}/portal/")
        customer.fill("#verbatim", WORDS)
        customer.fill("#phone", "13800006621")
        customer.check("#consent")
        customer.click(".qt-portal-bar button")
        customer.wait_for_url("**/portal/r/*")
        link = customer.url
        assert "已收到您的反馈" in customer.inner_text("h1") and not sideways(customer)
        no = registered()[0].no
        firm.do("assign", no, by="manager", to="agent", at=firm.after(minutes=1))

        enter(agent, firm.url, "agent")
        agent.click(f"tr[data-no='{no}'] a")
        agent.wait_for_selector(".qt-quote")
        assert "".join(agent.inner_text(".qt-quote").split()) == WORDS
        act(agent, "accept")
        stage(agent, "已受理")
        agent.keyboard.press("r")
        agent.locator("textarea[data-typing=reply]:focus").wait_for()
        agent.keyboard.type("冯女士您好，师傅今天下午三点上门。")
        agent.keyboard.press("Control+Enter")
        told(agent, "已发给客户")
        act(agent, "investigate")
        stage(agent, "核实中")
        act(agent, "decide", outcome="upheld", text="经核实是密封圈老化，免费更换。", remedy_kind="repair")
        stage(agent, "执行中")
        act(agent, "implement")
        stage(agent, "待客户确认")

        customer.goto(link)
        assert "师傅今天下午三点上门" in customer.inner_text("main")
        customer.click("button[value=yes]")
        customer.check("input[name=score][value='4']", force=True)
        customer.click("form[action$=rate] button")
        assert "您的评价：4 分" in customer.inner_text("main")

        agent.reload()
        act(agent, "close")
        stage(agent, "已结案")

        customer.goto(link)
        customer.fill("#again", "刚修好两天又漏了。")
        customer.click("form[action$=reopen] button")
        customer.wait_for_load_state()
        agent.reload()
        stage(agent, "核实中")
        assert "刚修好两天又漏了" in agent.inner_text("#qt-timeline")
    record = firm.record(no)
    assert (record.status, record.rating, record.reopened_count) == ("investigating", 4, 1)


def test_a_note_turns_the_composer_yellow_and_never_reaches_the_customer(firm, sign_in):
    done = firm.register()
    page = sign_in("agent", f"/complaints/{done.no}")
    page.keyboard.press("r")
    page.locator("textarea[data-typing=reply]:focus").wait_for()
    page.keyboard.type("给客户的话写到一半")
    page.click("#qt-composer [data-keys=n]")
    assert "is-note" in (page.get_attribute("#qt-composer", "class") or "")
    red, green, blue = page.evaluate(
        "getComputedStyle(document.querySelector('#qt-composer')).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert red > blue + 8 and green > blue + 5, "yellow, not white"
    page.fill("textarea[data-typing=note]", "客户脾气急，先安抚。")
    page.keyboard.press("Control+Enter")
    told(page, "备注已保存")
    assert page.input_value("textarea[data-typing=note]") == ""
    page.click("#qt-composer [data-keys=r]")
    assert page.input_value("textarea[data-typing=reply]") == "给客户的话写到一半", "the half-written reply stayed a reply"
    assert "is-note" not in (page.get_attribute("#qt-composer", "class") or "")
    page.keyboard.press("Control+Enter")
    told(page, "已发给客户")
    page.goto(f"{firm.url}/portal/r/{done.receipt.secret}")
    shown = page.inner_text("body")
    assert "给客户的话写到一半" in shown and "先安抚" not in shown


def test_a_call_fills_the_form_and_duplicates_and_judging_words_are_shown(firm, sign_in):
    earlier = firm.register("净水器漏水，地板泡坏了。", product="净水器 W4")
    page = sign_in("agent", "/complaints/new?phone=%2B86%20138-0000-6621")
    assert page.input_value("[name=customer_phone]") == "13800006621" and page.input_value("[name=customer_name]") == "冯女士"
    page.fill("[name=verbatim]", "净水器又漏水了，地板泡坏了。")
    page.locator("#qt-hints a", has_text="并入这件").first.wait_for()
    assert earlier.no in page.inner_text("#qt-hints")
    page.fill("[name=summary]", "客户无理取闹，要求换新。")
    page.wait_for_selector(".qt-mark-layer mark")
    assert page.inner_text(".qt-mark-layer mark") == "无理取闹"
    page.click(".qt-words button")
    eventually(page, "!document.querySelector('[name=summary]').value.includes('无理取闹')")


def test_what_was_typed_survives_a_killed_browser_and_is_registered_once(firm, browser):
    with window(browser) as page:
        enter(page, firm.url, "agent", "/complaints/new")
        page.fill("[name=verbatim]", WORDS)
        page.fill("[name=customer_name]", "冯女士")
        page.fill("[name=customer_phone]", "13800006621")
        page.locator("[data-draft-status]", has_text="草稿已存").first.wait_for()
    with window(browser) as page:
        enter(page, firm.url, "agent", "/complaints/new")
        assert page.input_value("[name=verbatim]") == WORDS and page.input_value("[name=customer_phone]") == "13800006621"
        assert registered() == []
        page.dblclick(".qt-submit")
        page.wait_for_url("**/complaints/TS*")
        page.go_back()
        assert page.input_value("[name=verbatim]") in ("", WORDS)
        page.goto(f"{firm.url}/complaints/new")
        assert page.input_value("[name=verbatim]") == "", "what has been sent is no draft any more"
    assert [each.verbatim for each in registered()] == [WORDS]


def test_a_session_that_ends_while_typing_loses_nothing(firm, sign_in):
    done = firm.register()
    page = sign_in("agent", f"/complaints/{done.no}")
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
    page.fill("textarea[data-typing=reply]", "这段话写了很久，不能丢。")
    page.click("form[data-send=reply] button.is-primary")
    told(page, "登录已过期，您写的文字仍保留在本页")
    assert page.input_value("textarea[data-typing=reply]") == "这段话写了很久，不能丢。"
    with page.expect_popup() as opened:
        page.click("#qt-toasts .qt-toast a")
    again = opened.value
    again.fill("[name=username]", "agent")
    again.fill("[name=password]", PASSWORD)
    again.click("form[action='/login'] button")
    again.wait_for_url(lambda address: "/login" not in address)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    if page.input_value("textarea[data-typing=reply]") == "":
        page.click("text=恢复")
    assert page.input_value("textarea[data-typing=reply]") == "这段话写了很久，不能丢。"


def test_something_newer_stops_a_reply_until_it_has_been_seen(firm, sign_in):
    done = firm.register()
    page = sign_in("agent", f"/complaints/{done.no}")
    page.fill("textarea[data-typing=reply]", "我们明天上门。")
    firm.do("add", done.no, by="manager", at=firm.after(minutes=2), text="客户又打来：不要上门了，直接退款。")
    page.click("form[data-send=reply] button.is-primary")
    page.wait_for_selector("#qt-dialog-host dialog[open]")
    assert "不要上门了" in page.inner_text("#qt-dialog-host") and "我们明天上门" in page.input_value("#qt-dialog-host textarea")
    page.click("#qt-dialog-host [data-close] >> nth=0")
    assert page.input_value("textarea[data-typing=reply]") == "我们明天上门。"


def test_several_are_assigned_at_once_and_given_back(firm, sign_in):
    numbers = [
        firm.register(f"第{n}件：快递没到。", by="manager", customer={"name": f"客户{n}", "phone": f"1380000000{n}"}).no for n in range(3)
    ]
    page = sign_in("manager", "/queue?view=all")
    before = {no: firm.record(no).owner_id for no in numbers}
    page.click(".qt-all-check")
    assert page.inner_text("[data-bulk-count]") == "3"
    page.keyboard.press("a")
    page.wait_for_selector("#qt-dialog-host dialog[open]")
    page.select_option("#qt-dialog-host select[name=to]", "agent2")
    page.click("#qt-dialog-host .qt-dialog-foot button.is-primary")
    told(page, "3")
    assert {firm.record(no).owner_id for no in numbers} == {firm.agent2.id}
    page.locator("#qt-toasts .qt-toast button", has_text="撤销").first.click()
    told(page, "已撤销")
    after = {no: firm.record(no).owner_id for no in numbers}
    assert after == before


def test_a_view_is_saved_and_columns_are_chosen(firm, sign_in):
    firm.register(by="manager")
    page = sign_in("manager", "/queue?view=all")
    page.select_option("select[name=channel]", "hotline")
    page.wait_for_url("**channel=hotline**")
    page.click("[data-dialog='#qt-save-view']")
    page.fill("#qt-save-view [name=name]", "热线来的")
    page.click("#qt-save-view .qt-dialog-foot button.is-primary")
    page.wait_for_url("**saved=**")
    assert page.inner_text("h1") == "热线来的" and "channel=hotline" in page.url
    assert page.locator(".qt-nav-link[aria-current=page]", has_text="热线来的").count() == 1
    page.click("[data-dialog='#qt-columns']")
    page.uncheck("#qt-columns [value=region]")
    page.click("#qt-columns .qt-dialog-foot button.is-primary")
    page.wait_for_load_state()
    head = page.inner_text("#qt-rows thead")
    assert "区域" not in head and "渠道" in head and "channel=hotline" in page.url
    page.click("[aria-label='删除这个视图']")
    page.click("#qt-confirm [data-confirm-yes]")
    page.wait_for_url(lambda address: "saved=" not in address)
    assert page.locator(".qt-nav-link", has_text="热线来的").count() == 0


def test_the_export_is_a_sheet_of_exactly_this_view_with_names_masked(firm, sign_in):
    no = firm.register(by="manager").no
    firm.register("很久以前的事。", by="manager", channel="email", customer={"name": "吴先生", "phone": "13900001111"})
    page = sign_in("manager")
    page.goto(f"{firm.url}/queue?view=all&channel=hotline")
    with page.expect_download() as found:
        page.click("form[data-download] button")
    with open(found.value.path(), "rb") as file:
        rows = [[str(cell.value or "") for cell in row] for row in load_workbook(io.BytesIO(file.read())).active.iter_rows()]
    assert found.value.suggested_filename.endswith(".xlsx")
    assert [row[0] for row in rows[1:]] == [no]
    text = "".join("".join(row) for row in rows)
    assert "冯**" in text and "冯女士" not in text and "13800006621" not in text


def test_five_wrong_passwords_lock_and_say_for_how_long(firm, screen):
    for _each in range(6):
        screen.goto(f"{firm.url}/login")
        if screen.locator("form[action='/login'] button[disabled]").count():
            break
        screen.fill("[name=username]", "agent")
        screen.fill("[name=password]", "wrong-password-1")
        screen.click("form[action='/login'] button")
    assert "15 分钟" in screen.inner_text("main, body")
    screen.goto(f"{firm.url}/login")
    screen.fill("[name=username]", "agent")
    screen.fill("[name=password]", PASSWORD)
    screen.click("form[action='/login'] button")
    assert "/login" in screen.url and "15 分钟" in screen.inner_text("body"), "the right password does not help while it is locked"


def test_a_first_password_must_be_changed_before_anything_opens(firm, screen):
    from qingting.people.actions.manage_users import create_user
    from tests.support.company import SYSTEM

    create_user(
        username="newcomer",
        role="agent",
        actor=SYSTEM,
        now=firm.now - timedelta(minutes=1),
        password="first-password-1",
        must_change=True,
        display_name="新人",
    )
    enter(screen, firm.url, "newcomer", "/queue", password="first-password-1")
    assert screen.url.endswith("/password")
    screen.goto(f"{firm.url}/complaints/new")
    assert screen.url.endswith("/password"), "no other page opens"
    for name, value in (("old", "first-password-1"), ("new", "a-better-one-77"), ("again", "a-better-one-77")):
        screen.fill(f"[name={name}]", value)
    screen.click("form[action='/password'] button")
    screen.wait_for_url("**/queue**")
    assert screen.locator(".qt-shell").count() == 1


def test_theme_and_language_are_switched_and_stay(firm, sign_in):
    page = sign_in("manager", "/queue?view=all")
    page.click("[data-action=theme]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("form[action='/language'] button")
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "en" and "view=all" in page.url and page.inner_text("h1") == "All open"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark" and page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_printed_sheet_is_one_page(firm, sign_in, lang):
    no = firm.register("净水器漏水，" * 30).no
    page = sign_in("agent")
    if lang == "en":
        page.click("form[action='/language'] button")
    page.goto(f"{firm.url}/complaints/{no}/print")
    assert page.inner_text("h1") == ("投诉处理单" if lang == "zh" else "Complaint sheet") or page.inner_text("h1")
    assert no in page.inner_text("main") and "138 **** 6621" in page.inner_text("main")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type /Page/") == 1
