"""Every page renders in both languages from the context its first comment documents, and keeps the rules of the policy and of the house."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from scripts import compile_messages

from tests.web import gallery

NAMES = sorted({name.split(".")[0] for name in gallery.pages("zh")})


@cache
def rendered(lang: str) -> dict[str, str]:
    return {name.split(".")[0]: text for name, text in gallery.render(lang).items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_the_content_security_policy(name: str, lang: str) -> None:
    page = rendered(lang)[name]
    assert not re.search(r"<[^>]*\sstyle=", page), "no style attribute: style-src is 'self'"
    assert not re.search(r"<script(?![^>]*\ssrc=)", page), "no inline script: script-src is 'self'"
    assert "<style" not in page
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", page), "no event attribute"
    assert not re.search(r"hx-on|hx-vals=.js:|hx-trigger=\"[^\"]*\[", page), "nothing that htmx would have to evaluate"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_form_that_changes_something_carries_the_token(name: str, lang: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", rendered(lang)[name], re.S):
        opening = form[: form.index(">")]
        if 'method="post"' in opening or "hx-post" in opening:
            assert "csrfmiddlewaretoken" in form, opening


@pytest.mark.parametrize("name", NAMES)
def test_no_button_is_dead(name: str) -> None:
    """A button submits a form, asks through htmx, or names what the scripts do with it."""
    page = rendered("zh")[name]
    forms = re.sub(
        r"<form\b.*?</form>", lambda found: re.sub(r"<button(?![^>]*type=\"button\")", "<submit", found.group()), page, flags=re.S
    )
    for button in re.findall(r"<button\b[^>]*>", forms):
        works = re.search(
            r"data-(action|dialog|close|confirm-yes|insert-script|add-row|remove-row|remove-file)|hx-|role=\"tab\"|aria-disabled|@click|form=\"",
            button,
        )
        assert works, button


@pytest.mark.parametrize("name", NAMES)
def test_an_id_stands_once_on_a_page(name: str) -> None:
    page = re.sub(r"<template\b.*?</template>", "", rendered("zh")[name], flags=re.S)
    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_what_a_customer_wrote_is_shown_and_never_run() -> None:
    made = gallery.environment("zh")
    template, context = gallery.pages("zh")["workspace.zh.html"]
    evil = "<img src=x onerror=alert(1)>\"'{{7*7}}"
    words = {**context["words"], "segments": [{"text": evil, "mark": "demand", "title": evil}]}
    page = made.get_template(template).render(
        **gallery.base_context("zh", "/"), **{**context, "words": words, "summary": evil, "c": {**context["c"], "title": evil}}
    )
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)[0]


def test_without_a_shell_the_main_block_stands_alone() -> None:
    """htmx asks for a page in order to take one part of it: the frame is not drawn for that."""
    made = gallery.environment("zh")
    template, context = gallery.pages("zh")["workspace.zh.html"]
    page = made.get_template(template).render(**gallery.base_context("zh", "/"), **{**context, "shell": {}})
    assert 'id="qt-workspace"' in page
    assert "qt-side" not in page


def test_the_english_catalogue_is_complete_compiled_and_in_step() -> None:
    assert compile_messages.problems_now() == []


def chinese_outside_gettext(text: str) -> list[str]:
    """Lines whose Chinese is not looked up. Error pages and the language buttons speak both languages on purpose."""
    text = re.sub(r"\{#.*?#\}", lambda found: re.sub(r"[^\n]", "", found.group()), text, flags=re.S)
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if 'lang == "en"' in line or "lang == 'en'" in line:
            continue
        rest = re.sub(r"(?<![\w])(?:_|ngettext)\((?:\"[^\"]*\"|'[^']*')(?:, (?:\"[^\"]*\"|'[^']*'))?", "", line)
        if re.search(r"[\u3400-\u9fff]", rest):
            found.append(f"{number}: {line.strip()[:90]}")
    return found


@pytest.mark.parametrize("path", sorted(gallery.PACKAGE.glob("templates/**/*.html")), ids=lambda path: path.stem)
def test_no_chinese_text_escapes_translation(path: Path) -> None:
    if path.parent.name == "errors":
        return
    assert chinese_outside_gettext(path.read_text("utf-8")) == []
