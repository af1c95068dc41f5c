"""Conditions of the handling standard: a closed language whose mistakes are found on loading and whose answers name their facts."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.kernel.conditions import DEEPEST, BadCondition, evaluate, validate

FACTS = {
    "harm": "injury",
    "court": False,
    "media": True,
    "amount_fen": 50_000,
    "repeat_count": 1,
    "product": None,
    "demands": ["refund", "apologise"],
    "category": "quality.defect",
}


def leaf(fact: str, op: str, value: object) -> dict[str, object]:
    return {"fact": fact, "op": op, "value": value}


@pytest.mark.parametrize(
    ("fact", "op", "value", "holds"),
    [
        ("harm", "eq", "injury", True),
        ("harm", "ne", "injury", False),
        ("harm", "ne", "none", True),
        ("harm", "in", ["injury", "fire"], True),
        ("harm", "in", ["fire"], False),
        ("amount_fen", "gt", 50_000, False),
        ("amount_fen", "gte", 50_000, True),
        ("amount_fen", "lt", 50_001, True),
        ("amount_fen", "lte", 49_999, False),
        ("demands", "contains", "refund", True),
        ("demands", "contains", "repair", False),
        ("demands", "in", ["repair", "apologise"], True),
        ("category", "contains", "quality", True),
        ("court", "eq", False, True),
    ],
)
def test_each_operator(fact: str, op: str, value: object, holds: bool) -> None:
    assert evaluate(leaf(fact, op, value), FACTS).holds is holds


@pytest.mark.parametrize("op", ["eq", "ne", "in", "gt", "gte", "lt", "lte", "contains"])
@pytest.mark.parametrize("fact", ["product", "never_heard_of"])
def test_an_unknown_fact_decides_nothing(op: str, fact: str) -> None:
    assert not evaluate(leaf(fact, op, ["x"] if op == "in" else 1), FACTS).holds


@pytest.mark.parametrize(
    ("fact", "op", "value"),
    [
        ("repeat_count", "eq", True),
        ("media", "eq", 1),
        ("media", "gt", 0),
        ("harm", "gt", 3),
        ("amount_fen", "contains", 5),
        ("repeat_count", "in", [True]),
    ],
)
def test_yes_is_not_the_number_one_and_words_are_not_numbers(fact: str, op: str, value: object) -> None:
    assert not evaluate(leaf(fact, op, value), FACTS).holds


MEDIA, COURT, INJURY = leaf("media", "eq", True), leaf("court", "eq", True), leaf("harm", "eq", "injury")


@pytest.mark.parametrize(
    ("condition", "holds", "because"),
    [
        ({"all": [MEDIA, INJURY]}, True, ("media", "harm")),
        ({"all": [MEDIA, COURT]}, False, ()),
        ({"any": [COURT, INJURY, MEDIA]}, True, ("harm", "media")),
        ({"any": [COURT]}, False, ()),
        ({"not": COURT}, True, ("court",)),
        ({"not": MEDIA}, False, ()),
        ({"all": []}, True, ()),
        ({"any": [{"all": [MEDIA, COURT]}, {"not": {"any": [COURT]}}]}, True, ("court",)),
        ({"not": {"all": [MEDIA, COURT]}}, True, ("court",)),
        ({"all": [MEDIA, {"any": [MEDIA, INJURY]}]}, True, ("media", "harm")),
    ],
)
def test_the_answer_names_the_facts_that_decided(condition: object, holds: bool, because: tuple[str, ...]) -> None:
    assert evaluate(condition, FACTS) == (holds, because)


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (None, "when: expected a condition"),
        ([], "when: expected a condition"),
        ({}, "when: expected exactly one of all, any, not"),
        ({"all": [], "any": []}, "when: expected exactly one of"),
        ({"xor": []}, "when: expected exactly one of"),
        ({"all": {}}, "when.all: expected a list"),
        ({"any": []}, "when.any: an empty list never holds"),
        ({"any": [MEDIA, {"not": leaf("hram", "eq", "fire")}]}, "when.any[1].not: no function provides the fact 'hram'"),
        ({"fact": "harm", "value": "fire"}, "when: op is missing"),
        ({"fact": "harm", "op": "eq"}, "when: value is missing"),
        ({"op": "eq", "value": 1}, "when: fact is missing"),
        (leaf("harm", "eq", "fire") | {"note": "?"}, "when: note does not belong here"),
        (leaf("harm", "matches", ".*"), "when: unknown op 'matches'"),
        (leaf("harm", "in", "fire"), "when: in needs a list"),
        (leaf("harm", "in", []), "when: in needs a list"),
        (leaf("harm", "in", [["fire"]]), "when: in takes texts"),
        (leaf("amount_fen", "gt", "100"), "when: gt needs a whole number"),
        (leaf("amount_fen", "gt", True), "when: gt needs a whole number"),
        (leaf("amount_fen", "lte", 1.5), "when: lte needs a whole number"),
        (leaf("harm", "eq", None), "when: eq needs a text"),
        (leaf("harm", "eq", ["fire"]), "when: eq needs a text"),
        ({"fact": ["harm"], "op": "eq", "value": "fire"}, "when: no function provides the fact ['harm']"),
        ({"fact": "harm", "op": {}, "value": "fire"}, "when: unknown op {}"),
    ],
)
def test_a_mistake_in_the_standard_is_found_on_loading_and_named_with_its_place(condition: object, problem: str) -> None:
    assert [found for found in validate(condition, FACTS) if found.startswith(problem)]


def test_all_mistakes_are_listed_at_once() -> None:
    assert len(validate({"all": [leaf("hram", "eq", "fire"), {"any": []}, leaf("harm", "is", 1)]}, FACTS)) == 3


def test_a_good_condition_has_no_problems() -> None:
    assert validate({"any": [leaf("harm", "in", ["life_threatening", "fire"]), {"all": [MEDIA, {"not": COURT}]}]}, FACTS) == []


@pytest.mark.parametrize(
    "condition", [None, {}, "harm == 'fire'", {"fact": "harm"}, {"fact": "harm", "op": "eval", "value": 1}, {"any": MEDIA}]
)
def test_a_condition_that_was_never_validated_is_refused_and_not_guessed(condition: object) -> None:
    with pytest.raises(BadCondition):
        evaluate(condition, FACTS)


def test_a_bottomless_condition_is_refused_on_loading_and_on_use() -> None:
    condition: object = MEDIA
    for _ in range(5_000):
        condition = {"not": condition}
    assert validate(condition, FACTS) == [f"when{'.not' * DEEPEST}: nested deeper than {DEEPEST}"]
    with pytest.raises(BadCondition):
        evaluate(condition, FACTS)


def test_text_that_looks_like_code_is_only_text() -> None:
    assert not evaluate(leaf("harm", "eq", "__import__('os').abort()"), FACTS).holds


VALUES = st.integers(-3, 3) | st.booleans() | st.sampled_from(["injury", "fire", ""])
LEAVES = st.one_of(
    st.builds(leaf, st.sampled_from("abcd"), st.sampled_from(["eq", "ne", "contains"]), VALUES),
    st.builds(leaf, st.sampled_from("abcd"), st.sampled_from(["gt", "gte", "lt", "lte"]), st.integers(-3, 3)),
    st.builds(leaf, st.sampled_from("abcd"), st.just("in"), st.lists(VALUES, min_size=1, max_size=3)),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)
FACT_SHEETS = st.dictionaries(st.sampled_from("abcd"), VALUES | st.none() | st.lists(VALUES, max_size=3))


@given(CONDITIONS, FACT_SHEETS)
def test_whatever_validates_can_be_evaluated(condition: object, facts: dict[str, object]) -> None:
    assert validate(condition, "abcd") == []
    outcome = evaluate(condition, facts)
    assert set(outcome.because) <= set("abcd")
    assert outcome.holds or outcome.because == ()


@given(st.lists(CONDITIONS, min_size=1, max_size=3), FACT_SHEETS)
def test_not_all_is_any_not(parts: list[object], facts: dict[str, object]) -> None:
    inverted = [{"not": part} for part in parts]
    assert evaluate({"not": {"all": parts}}, facts) == evaluate({"any": inverted}, facts)
    assert evaluate({"not": {"any": parts}}, facts) == evaluate({"all": inverted}, facts)


@given(CONDITIONS, FACT_SHEETS)
def test_the_named_facts_alone_decide(condition: object, facts: dict[str, object]) -> None:
    outcome = evaluate(condition, facts)
    named = {name: fact for name, fact in facts.items() if name in outcome.because}
    assert evaluate(condition, named).holds or not outcome.holds


@given(
    st.sampled_from([("gt", operator.gt), ("gte", operator.ge), ("lt", operator.lt), ("lte", operator.le)]), st.integers(), st.integers()
)
def test_numbers_compare_as_numbers(pair: tuple[str, object], fact: int, value: int) -> None:
    name, compare = pair
    assert callable(compare)
    assert evaluate(leaf("a", name, value), {"a": fact}).holds is compare(fact, value)
