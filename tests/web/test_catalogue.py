"""The English catalogue: every text of templates and code has its English form, the compiled file is the present one, and each check can fail."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from scripts import compile_messages as catalogue

HAN = re.compile(r"[\u3400-\u9fff\u3001\u3002\uff0c\uff1b\uff1a\uff08\uff09\u300c\u300d]")


def english() -> list[tuple[object, list[str]]]:
    found = []
    for message in catalogue.read_catalogue():
        if message.id:
            forms = list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]
            found.append((catalogue.key_of(message), forms))
    return found


def test_every_text_in_use_has_its_english_form() -> None:
    assert catalogue.missing(catalogue.fresh_catalogue(catalogue.read_catalogue())) == []


def test_no_text_is_kept_that_nobody_uses() -> None:
    used = {catalogue.key_of(m) for m in catalogue.fresh_catalogue(catalogue.read_catalogue()) if m.id}
    assert [key for key, _forms in english() if key not in used] == []


def test_the_compiled_catalogue_is_the_present_one() -> None:
    assert catalogue.MO.read_bytes() == catalogue.as_mo(catalogue.read_catalogue())


def test_english_is_english() -> None:
    """No Chinese sign is left in a translation, only in what names Chinese things."""
    assert [(key, forms) for key, forms in english() if any(HAN.search(form) for form in forms) and "「fenpai」" not in str(key)] == []


def test_texts_stand_in_one_catalogue_only() -> None:
    assert list(catalogue.PACKAGE.rglob("locale_additions*")) == []


@pytest.mark.parametrize(
    ("text", "form", "told"), [("保存", "", "no English"), ("%(n)s 条", "%(m)s rows", "placeholder"), ("共 %(n)s 条", "rows in all", "")]
)
def test_a_gap_is_noticed(text: str, form: str, told: str) -> None:
    wrong = Catalog(locale="en")
    wrong.add(text, form, flags={"python-format"} if "%(" in text else set())
    problems = catalogue.missing(wrong)
    assert bool(problems) == bool(told) or not told
