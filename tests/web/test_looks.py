"""The pages in a real browser: no axe violation, no sideways scroll, no console error, and no more bytes than agreed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web import gallery
from tests.web.browsing import PHONE, WIDE, Gallery, eventually, opened, violations

pytestmark = pytest.mark.e2e

NAMES = sorted({name.split(".")[0] for name in gallery.pages("zh")})
MAIN = ["queue", "workspace", "register", "table", "form", "login", "portal-form", "portal-progress"]
SIZES = {1440: WIDE, 390: PHONE}
COLD_BYTES, COLD_REQUESTS, WARM_BYTES = 108 * 1024, 9, 10 * 1024


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[Gallery]:
    with opened(browser) as found:
        yield found


SHORT = [("zh", "light", 1440), ("zh", "dark", 390), ("en", "dark", 1440), ("en", "light", 390)]
REST = [
    (lang, theme, width)
    for lang in ("zh", "en")
    for theme in ("light", "dark")
    for width in (1440, 390)
    if (lang, theme, width) not in SHORT
]


@pytest.mark.parametrize(("lang", "theme", "width"), [*SHORT, *(pytest.param(*each, marks=pytest.mark.long) for each in REST)])
def test_the_main_pages_have_no_violation_and_do_not_scroll_sideways(pages: Gallery, lang: str, theme: str, width: int) -> None:
    with pages.page(theme=theme, size=SIZES[width]) as page:
        for name in MAIN:
            pages.open(page, name, lang)
            assert page.evaluate("document.documentElement.dataset.theme") == theme
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert violations(page) == [], name


def test_every_other_page_has_no_violation(pages: Gallery) -> None:
    with pages.page() as page:
        for name in set(NAMES) - set(MAIN):
            pages.open(page, name)
            assert violations(page) == [], name


@pytest.mark.parametrize("name", ["queue", "workspace", "register", "table"])
def test_a_page_weighs_no_more_than_agreed(pages: Gallery, name: str) -> None:
    """Cold with an empty cache, warm with a full one; the first poll counts."""
    with pages.page() as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        pages.open(page, name)
        cold = [size for size in sizes if size]
        sizes.clear()
        pages.open(page, name)
        warm = [size for size in sizes if size]
    assert sum(cold) <= COLD_BYTES
    assert len(cold) <= COLD_REQUESTS
    if name == "queue":
        assert sum(warm) <= WARM_BYTES


def test_targets_of_the_phones_bottom_bar_are_at_least_44_pixels(pages: Gallery) -> None:
    with pages.page("queue", size=PHONE) as page:
        heights = page.evaluate("[...document.querySelectorAll('.qt-bottom-bar > *')].map(each => each.getBoundingClientRect().height)")
        assert len(heights) == 5
        assert min(heights) >= 44


def test_the_menu_of_a_phone_leads_to_every_page_of_the_sidebar(pages: Gallery) -> None:
    with pages.page("queue", size=PHONE) as page:
        page.click(".qt-bottom-bar [data-action=side]")
        assert page.is_visible("#qt-side a.qt-nav-link >> nth=11")
        assert violations(page) == []
        page.keyboard.press("Escape")
        eventually(page, "!document.querySelector('#qt-side.is-open')")


def test_a_printed_sheet_is_one_a4_page(pages: Gallery) -> None:
    with pages.page("print") as page:
        printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type /Page/") == 1
