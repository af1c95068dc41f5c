"""The category whose words a text uses: specific words first, sure only when ahead."""

import pytest
from tests.nlp.support import judged

from qingting.nlp.lexicon.categories import LexiconCategoriser
from qingting.nlp.ports import TaxonomyEntry

GUESSES = [
    ("买来三天就坏了，开不了机。", "quality.defect"),
    ("手机频繁死机，重启好几次。", "quality.defect"),
    ("牛奶已经过期，还发霉了。", "quality.expired"),
    ("快递太慢了，一个星期还没到。", "delivery.late"),
    ("包裹丢失，快递员说不知道。", "delivery.lost"),
    ("客服态度非常恶劣，还挂电话。", "service.attitude"),
    ("部门之间推来推去，流程太复杂。", "service.process"),
    ("刚买完就降价，差价不给退。", "price.difference"),
    ("说好的赠品没有给。", "price.gift"),
    ("客服態度惡劣，一直踢皮球，態度差到極點。", "service.attitude"),
    ("The milk was expired and mouldy.", "quality.expired"),
    ("I am still waiting for my parcel, it has not arrived.", "delivery.late"),
    ("The agent was rude and hung up on me.", "service.attitude"),
    ("I want the price difference back.", "price.difference"),
]


@pytest.mark.parametrize(("text", "code"), GUESSES)
def test_guess(text: str, code: str) -> None:
    guess = judged(text).category
    assert guess is not None
    assert guess.code == code
    assert 0 < guess.confidence < 1
    assert guess.top[0][0] == code
    assert len(guess.top) <= 3
    assert sum(share for _, share in guess.top) < 1


def test_the_words_that_decided_are_shown_where_they_stand() -> None:
    text = "你好，快递实在太慢了！"
    guess = judged(text).category
    assert guess is not None
    (word,) = guess.words
    assert text[word.start : word.end] == word.text == "快递实在太慢"


def test_no_word_no_guess() -> None:
    assert judged("你好，在吗？").category is None


def test_a_clear_text_is_accepted_and_a_divided_one_is_not() -> None:
    clear = judged("客服态度恶劣，骂人，还挂电话。").category
    divided = judged("赠品没有，差价不退。").category
    assert clear is not None and clear.accepted
    assert divided is not None and not divided.accepted


def test_what_the_text_says_it_is_not_about_does_not_count() -> None:
    guess = judged("不是态度差，是快递丢了。").category
    assert guess is not None and guess.code == "delivery.lost"


def test_a_word_that_only_one_category_claims_weighs_more() -> None:
    taxonomy = [TaxonomyEntry(code, None, ("退款", word)) for code, word in (("slow", "拖延"), ("refused", "拒绝"), ("partial", "少退"))]
    guess = LexiconCategoriser(taxonomy).categorise("退款一直拖延")
    assert guess is not None and guess.code == "slow"


def test_a_longer_word_of_another_category_swallows_the_shorter_one() -> None:
    taxonomy = [TaxonomyEntry("install", None, ("安装",)), TaxonomyEntry("fee", None, ("安装费",))]
    guess = LexiconCategoriser(taxonomy).categorise("安装费太贵")
    assert guess is not None and guess.code == "fee" and len(guess.top) == 1


def test_the_parents_words_support_its_children_and_are_no_rival() -> None:
    guess = judged("质量太差，质量有问题，用两天就坏了。").category
    assert guess is not None
    assert guess.code == "quality.defect"
    assert guess.accepted


def test_an_empty_taxonomy_or_empty_words_are_fine() -> None:
    assert LexiconCategoriser([]).categorise("任何文字") is None
    assert LexiconCategoriser([TaxonomyEntry("x", None, ("", "  ", "a"))]).categorise("a b c") is None
