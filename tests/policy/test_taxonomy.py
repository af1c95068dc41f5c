"""Chapter 3: two levels, and words that find their own category."""

import re
from collections import Counter

import pytest

from qingting.nlp.build import build_judge
from qingting.nlp.ports import Judge, TaxonomyEntry
from qingting.policy.schema import Standard
from qingting.policy.schema.taxonomy import Category
from tests.policy.support import shipped

MAIN = [one for one in shipped().categories if one.parent is None]
LEAVES = [one for one in shipped().categories if one.parent is not None]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_about_fourteen_main_categories_with_three_to_eight_below() -> None:
    below = Counter(leaf.parent for leaf in LEAVES)
    assert 14 <= len(MAIN) <= 17
    assert all(3 <= below[main.code] <= 8 for main in MAIN), below


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_every_category_has_words_in_both_languages_and_sentences(leaf: Category) -> None:
    chinese = [word for word in leaf.words if CHINESE.search(word)]
    english = [word for word in leaf.words if not CHINESE.search(word)]
    assert 8 <= len(chinese) <= 25 and 1 <= len(english) <= 10
    assert 1 <= len(leaf.examples) <= 2


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_an_example_holds_more_of_its_own_words_than_of_any_other(leaf: Category) -> None:
    for sentence in leaf.examples:
        weights = {other.code: sum(len(word) for word in other.words if word.lower() in sentence.lower()) for other in LEAVES}
        best = max(weights, key=lambda code: weights[code])
        assert best == leaf.code and sorted(weights.values())[-2] < weights[best], (sentence, Counter(weights).most_common(3))


def test_the_category_of_what_fits_nowhere_exists(standard: Standard) -> None:
    assert standard.category_other in {leaf.code for leaf in LEAVES}


def test_few_words_stand_in_two_categories() -> None:
    places = Counter(word for leaf in LEAVES for word in leaf.words)
    assert [word for word, number in places.items() if number > 1] == []


@pytest.fixture(scope="module")
def judge() -> Judge:
    return build_judge("lexicon", [TaxonomyEntry(one.code, one.parent, one.words) for one in shipped().categories])


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.code)
def test_the_word_list_judge_puts_every_example_where_it_belongs(leaf: Category, judge: Judge) -> None:
    for sentence in leaf.examples:
        guess = judge.judge(sentence).category
        assert guess is not None and guess.code == leaf.code and guess.accepted, (sentence, guess)
