"""No dead button: whatever looks as if it did something does something, on every page of every kind of person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.controls import Visitor, links, pattern, signature
from tests.e2e.hands import enter

LEAVES = ("/logout", "/imports/templates", "/files/")
"""Downloads and the way out: answered, not entered."""


def ledger_size() -> int:
    from qingting.infra.ledger.models import Event

    return Event.objects.count()


@pytest.fixture
def visitor(firm, screen):
    """visitor("manager"): a person before a company with something on every page."""
    from qingting.customers.models import Order, Product

    numbers = [
        firm.register(f"第{n}件：净水器漏水，要求退款。", by="manager", customer={"name": f"客户{n}", "phone": f"1380000000{n}"}).no
        for n in range(3)
    ]
    later = firm.after(minutes=1)
    firm.do("assign", numbers[0], to="agent", at=later)
    firm.do("promise", numbers[0], by="agent", at=later, text="明天上门", due_at=firm.after(hours=20).isoformat())
    firm.do("add-task", numbers[0], at=later, title="查维修记录", department="it", due_at=firm.after(hours=9).isoformat())
    firm.do("propose", numbers[0], by="agent", at=later, options=[{"title": "上门维修"}, {"title": "换新机"}], tell=True)
    product = Product.objects.create(code="W4", name="净水器 W4")
    Order.objects.get_or_create(no="D1001", defaults={"product": product})

    def made(username: str) -> Visitor:
        def again() -> None:
            enter(screen, firm.url, username)

        again()
        return Visitor(screen, firm.url, again, ledger_size)

    return made


def crawl(visitor: Visitor, start: str = "/", most: int = 120) -> dict[str, str]:
    """pattern -> one address of it, for everything that links lead to. Every one of them answers."""
    page, waiting, found, broken = visitor.page, [visitor.base + start], {}, []
    while waiting and len(found) < most:
        url = waiting.pop(0)
        kind = pattern(url)
        if kind in found:
            continue
        found[kind] = url[len(visitor.base) :]
        answer = page.request.get(url)
        if answer.status >= 400:
            broken.append((answer.status, url))
        elif answer.headers.get("content-type", "").startswith("text/html"):
            waiting += [each for each in links(url, answer.text()) if pattern(each) not in found]
    assert broken == []
    return found


def press_all(visitor: Visitor, pages: dict[str, str], *, deep: bool = True) -> tuple[list[str], int]:
    """(what did nothing, how much was pressed): on each page and, `deep`, behind its tabs and in the dialogs it opens."""
    known: set[str] = set()
    dead: list[str] = []
    for kind, path in pages.items():
        if urlsplit(path).path.startswith(LEAVES):
            continue
        for openers, controls in _states(visitor, path, deep):
            for control in controls:
                mark = signature(control)
                if mark in known:
                    continue
                known.add(mark)
                if control["off"]:
                    if not control["why"]:
                        dead.append(f"{kind}: {control['label']!r} is off and does not say why")
                    continue
                done = visitor.press(path, control, openers)
                if done == "not there":
                    known.discard(mark)
                elif not done:
                    dead.append(f"{kind}: {control['label']!r} {control['does']}")
    return dead, len(known)


def _states(visitor: Visitor, path: str, deep: bool) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """The page as it opens, then with each dialog of htmx and each tab that loads later opened."""
    visitor.open(path)
    visitor.page.wait_for_timeout(150)
    first = visitor.controls()
    yield (
        (),
        [each for each in first if each["seen"] or each["menu"] or (each["dialog"] and each["dialog"] not in ("qt-palette", "qt-confirm"))],
    )
    if not deep:
        return
    tabs = [each for each in first if "|main-panel-" in each["does"] or "|rail-panel-" in each["does"]]
    for tab in tabs:
        visitor.open(path)
        visitor.page.locator(tab["path"]).click()
        visitor.page.wait_for_timeout(350)
        yield (tab["path"],), [each for each in visitor.controls() if each["seen"]]
    openers = [each for each in first if "/form" in each["does"] and each["seen"] and not each["off"]][:3]
    for opener in openers:
        visitor.open(path)
        visitor.page.locator(opener["path"]).click()
        visitor.page.wait_for_timeout(400)
        yield (opener["path"],), [each for each in visitor.controls() if "dialog act" in each["does"]]


def test_the_sweep_notices_a_dead_button(visitor):
    one = visitor("agent")
    one.open("/queue?view=mine")
    one.page.route(
        "**/queue?view=mine",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('<main class="qt-main"', '<button id="nothing" type="button">没有用</button><main class="qt-main"'),
        ),
    )
    one.open("/queue?view=mine")
    control = next(each for each in one.controls() if each["label"] == "没有用")
    assert one.press("/queue?view=mine", control) == ""


def test_every_button_of_an_agents_desk_does_something(visitor):
    one = visitor("agent")
    no = one.page.get_attribute("#qt-rows tbody tr", "data-no")
    dead, pressed = press_all(
        one, {"queue": "/queue?view=mine", "complaint": f"/complaints/{no}", "register": "/complaints/new"}, deep=False
    )
    assert dead == [] and pressed > 40, (dead, pressed)


@pytest.mark.long
@pytest.mark.parametrize("username", ["manager", "admin"])
def test_every_button_of_every_page_does_something(visitor, username):
    one = visitor(username)
    pages = crawl(one)
    assert len(pages) > (20 if username == "manager" else 28), sorted(pages)
    once: dict[str, str] = {}
    for kind, path in pages.items():
        once.setdefault(kind.split("?")[0], path)
    dead, pressed = press_all(one, once)
    assert dead == [] and pressed > 80, (dead, pressed)


@pytest.mark.parametrize("username", ["manager", "admin"])
def test_every_link_answers(visitor, username):
    assert len(crawl(visitor(username))) > 20
