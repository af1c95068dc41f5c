"""A condition may only ask for what something provides."""

from qingting.nlp.facts import HARM_LEVELS, STAGES, harmless_facts
from qingting.policy.schema import facts


def test_every_fact_of_a_judged_text_may_be_asked_for() -> None:
    assert set(harmless_facts()) <= set(facts.GRADE_FACTS)


def test_every_fact_that_is_said_to_come_from_the_text_does() -> None:
    of_the_text = {name for name, fact in facts.GRADE_FACTS.items() if fact.provider == "judge"}
    assert of_the_text - set(harmless_facts()) == {"category", "category_l1"}


def test_values_have_the_same_names_on_both_sides() -> None:
    assert set(facts.HARM_LEVELS) == set(HARM_LEVELS) and facts.STAGES == STAGES


def test_only_routing_may_ask_for_the_grade() -> None:
    assert set(facts.ROUTE_FACTS) - set(facts.GRADE_FACTS) == {"grade", "grade_rank"}
    assert not set(facts.SCORE_FACTORS) & set(facts.ROUTE_FACTS)
