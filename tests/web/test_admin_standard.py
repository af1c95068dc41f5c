"""The standard to read: rendered from its own Markdown without any markup of its own, with every example and its result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.policy.actions.activate_standard import activate_standard
from qingting.policy.checking import check_examples
from qingting.policy.readable import readable
from qingting.web.present.admin_markdown import Piece, blocks_of, chapters_of, pieces
from tests.support.company import SYSTEM
from tests.web.admin_support import browser_of, counted, main_of


def words(line) -> str:
    return "".join(piece.text for piece in line)


# the renderer


def test_the_parts_of_a_document_are_told_apart():
    found = blocks_of(
        "# 标题\n\n> 说明\n\n## 1 总则\n\n**1.1 免费** 任何渠道 `code`。\n\n- 甲\n- 乙\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | a\\|b |\n| 2 | c\\\\ |\n"
    )
    assert [block.kind for block in found] == ["heading", "quote", "heading", "paragraph", "list", "table"]
    assert found[3].line == (Piece("strong", "1.1 免费"), Piece("text", " 任何渠道 "), Piece("code", "code"), Piece("text", "。"))
    assert [words(item) for item in found[4].items] == ["甲", "乙"]
    assert [[words(cell) for cell in row] for row in found[5].rows] == [["1", "a|b"], ["2", "c\\"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_the_standard_is_lost(shipped_standard, lang):
    document = readable(shipped_standard, lang)
    shown = []
    for block in blocks_of(document):
        shown += [
            words(block.line),
            *(words(item) for item in block.items),
            *(words(cell) for cell in block.head),
            *(words(cell) for row in block.rows for cell in row),
        ]

    def letters(text: str) -> str:
        return "".join(letter for letter in text if letter.isalnum())

    assert letters("".join(shown)) == letters(document)
    assert len(chapters_of(blocks_of(document))) == len(shipped_standard.chapters)


@given(st.text(alphabet="*`|\\-#> \n<甲a", max_size=200))
def test_any_text_at_all_is_drawn_and_none_of_it_vanishes(text):
    for block in blocks_of(text):
        assert block.kind in ("heading", "paragraph", "quote", "list", "table")
    assert "".join(piece.text for piece in pieces("<script>甲</script>")) == "<script>甲</script>"


# the pages


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_reads_the_whole_standard(company, lang):
    page = browser_of("agent", lang).open("standard")
    assert all(chapter.title.pick(lang) in page for chapter in company.standard.chapters)
    assert all(principle.text.pick(lang) in page for principle in company.standard.principles)
    assert "qingting policy activate" not in page, "only who may edit it is told how"


def test_who_may_edit_is_told_the_command(company):
    for name in ("standard", "standard_versions", "standard_check"):
        assert "qingting policy activate policies/standard/" in browser_of("admin").open(name)


def test_markup_in_a_standard_is_shown_as_letters(company):
    evil = company.standard.model_copy(
        update={
            "version": "2026-09",
            "purpose": company.standard.purpose._replace(zh="<script>alert(1)</script> **粗** <img src=x onerror=alert(1)>"),
        }
    )
    activate_standard(standard=evil, reason="<b>为什么</b>", actor=SYSTEM, now=company.after(days=1))
    raw = browser_of("admin").get("/standard").content.decode()
    assert "&lt;script&gt;alert(1)" in raw and "<strong>粗</strong>" in raw and "<script>alert" not in raw and "<img" not in raw
    assert "&lt;b&gt;为什么" in browser_of("admin").get("/standard/versions").content.decode()


def test_an_old_version_can_still_be_read_and_says_that_it_is_old(company):
    newer = company.standard.model_copy(update={"version": "2026-09"})
    activate_standard(standard=newer, reason="新版", actor=company.admin, now=company.after(days=1))
    browser = browser_of("admin")
    page = main_of(browser.open("standard_versions"))
    assert "2026-09" in page and "2026-01" in page and "admin-名" in page and page.count("现行") >= 1
    assert "它不是现行版本" in browser.open("standard", "?version=2026-01")
    assert "它不是现行版本" not in browser.open("standard", "?version=2026-09")
    browser.open("standard", "?version=nothing", status=404)
    browser.open("roles", "?version=%00<script>", status=404)


def test_every_example_is_shown_with_its_result(company):
    results = check_examples(company.standard)
    page = main_of(browser_of("agent").open("standard_check"))
    assert f"{len(results)} 个示例全部成立" in page and page.count("示例 ") >= len(results)
    assert "不成立" not in page.replace("示例不成立的规范不能启用", "")


def test_a_failing_example_is_red_and_counted(company, monkeypatch):
    from qingting.web.present import admin_standard

    wrong = list(check_examples(company.standard))[:3]
    broken = [
        wrong[0].__class__(
            **{**{f: getattr(wrong[0], f) for f in ("file", "rule", "clause", "number", "given", "expected")}, "got": "别的"}
        )
    ]
    monkeypatch.setattr(admin_standard, "results_of", lambda standard: [*wrong[1:], *broken])
    page = main_of(browser_of("agent").open("standard_check"))
    assert "3 个示例中有 1 个不成立" in page and "不成立：别的" in page


def test_clocks_scripts_and_rights_are_tables(company):
    browser, standard = browser_of("agent"), company.standard
    page = main_of(browser.open("standard_clocks"))
    assert all(clock.title.zh in page for clock in standard.clocks) and "提前" in page
    page = main_of(browser.open("standard_scripts"))
    assert all(script.text.zh in page for script in standard.scripts) and "禁语" in page
    step = standard.steps[0].code
    assert "禁语" not in main_of(browser.open("standard_scripts", f"?step={step}"))
    page = main_of(browser.open("roles"))
    assert all(f"{role.name.zh} {role.clause}" in page for role in standard.roles)
    assert page.count('#check"') == sum(len(role.acts) for role in standard.roles)


def test_reading_the_standard_asks_the_database_for_nothing_of_it(company):
    browser = browser_of("agent")
    browser.open("standard")
    with counted() as n:
        browser.open("standard")
    assert n() <= 6
