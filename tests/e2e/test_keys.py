"""The keyboard on the real pages: every key of the help, none of them while somebody types, none of them in the middle of a Chinese word."""

from __future__ import annotations

import pytest

from tests.e2e.hands import eventually, told

# A key pressed while the input method composes: what Chromium reports for each letter of pinyin.
COMPOSED = """([key, how]) => {
    const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, isComposing: how === "composing"});
    if (how === "229") Object.defineProperty(event, "keyCode", {value: 229});
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.fixture
def desk(firm, sign_in):
    """A manager before a queue of three."""
    firm.numbers = [
        firm.register(f"第{n}件：快递没到。", by="manager", customer={"name": f"客户{n}", "phone": f"1380000000{n}"}).no for n in range(3)
    ]
    page = sign_in("manager", "/queue?view=all")
    page.wait_for_selector("#qt-rows tbody tr >> nth=2")
    return page


def focused(page) -> str:
    return page.get_attribute("#qt-rows tr.is-focused", "data-no") or ""


def test_rows_are_walked_chosen_assigned_and_opened(desk, firm):
    page = desk
    rows = page.locator("#qt-rows tbody tr").evaluate_all("rows => rows.map(row => row.dataset.no)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == rows[1]
    page.keyboard.press("k")
    assert focused(page) == rows[0]
    page.keyboard.press("x")
    assert page.locator("#qt-rows tr.is-selected").count() == 1
    page.keyboard.press("a")
    page.wait_for_selector("#qt-dialog-host dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#qt-dialog-host dialog[open]", state="detached")
    page.keyboard.press("Escape")
    assert page.locator("#qt-rows tr.is-selected").count() == 0
    page.locator("#qt-rows tbody tr a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/complaints/{rows[0]}**")


def test_reply_note_and_next_step_have_keys(desk, firm):
    page = desk
    page.goto(f"{firm.url}/complaints/{firm.numbers[0]}?from=view%3Dall")
    page.keyboard.press("n")
    eventually(page, "document.activeElement.dataset.typing === 'note'")
    page.keyboard.type("r n s x / ?")
    assert page.input_value("textarea[data-typing=note]") == "r n s x / ?", "typed, not obeyed"
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    eventually(page, "document.activeElement.dataset.typing === 'reply'")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("#qt-dialog-host dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#qt-dialog-host dialog[open]", state="detached")
    here = page.url
    page.keyboard.press("]" if page.locator("[data-keys=']']").count() else "[")
    page.wait_for_url(lambda address: address != here and "/complaints/" in address)


def test_search_help_palette_and_sequences(desk, firm):
    page = desk
    page.keyboard.press("/")
    eventually(page, "document.activeElement.name === 'q'")
    page.keyboard.type("j?g")
    assert page.input_value("#qt-filters [name=q]") == "j?g" and not page.locator("#qt-help[open]").count()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("#qt-help[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#qt-palette[open]")
    page.keyboard.type("yichaoshi")
    page.locator("#qt-palette-list li", has_text="已超时").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**view=overdue**")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url("**view=unassigned**")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/notices")
    page.keyboard.press("c")
    page.wait_for_url("**/complaints/new")


def test_the_palette_opens_a_number_and_finds_a_complaint(desk, firm):
    page = desk
    page.keyboard.press("Control+k")
    page.keyboard.type(firm.numbers[1].lower())
    page.locator("#qt-palette-list li", has_text=firm.numbers[1]).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/complaints/{firm.numbers[1]}")


@pytest.mark.parametrize("how", ["composing", "229"])
def test_a_key_inside_a_chinese_word_does_nothing(desk, how):
    page = desk
    for key in ("j", "c", "?", "/", "g", "Escape", "Enter"):
        assert page.evaluate(COMPOSED, [key, how]) is False, key
    assert not page.locator("#qt-rows tr.is-focused").count() and not page.locator("#qt-help[open]").count() and "/queue" in page.url
    page.keyboard.press("Control+k")
    page.keyboard.type("yichaoshi")
    page.locator("#qt-palette-list li", has_text="已超时").first.wait_for()
    assert page.evaluate(COMPOSED, ["Enter", how]) is False
    assert page.locator("#qt-palette[open]").count() == 1, "the Enter chose a word, not a command"


def test_keys_can_be_switched_off(desk):
    page = desk
    page.keyboard.press("?")
    page.click("#qt-help [data-action=shortcuts]")
    page.keyboard.press("Escape")
    told(page, "已关闭键盘快捷键")
    page.keyboard.press("j")
    assert not page.locator("#qt-rows tr.is-focused").count()
    page.keyboard.press("Control+k")
    page.wait_for_selector("#qt-palette[open]")
