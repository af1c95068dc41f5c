"""The customer's pages in a real browser: without a script, on a telephone, in both languages, light and dark."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qingting.complaints.queries.finding import complaint_by_secret
from tests.portal.conftest import picture

AXE = Path(__file__).resolve().parents[1] / "support" / "axe.min.js"
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
WORDS = "净水器漏水，地板泡坏了，孩子踩到水滑倒手被划伤。"


def send(page: Any, url: str, tmp_path: Path, **fields: str) -> str:
    """Fill the form like a person, send it; the secret of the link."""
    photo = tmp_path / "漏水现场.png"
    photo.write_bytes(picture())
    page.goto(f"{url}/portal/")
    page.fill("#verbatim", fields.get("verbatim", WORDS))
    page.set_input_files("#files", str(photo))
    page.fill("#phone", "13800006621")
    page.check("#consent")
    page.click(".qt-portal-bar button")
    page.wait_for_url("**/portal/r/*")
    return str(page.url.rsplit("/", 1)[1])


def offer(firm: Any, secret: str) -> str:
    """The work of the house up to two options on the table; the number."""
    no = complaint_by_secret(secret).no  # type: ignore[union-attr]
    later = firm.after(minutes=1)
    firm.do("assign", no, by="manager", to="agent", at=later)
    firm.do(
        "respond",
        no,
        by="agent",
        at=later,
        text="师傅今天下午上门。",
        promises=[{"text": "今天下午上门", "due_at": firm.after(hours=6).isoformat()}],
    )
    firm.do("propose", no, by="agent", at=later, options=[{"title": "上门维修"}, {"title": "换新机", "days": 3}], tell=True)
    return str(no)


def sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_everything_works_without_a_script_on_a_telephone(firm, browser, tmp_path):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    secret = send(page, firm.url, tmp_path)
    assert page.inner_text("h1") == "已收到您的反馈" and page.locator(f"a[href$='{secret}']").count() == 1
    no = offer(firm, secret)
    page.goto(f"{firm.url}/portal/r/{secret}")
    page.check("input[name=option][value=B]", force=True)
    page.click("form[action$=choose] button")
    assert "您的选择已经收到" in page.inner_text("main")
    firm.do("decide", no, by="agent", at=firm.after(minutes=2), outcome="upheld", text="为您换新机。")
    page.goto(f"{firm.url}/portal/r/{secret}")
    page.click("button[value=yes]")
    page.check("input[name=score][value='5']", force=True)
    page.click("form[action$=rate] button")
    assert "您的评价：5 分" in page.inner_text("main")
    page.fill("#again", "又漏了")
    page.click("form[action$=reopen] button")
    record = firm.record(no)
    assert (record.status, record.rating, record.confirmed) == ("investigating", 5, "no")
    context.close()


def test_a_refused_form_comes_back_whole_and_is_sent_from_the_page_it_came_back_on(firm, screen, tmp_path):
    screen.goto(f"{firm.url}/portal/")
    screen.evaluate("document.forms['qt-portal-form'].noValidate = true")
    screen.fill("#verbatim", WORDS)
    screen.click(".qt-portal-bar button")
    screen.wait_for_selector("#phone-error")
    assert screen.input_value("#verbatim") == WORDS and not screen.is_checked("#consent")
    screen.fill("#phone", "13800006621")
    screen.check("#consent")
    screen.click(".qt-portal-bar button")
    screen.wait_for_url("**/portal/r/*")
    assert screen.evaluate("sessionStorage.getItem('qt-portal-words')") is None


def test_the_language_switch_keeps_the_place(firm, screen, tmp_path):
    secret = send(screen, firm.url, tmp_path)
    screen.goto(f"{firm.url}/portal/r/{secret}")
    with screen.expect_navigation():
        screen.click(".qt-hero-line button")
    assert screen.url.endswith(f"/portal/r/{secret}") and screen.inner_text("h1") == "Progress"


@pytest.mark.parametrize(
    ("locale", "scheme", "size"), [("zh-CN", "light", PHONE), ("en-US", "dark", PHONE), ("zh-CN", "dark", WIDE), ("en-US", "light", WIDE)]
)
def test_pages_are_accessible_and_never_scroll_sideways(firm, browser, tmp_path, locale, scheme, size):
    context = browser.new_context(viewport=size, locale=locale, color_scheme=scheme)
    page = context.new_page()
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" and "status of 4" not in message.text else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))

    def look(name: str) -> None:
        assert not sideways(page), name
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.target)))"
        )
        assert found == [], (name, found)

    page.goto(f"{firm.url}/portal/")
    look("form")
    page.evaluate("document.forms['qt-portal-form'].noValidate = true")
    page.click(".qt-portal-bar button")
    page.wait_for_selector("#verbatim-error")
    look("refused form")
    secret = send(page, firm.url, tmp_path, verbatim=WORDS + "充电器着火了" + "W" * 400)
    look("receipt")
    no = offer(firm, secret)
    for path, name in (
        (f"/portal/r/{secret}", "options"),
        ("/portal/r/wrong", "gone"),
        ("/portal/status", "status"),
        ("/portal/privacy", "privacy"),
    ):
        page.goto(firm.url + path)
        look(name)
    page.goto(f"{firm.url}/portal/status")
    page.fill("#no", no)
    page.fill("#digits", "6621")
    with page.expect_navigation():
        page.click("main button")
    look("status found")
    firm.do("decide", no, by="agent", at=firm.after(minutes=2), outcome="not", text="经核实不属于质量问题。")
    page.goto(f"{firm.url}/portal/r/{secret}")
    with page.expect_navigation():
        page.click("button[value=yes]")
    look("confirmed")
    assert errors == []
    context.close()


def test_the_form_is_light(firm, browser):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(f"{firm.url}/portal/", wait_until="networkidle")
    assert len(sizes) <= 7 and sum(sizes) < 150 * 1024, sizes
    context.close()


def test_late_promises_are_owned_up_to(firm, screen, tmp_path):
    secret = send(screen, firm.url, tmp_path)
    from qingting.sla.models import Clock

    Clock.objects.update(due_at=firm.now - timedelta(hours=1))
    screen.goto(f"{firm.url}/portal/r/{secret}")
    assert "现在已经超过。对不起让您久等" in screen.inner_text("main")
