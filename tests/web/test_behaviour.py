"""What the scripts of a page do, in a real browser: keys, selection, drafts, the composer, refusals. Endpoints answer as the product's do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import Gallery, eventually, opened, violations
from tests.web.gallery_data import NO

pytestmark = pytest.mark.e2e
COMPOSING = "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true})"


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[Gallery]:
    with opened(browser) as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_asked_yet(pages: Gallery) -> None:
    pages.forget()


def chosen(page: Page) -> int:
    return page.locator(".qt-row-check:checked").count()


# the queue


def test_j_k_and_x_choose_rows_and_a_assigns_them_with_an_undo(pages: Gallery) -> None:
    with pages.page("queue") as page:
        for key in "jxjx":
            page.keyboard.press(key)
        assert chosen(page) == 2
        assert page.inner_text("[data-bulk-count]") == "2"
        assert violations(page) == []
        page.keyboard.press("a")
        page.click(".qt-toast button:has-text('撤销')")
        eventually(
            page,
            "document.querySelector('#qt-toasts').innerText.includes('done') || document.querySelector('#qt-toasts').innerText.includes('已撤销')",
        )
        assert pages.asked("/web/bulk")[0]["no"] == ["TS2611201000", "TS2611201001"]
        assert pages.asked("/web/bulk")[0]["act"] == ["assign_me"]
        assert len(pages.asked("/web/undo")) == 1
        eventually(page, "document.querySelectorAll('.qt-row-check:checked').length === 0")


def test_shift_chooses_a_range_and_escape_lets_go(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.click(".qt-row-check >> nth=1")
        page.click(".qt-row-check >> nth=6", modifiers=["Shift"])
        assert chosen(page) == 6
        page.keyboard.press("Escape")
        assert chosen(page) == 0
        assert page.is_hidden("#qt-bulk")


def test_enter_opens_the_row_that_has_the_focus(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/workspace.zh.html")


def test_filters_stand_in_the_address_and_empty_ones_do_not(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.select_option("select[name=status]", "B")
        eventually(page, "location.search.includes('status=B')")
        assert "channel" not in page.url
        page.keyboard.press("Escape")


def test_search_waits_for_the_end_of_a_composition(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.evaluate("""() => {
            const field = document.querySelector('#qt-filters input[type=search]');
            field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
            field.value = 'tuik';
            field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
        }""")
        page.wait_for_timeout(500)
        assert pages.asked("/web/queue") == []
        page.evaluate("""() => {
            const field = document.querySelector('#qt-filters input[type=search]');
            field.value = '退款';
            field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
        }""")
        eventually(page, "location.search.includes('q=')")
        assert pages.asked("/web/queue")[-1]["q"] == ["退款"]


# keys


def test_shortcuts_rest_while_somebody_types(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.keyboard.press("/")
        page.keyboard.type("xjc")
        assert chosen(page) == 0
        assert page.input_value("#qt-filters input[type=search]") == "xjc"
        assert "queue" in page.url


def test_shortcuts_can_be_switched_off_and_stay_off(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.keyboard.press("?")
        page.click("#qt-help [data-action=shortcuts]")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert chosen(page) == 0
        pages.open(page, "queue")
        page.keyboard.press("c")
        page.wait_for_timeout(200)
        assert "queue" in page.url
        page.keyboard.press("Control+k")
        page.locator("#qt-palette").wait_for(state="visible")


def test_a_sequence_with_g_leads_to_a_view(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.keyboard.press("g")
        page.keyboard.press("q")
        page.wait_for_url("**/queue.zh.html")


def test_the_palette_understands_pinyin_and_numbers(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("fp")
        page.wait_for_timeout(400)
        assert "分派当前投诉" in page.locator("#qt-palette li").all_inner_texts()[1]
        page.fill("#qt-palette input", "ts2611210042")
        assert "TS2611210042" in page.locator("#qt-palette li").first.inner_text()
        assert violations(page) == []


def test_enter_that_confirms_a_candidate_does_not_run_a_command(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("dwcl")
        page.evaluate(f"document.querySelector('#qt-palette input').dispatchEvent({COMPOSING})")
        page.wait_for_timeout(200)
        page.locator("#qt-palette").wait_for(state="visible")


# the composer


def test_reply_and_note_are_two_drafts_and_the_note_is_yellow(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.fill("textarea[data-typing=reply]", "给客户的话")
        page.click("[data-keys=n]")
        page.fill("textarea[data-typing=note]", "只给同事")
        assert "is-note" in (page.get_attribute("#qt-composer", "class") or "")
        assert page.is_hidden("textarea[data-typing=reply]")
        page.wait_for_timeout(1900)
        assert pages.asked(f"/web/draft/{NO}/reply")[-1] == {"text": ["给客户的话"]}
        assert pages.asked(f"/web/draft/{NO}/note")[-1] == {"text": ["只给同事"]}
        assert violations(page) == []
        page.keyboard.press("Control+Enter")
        eventually(page, "!document.querySelector('textarea[data-typing=note]').value")
        assert pages.asked(f"/web/act/{NO}/note")[0]["text"] == ["只给同事"]
        assert pages.asked(f"/web/act/{NO}/respond") == []
        assert page.input_value("textarea[data-typing=reply]") == "给客户的话"


def test_a_script_with_an_open_blank_is_not_sent(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.click("#rail-tab-scripts")
        page.click("[data-insert-script] >> nth=1")
        eventually(page, "document.querySelector('textarea[data-typing=reply]').value.includes('【几点】')")
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(400)
        assert pages.asked(f"/web/act/{NO}/respond") == []
        page.keyboard.type("17:30")
        page.keyboard.press("Control+Enter")
        eventually(page, "!document.querySelector('textarea[data-typing=reply]').value")
        sent = pages.asked(f"/web/act/{NO}/respond")[0]
        assert "17:30" in sent["text"][0]
        assert sent["seen"] == ["e5"]


def test_what_is_being_written_survives_a_renewal_of_the_page(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.fill("textarea[data-typing=reply]", "写到一半")
        page.click("#rail-tab-similar")
        page.evaluate("document.body.dispatchEvent(new CustomEvent('qt-changed', {bubbles: true}))")
        page.wait_for_timeout(600)
        assert page.input_value("textarea[data-typing=reply]") == "写到一半"
        assert page.get_attribute("#rail-tab-similar", "aria-selected") == "true"
        page.click("[data-keys=n]")
        page.locator("textarea[data-typing=note]").wait_for(state="visible")
        page.click("[data-keys=r]")


def test_a_colleague_is_mentioned_by_pinyin(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.click("[data-keys=n]")
        page.click("textarea[data-typing=note]")
        page.keyboard.type("see @gmy")
        page.keyboard.press("Enter")
        assert page.input_value("textarea[data-typing=note]") == "see @顾明远 "


def test_presence_and_news_arrive_with_the_poll(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.wait_for_selector("text=孙磊 正在输入")
        page.wait_for_selector("text=有 1 条新内容")
        asked = pages.asked("/web/poll")[0]
        assert asked["complaint"] == [NO]
        assert asked["latest"] == ["e5"]
        assert page.inner_text("#qt-count-overdue") == "78"


def test_the_tab_in_the_address_is_open_and_follows_it(pages: Gallery) -> None:
    with pages.page() as page:
        page.goto(f"{pages.base}/workspace.zh.html#options")
        page.locator("#main-panel-options").wait_for(state="visible")
        page.evaluate("location.hash = '#files'")
        page.wait_for_selector("#main-panel-files", state="visible")
        assert violations(page) == []


# refusals, drafts, forms


def test_a_refusal_stands_at_its_field_and_the_rest_on_top(pages: Gallery) -> None:
    with pages.page("workspace", refusals=True) as page:
        page.keyboard.press("s")
        page.wait_for_selector("#qt-dialog-host dialog[open]")
        page.fill("#qt-dialog-host textarea", "x")
        page.click("#qt-dialog-host .qt-button.is-primary")
        page.wait_for_selector("#qt-dialog-host .qt-error")
        assert page.inner_text("#qt-dialog-host .qt-error") == "请写明结论"
        assert "清单还有必做项" in page.inner_text("#qt-dialog-host [role=alert]")
        assert page.input_value("#qt-dialog-host textarea") == "x"
        assert violations(page) == []


def test_text_is_kept_on_this_computer_while_the_server_cannot_be_reached(pages: Gallery) -> None:
    with pages.page("workspace", refusals=True) as page:
        page.route("**/web/draft/**", lambda route: route.abort())
        page.fill("textarea[data-typing=reply]", "不能丢的话")
        eventually(page, "document.querySelector('[data-draft-status]').textContent.includes('本机')")
        page.evaluate("window.addEventListener('beforeunload', event => event.stopImmediatePropagation(), true)")
        pages.open(page, "workspace")
        page.click("text=恢复")
        assert page.input_value("textarea[data-typing=reply]") == "不能丢的话"


def test_a_session_that_ended_is_told_and_loses_no_text(pages: Gallery) -> None:
    with pages.page("workspace", refusals=True) as page:
        page.route("**/web/act/**", lambda route: route.fulfill(status=401, headers={"HX-Trigger": "qt-session-ended"}))
        page.fill("textarea[data-typing=reply]", "写好的回复")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("text=登录已过期")
        assert page.input_value("textarea[data-typing=reply]") == "写好的回复"


def test_judging_words_are_marked_and_replaced(pages: Gallery) -> None:
    with pages.page("register") as page:
        page.fill("textarea[name=summary]", "客户无理取闹，要求换货")
        page.wait_for_selector(".qt-mark-layer mark")
        assert page.inner_text(".qt-mark-layer mark") == "无理取闹"
        assert violations(page) == []
        page.click(".qt-words button")
        assert page.input_value("textarea[name=summary]") == "客户多次要求换货，要求换货"


def test_the_register_page_says_what_is_missing_and_asks_for_hints(pages: Gallery) -> None:
    with pages.page("register") as page:
        assert "联系方式" in page.locator(".qt-missing a").all_inner_texts()
        page.fill("[name=customer_account_no]", "C10086")
        assert "联系方式" not in page.locator(".qt-missing a").all_inner_texts(), "one way to reach them is enough"
        page.fill("[name=verbatim]", "冰箱不冷")
        page.wait_for_timeout(900)
        assert pages.asked("/web/register_hints")[-1]["verbatim"] == ["冰箱不冷"]
        page.select_option("[name=channel]", "h12315")
        page.locator("[name=source_deadline_at]").wait_for(state="visible")
        page.click("[data-add-row='#qt-promise-rows']")
        assert page.evaluate("document.activeElement.name") == "promise_text"
        assert violations(page) == []


def test_a_pasted_picture_goes_up_and_its_number_into_the_form(pages: Gallery) -> None:
    with pages.page("workspace") as page:
        page.evaluate("""() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'x.png', {type: 'image/png'}));
            document.querySelector('textarea[data-typing=reply]').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""")
        page.wait_for_selector("#qt-composer input[name=attachments][value='41']", state="attached")
        assert len(pages.asked(f"/web/upload/{NO}")) == 1


def test_a_step_that_matters_asks_first(pages: Gallery) -> None:
    with pages.page("form") as page:
        page.click(".qt-button.is-danger")
        assert "停用后不能登录" in page.inner_text("#qt-confirm")
        page.click("#qt-confirm [data-close]")
        assert pages.asked("/web/staff/4/stop") == []
        page.click(".qt-button.is-danger")
        page.click("#qt-confirm [data-confirm-yes]")
        page.wait_for_timeout(500)
        assert len(pages.asked("/web/staff/4/stop")) == 1


def test_a_clock_goes_on_by_itself(pages: Gallery) -> None:
    with pages.page("queue") as page:
        page.evaluate("""() => {
            const clock = document.querySelector('.qt-clock[data-due]');
            clock.dataset.due = String(Math.floor(Date.now() / 1000) + 5 * 60 + 2);
            window.QT.tick();
        }""")
        assert page.locator(".qt-clock >> nth=0").inner_text() == "5分"
        assert "is-hot" in (page.get_attribute(".qt-clock >> nth=0", "class") or "")
