"""The little language of the lexicon files, and the index that finds what it describes."""

import re

import pytest

from qingting.nlp.lexicon.index import PhraseIndex
from qingting.nlp.lexicon.loading import FILES, load_cues, load_index, patterns_of, read_data
from qingting.nlp.lexicon.patterns import PatternError, compile_pattern

SETS = {"outlet": ("媒体", "记者"), "any_outlet": ("@outlet", "电视台")}

MATCHES = [
    ("起火", "突然起火了", "起火"),
    ("(找|联系)(媒体|记者)", "我要联系记者", "联系记者"),
    ("找@outlet", "找记者", "找记者"),
    ("找@any_outlet", "找电视台", "找电视台"),
    ("要求@{outlet}道歉", "要求媒体道歉", "要求媒体道歉"),
    ("(差点|)没命", "我没命了", "没命"),
    ("吃了~8不舒服", "吃了你家的饭不舒服", "吃了你家的饭不舒服"),
    ("吃了~8不舒服", "吃了你家的饭，不舒服", None),
    ("吃了~,8不舒服", "吃了你家的饭，不舒服", "吃了你家的饭，不舒服"),
    ("吃了~,8不舒服", "吃了。不舒服", None),
    ("吃了~2不舒服", "吃了你家的饭不舒服", None),
    ("court", "the court ruled", "court"),
    ("court", "courtesy", None),
    ("explod*", "it exploded", "explod"),
    ("caught ~12 fire", "caught on fire", "caught on fire"),
    ("caught ~12 fire", "caught fire", "caught fire"),
    ("caught ~12 fire", "caught some fireworks", None),
]


@pytest.mark.parametrize(("pattern", "text", "found"), MATCHES)
def test_matching(pattern: str, text: str, found: str | None) -> None:
    assert first(pattern, text) == found


def first(pattern: str, text: str) -> str | None:
    compiled = compile_pattern(pattern, SETS)
    index = PhraseIndex((head, compiled.tail) for head in compiled.heads)
    for start, end, tail in index.find(text):
        rest = tail.match(text, end) if tail else None
        if tail is None or rest:
            return text[start : rest.end() if rest else end]
    return None


@pytest.mark.parametrize("pattern", ["(a|b", "a)b", "@nowhere", "吃了~99不适", "", "(|起火)", "[起]火", "起?火", "@circle"])
def test_malformed_patterns_are_refused_by_name(pattern: str) -> None:
    with pytest.raises(PatternError, match=re.escape(repr(pattern))):
        compile_pattern(pattern, {"circle": ("@circle",)})


def test_a_wide_pattern_does_not_grow_without_bound() -> None:
    compiled = compile_pattern("(找|请)" + "(甲|乙|丙|丁|戊|己|庚|辛)" * 8, {})
    assert len(compiled.heads) < 2000 and compiled.tail is not None


def test_every_phrase_of_the_index_is_found_in_itself() -> None:
    index = PhraseIndex((phrase, phrase) for phrase in ("退款", "退款慢", "refund", "refund me", "款"))
    assert {phrase for _, _, phrase in index.find("退款慢 refund me")} == {"退款", "退款慢", "refund", "refund me", "款"}


def test_the_shipped_data_loads_and_is_written_simplified_and_lower_case() -> None:
    load_index()
    for name in FILES:
        for entry in read_data(name):
            for pattern in patterns_of(entry):
                assert pattern == pattern.lower(), (name, pattern)


def test_groups_have_names_of_their_own() -> None:
    names = [entry["name"] for name in FILES for entry in read_data(name)]
    assert len(names) == len(set(names))


def test_cues_are_never_empty() -> None:
    assert all(words and all(words) for words in load_cues().values())
