"""What every page owes its readers: axe finds nothing, no sideways scroll, a strict policy, few bytes, and one language at a time."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.e2e.hands import PHONE, WIDE, enter, sideways, window

AXE = (Path(__file__).resolve().parents[1] / "support" / "axe.min.js").read_text("utf-8")
COLD_BYTES, COLD_REQUESTS, WARM_BYTES = 108 * 1024, 9, 17 * 1024
"""Warm is the page itself: fifty rows, and the filters of a company with sixty people and every category (a quarter of it)."""
HAN = re.compile(r"[\u3400-\u9fff]+")
SENTENCE = re.compile(r"\b[A-Za-z][a-z]+(?: [a-z']+){2,}\b")


@pytest.fixture
def company(firm):
    done = firm.register("净水器漏水，孩子踩到水滑倒手被划伤，再不处理我就打12315。", product="净水器 W4")
    firm.do("respond", done.no, by="agent", at=firm.after(minutes=1), text="马上安排师傅上门。")
    firm.do("note", done.no, by="agent", at=firm.after(minutes=2), text="客户着急。")
    firm.no, firm.secret = done.no, done.receipt.secret
    return firm


def staff_pages(company: Any) -> dict[str, str]:
    return {
        "queue": "/queue?view=all",
        "workspace": f"/complaints/{company.no}",
        "register": "/complaints/new",
        "staff": "/staff",
        "standard": "/standard",
    }


def open_pages(company: Any) -> dict[str, str]:
    return {"login": "/login", "portal form": "/portal/", "portal progress": f"/portal/r/{company.secret}"}


def violations(page: Any) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("light", WIDE),
        ("dark", PHONE),
        pytest.param("dark", WIDE, marks=pytest.mark.long),
        pytest.param("light", PHONE, marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(company, browser, theme, size):
    with window(browser, size, color_scheme=theme) as page:
        page.add_init_script(f"localStorage.setItem('qt-theme', JSON.stringify('{theme}'))")
        wrong: dict[str, Any] = {}

        def look(name: str, path: str) -> None:
            page.goto(company.url + path)
            found = violations(page) + (["scrolls sideways"] if sideways(page) else [])
            if found:
                wrong[name] = found

        for name, path in open_pages(company).items():
            look(name, path)
        enter(page, company.url, "admin")
        for name, path in staff_pages(company).items():
            look(name, path)
        assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert wrong == {}


def chrome_texts(page: Any) -> list[str]:
    """What the product says on the page: texts, labels, placeholders and titles outside of what people and customers wrote."""
    return list(
        page.evaluate(
            """() => {
            const data = ".qt-quote, .qt-quote-more, .qt-cell-title, .qt-case-title, .qt-facts-line, .qt-event-text, .qt-bubble, .qt-timeline, .qt-account, .qt-nav-link[href*=saved], .qt-row, "
                + ".qt-watermark, .qt-list, .qt-live, [lang], option, datalist, script, .qt-cell-main, .qt-cell-sub, td";
            const found = [];
            for (const e of document.querySelectorAll("body *")) {
                const near = e.closest(data);
                if (near && near !== document.documentElement && near !== document.body) continue;
                for (const n of e.childNodes) if (n.nodeType === 3 && n.data.trim()) found.push(n.data.trim());
                for (const name of ["aria-label", "title", "placeholder"]) if (e.getAttribute(name)) found.push(e.getAttribute(name));
            }
            return found;
        }"""
        )
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_speaks_one_language(company, screen, lang):
    enter(screen, company.url, "admin")
    if lang == "en":
        screen.click("form[action='/language'] button")
    wrong = {}
    people = {actor.name for actor in company.people.values()}
    for name, path in staff_pages(company).items():
        screen.goto(company.url + path)
        if name == "workspace":
            screen.wait_for_timeout(300)
        texts = [text for text in chrome_texts(screen) if text not in people]
        found = [text for text in texts if (HAN.search(text) if lang == "en" else SENTENCE.search(text) and not HAN.search(text))]
        if found:
            wrong[name] = found
    assert wrong == {}


def test_the_policy_is_strict_on_every_kind_of_page(company, screen):
    enter(screen, company.url, "admin")
    for path in (*staff_pages(company).values(), *open_pages(company).values(), "/nowhere", f"/complaints/{company.no}/print"):
        headers = screen.request.get(company.url + path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy and "default-src 'none'" in policy and "style-src 'self'" in policy, path
        assert not re.search(r"unsafe|\*|https?:|nonce", policy), path
        assert headers["x-frame-options"] == "DENY" and headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"], path


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo company behind the real server, its static files compressed and named by their content."""
    home = tmp_path_factory.mktemp("weight")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment = {**kept, "QINGTING_HOME": str(home)}
    command = [sys.executable, "-m", "qingting.console.main"]
    subprocess.run([*command, "demo"], env=environment, check=True, capture_output=True, timeout=180)
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urlopen(f"{url}/healthz", timeout=2).close()
                break
            except OSError:
                assert time.monotonic() < deadline, "the server did not come up"
                time.sleep(0.3)
        yield url
    finally:
        server.terminate()
        server.wait(30)


@pytest.mark.long
def test_the_queue_is_light_when_cold_and_nearly_nothing_when_warm(served, browser):
    with window(browser) as page:
        enter(page, served, "manager", password="qingting-demo")
        page.wait_for_load_state("networkidle")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        page.goto(f"{served}/queue?view=all", wait_until="networkidle")
        assert page.locator("#qt-rows tbody tr").count() == 50
        cold = [size for size in sizes if size]
        sizes.clear()
        page.goto(f"{served}/queue?view=all", wait_until="networkidle")
        warm = [size for size in sizes if size]
    assert sum(cold) <= COLD_BYTES and len(cold) <= COLD_REQUESTS, cold
    assert sum(warm) <= WARM_BYTES, warm
