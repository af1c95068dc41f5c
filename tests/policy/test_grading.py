"""Chapter 4: which grade a complaint has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.policy.rules.grading import decide_grade
from qingting.policy.schema import Standard
from qingting.policy.schema.facts import GRADE_FACTS, SCORE_FACTORS
from tests.policy.support import shipped

STANDARD = shipped()
QUIET: dict[str, object] = {name: False for name, fact in GRADE_FACTS.items() if fact.kind == "flag"} | {
    "harm": "none",
    "channel": "hotline",
    "kind": "complaint",
    "repeat_count": 0,
    "amount_fen": 1000,
    "affected_count": 1,
    "customer_flags": [],
    "anger": 2,
    "category": "quality.defect",
    "category_l1": "quality",
}
SCORES = st.fixed_dictionaries({name: st.integers(1, 5) for name in SCORE_FACTORS})
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "harm": st.sampled_from(["none", "discomfort", "injury", "life_threatening", "fire", None]),
        "court": st.booleans(),
        "media": st.booleans(),
        "regulator": st.booleans(),
        "minors": st.booleans(),
        "repeat_count": st.integers(0, 9),
        "amount_fen": st.none() | st.integers(0, 10**9),
        "affected_count": st.integers(0, 50),
        "channel": st.sampled_from(["hotline", "social", "legal", "h12315", "store"]),
        "category_l1": st.sampled_from(["quality", "safety", "service"]),
        "customer_flags": st.lists(st.sampled_from(["sensitive", "member"]), max_size=2),
    },
)


@pytest.mark.parametrize(
    ("story", "facts", "grade", "rule"),
    [
        ("an everyday delivery delay", {"category_l1": "logistics"}, "D", "grade.d.basic"),
        ("the rude agent", {"category_l1": "service", "category": "service.rude"}, "D", "grade.d.basic"),
        ("the third contact about the same thing", {"category_l1": "service", "repeat_count": 2}, "C", "grade.c.repeat"),
        ("unwell after the health food", {"harm": "discomfort"}, "C", "grade.c.discomfort"),
        ("unwell, and 12315 already called", {"harm": "discomfort", "regulator": True}, "B", "grade.b.regulator"),
        ("handed over by 12345", {"channel": "h12345"}, "B", "grade.b.regulator"),
        ("a journalist asks", {"media": True}, "B", "grade.b.media"),
        ("a lawyer writes", {"channel": "legal"}, "B", "grade.b.lawyer"),
        ("the customer speaks of a lawyer", {"escalation": ["lawyer"]}, "B", "grade.b.lawyer"),
        ("locked in by the smart lock", {"category": "safety.trapped", "category_l1": "safety"}, "B", "grade.b.dangerous_product"),
        ("locked in and in danger", {"category": "safety.trapped", "harm": "life_threatening"}, "A", "grade.a.life_safety"),
        ("a court is involved", {"court": True, "harm": "discomfort"}, "A", "grade.a.court"),
        ("499.99 yuan", {"amount_fen": 49_999}, "D", "grade.d.default"),
        ("500 yuan", {"amount_fen": 50_000}, "C", "grade.c.amount"),
        ("5000 yuan", {"amount_fen": 500_000}, "B", "grade.b.amount"),
        ("no amount known", {"amount_fen": None}, "D", "grade.d.default"),
        ("four people", {"affected_count": 4}, "D", "grade.d.default"),
        ("five people", {"affected_count": 5}, "B", "grade.b.group"),
        ("twenty people", {"affected_count": 20}, "A", "grade.a.large_group"),
    ],
)
def test_the_grade_of(story: str, facts: dict[str, object], grade: str, rule: str, standard: Standard) -> None:
    decision = decide_grade(standard, QUIET | facts)
    assert (decision.value.code, decision.rule) == (grade, rule), story
    assert decision.clause.startswith("4.2.")
    assert decision.reason.zh and decision.reason.en


def test_the_decision_names_the_facts_it_rests_on(standard: Standard) -> None:
    assert decide_grade(standard, QUIET | {"minors": True, "harm": "discomfort"}).because == ("minors", "harm")
    assert decide_grade(standard, {}).because == ()


@given(FACTS)
def test_the_first_match_is_the_gravest_match(facts: dict[str, object]) -> None:
    decided = decide_grade(STANDARD, facts)
    alone = [decide_grade(STANDARD.model_copy(update={"grade_rules": (rule,)}), facts).value.rank for rule in STANDARD.grade_rules]
    assert decided.value.rank == min(alone)


@given(FACTS, SCORES)
def test_a_score_only_raises(facts: dict[str, object], ratings: dict[str, int]) -> None:
    assert decide_grade(STANDARD, facts | ratings).value.rank <= decide_grade(STANDARD, facts).value.rank


@given(SCORES)
def test_safety_of_four_is_at_least_b(ratings: dict[str, int]) -> None:
    assert decide_grade(STANDARD, ratings | {"score_safety": 4}).value.rank <= 2


@pytest.mark.parametrize("missing", SCORE_FACTORS)
def test_an_unfinished_score_does_not_count(missing: str, standard: Standard) -> None:
    ratings = {name: 5 for name in SCORE_FACTORS if name != missing}
    assert decide_grade(standard, ratings).rule == "grade.d.default"
    assert decide_grade(standard, ratings | {missing: 6}).rule == "grade.d.default"


def test_the_score_says_how_many_points(standard: Standard) -> None:
    decision = decide_grade(standard, dict.fromkeys(SCORE_FACTORS, 3))
    assert (decision.value.code, decision.rule, decision.clause) == ("C", "grade.score", "4.3")
    assert "3.00" in decision.reason.zh and "3.00" in decision.reason.en
