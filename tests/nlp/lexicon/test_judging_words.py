"""A summary tells what happened; words that judge the customer are marked, each with a neutral wording."""

import pytest

from qingting.nlp.build import build_wording_checker
from qingting.nlp.lexicon.judging import judging_words

JUDGING = [
    ("客户无理取闹，要求退款。", ["无理取闹"]),
    ("客户胡搅蛮缠，疑似职业打假。", ["胡搅蛮缠", "职业打假"]),
    ("该用户刁蛮，素质低。", ["刁蛮", "素质低"]),
    ("这人有病吧。", ["有病"]),
    ("典型的恶意投诉，想薅羊毛。", ["恶意投诉", "薅羊毛"]),
    ("客戶無理取鬧。", ["無理取鬧"]),
    ("A crazy customer called again.", ["crazy customer"]),
    ("Professional complainer, totally unreasonable.", ["Professional complainer", "unreasonable"]),
]

NEUTRAL = [
    "客户表示对处理方案不满意，要求退款。",
    "客户自述家里老人有病，需要定期服药。",
    "客户有病史，对花生过敏。",
    "客户在精神病医院工作。",
    "The customer asked for a refund twice.",
    "The customer is entitle to a refund.",
    "",
]


@pytest.mark.parametrize(("text", "words"), JUDGING)
def test_judging_words_are_marked(text: str, words: list[str]) -> None:
    spans = judging_words(text)
    assert [span.text for span in spans] == words
    assert all(text[span.start : span.end] == span.text and span.value for span in spans)


@pytest.mark.parametrize("text", NEUTRAL)
def test_neutral_summaries_pass(text: str) -> None:
    assert judging_words(text) == []


def test_the_port_answers_the_same() -> None:
    assert build_wording_checker().judging_words("无理取闹") == tuple(judging_words("无理取闹"))
