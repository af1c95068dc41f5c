"""The texts differ as people do: measured, not hoped."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from qingting.console.demo.mix import english_aspects
from qingting.console.demo.scenes import scenes


def five_grams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 5] for place in range(max(len(text) - 4, 1)))


def near_duplicates(texts: list[str]) -> set[int]:
    """Places of texts that share more than 0.8 (Jaccard over character 5-grams) with another."""
    posted: dict[str, list[int]] = defaultdict(list)
    grams = [five_grams(text) for text in texts]
    found: set[int] = set()
    for place, own in enumerate(grams):
        common: Counter[int] = Counter()
        for gram in own:
            common.update(posted[gram])
            posted[gram].append(place)
        for other, shared in common.items():
            if shared / (len(own) + len(grams[other]) - shared) > 0.8:
                found |= {place, other}
    return found


def test_verbatims_are_distinct(history) -> None:
    texts = [record["verbatim"] for record in history]
    assert len(set(texts)) >= 2900
    assert len(near_duplicates(texts)) / len(texts) < 0.03


def test_decisions_and_replies_vary_too(history) -> None:
    decisions = [record["decision_text"] for record in history if record["decision_text"] and record["kind"] == "complaint"]
    replies = [record["first_response"]["content"] for record in history if record["first_response"] and record["kind"] == "complaint"]
    assert len(set(decisions)) / len(decisions) > 0.9
    assert len(set(replies)) / len(replies) > 0.97
    assert len(near_duplicates(replies)) / len(replies) < 0.1


def test_rating_comments_vary(history) -> None:
    for stars in (1, 5):
        said = [r["rating"]["comment"] for r in history if r["rating"] and r["rating"]["score"] == stars and r["rating"]["comment"]]
        assert len(set(said)) >= min(len(said) * 0.4, 30)


def test_short_and_long(history, sketches) -> None:
    lengths = [len(record["verbatim"]) for record in history]
    assert sum(length < 30 for length in lengths) / len(lengths) > 0.02
    rambling = [len(record["verbatim"]) for record in history if sketches[record["external_no"]].voice == "rambling"]
    assert len(rambling) > 100
    assert sum(300 <= length <= 620 for length in rambling) / len(rambling) > 0.95


def test_all_voices_are_heard(history, sketches) -> None:
    heard = Counter(sketches[record["external_no"]].voice for record in history)
    for voice in (
        "plain", "angry", "polite", "terse", "spoken", "child", "elder", "formal", "sarcastic", "rambling", "traditional", "statement", "clerk", "lawyer",
        "reporter", "colleague", "post",
    ):  # fmt: skip
        assert heard[voice] >= 4, voice
    assert sum(heard[dialect] for dialect in ("dongbei", "sichuan", "canton", "beijing", "shanghai")) > 90
    assert 0.03 <= heard["english"] / len(history) <= 0.055


def test_traits_of_real_texts(history) -> None:
    texts = [record["verbatim"] for record in history]

    def share(test: Any) -> float:
        return sum(bool(test(text)) for text in texts) / len(texts)

    assert share(lambda text: any(char in text for char in "😡🤬💢😤🙃👏🙏😔😭🙄")) > 0.01
    assert share(lambda text: any(wrong in text for wrong in ("以经", "按装", "克服", "师父", "在敷衍", "帐号", "头诉"))) > 0.005
    assert share(lambda text: any(char in text for char in "們這還說門鎖網")) > 0.005
    assert share(lambda text: any(char.isdigit() for char in text)) > 0.5
    assert all("<" not in text and "{" not in text and "None" not in text for text in texts)


def test_every_channel_of_the_standard_but_the_machine_one(history) -> None:
    assert len({record["channel"] for record in history}) >= 22


def test_nobody_says_the_same_sentence_twice_in_one_text(history, sketches) -> None:
    doubled = 0
    for record in history:
        if sketches[record["external_no"]].voice in ("english", ""):
            continue
        clauses = [clause for clause in record["verbatim"].replace("！", "。").split("。") if len(clause) > 9]
        doubled += len(clauses) != len(set(clauses))
    assert doubled / len(history) < 0.003


def test_what_is_told_fits_the_product(history, sketches) -> None:
    for record in history:
        case = sketches[record["external_no"]]
        wanted = scenes()[case.scene].befalls(case.aspect) if case.kind == "complaint" and not case.script and not case.story else ()
        if wanted and case.parent is None:
            from qingting.console.demo.catalogue import PRODUCT_BY_CODE

            product = PRODUCT_BY_CODE[case.order.product]
            assert product.family in wanted or product.code in wanted, (case.scene, case.aspect, product.code)


def test_english_tells_only_what_the_scenes_know() -> None:
    for scene, aspects in english_aspects().items():
        assert set(aspects) <= set(scenes()[scene].aspects), scene
