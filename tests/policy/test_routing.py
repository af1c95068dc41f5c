"""Chapter 6: which team a complaint goes to."""

import pytest

from qingting.policy.rules.grading import decide_grade
from qingting.policy.rules.routing import find_route, with_grade
from qingting.policy.schema import Standard


@pytest.mark.parametrize(
    ("facts", "team"),
    [
        ({"category_l1": "quality"}, "quality"),
        ({"category_l1": "logistics"}, "delivery"),
        ({"category_l1": "repair", "channel": "chat"}, "aftersales"),
        ({"channel": "wechat", "category_l1": "service"}, "online"),
        ({"channel": "hotline", "region": "华北"}, "frontline_b"),
        ({"channel": "hotline", "region": "西南"}, "frontline_c"),
        ({"channel": "hotline"}, "frontline_a"),
        ({"channel": "h12315", "category_l1": "quality"}, "regulatory"),
        ({"media": True, "category_l1": "quality"}, "resolution"),
        ({"channel": "h12345", "harm": "fire"}, "resolution"),
        ({"kind": "data_rights"}, "regulatory"),
    ],
)
def test_the_team_of(facts: dict[str, object], team: str, standard: Standard) -> None:
    assert find_route(standard, facts).value == team


def test_facts_without_a_grade_are_graded_first(standard: Standard) -> None:
    facts = {"media": True, "channel": "hotline"}
    graded = with_grade(facts, decide_grade(standard, facts).value)
    assert find_route(standard, facts) == find_route(standard, graded)


def test_a_person_who_lowered_the_grade_also_changes_the_team(standard: Standard) -> None:
    lowered = with_grade({"media": True, "channel": "hotline"}, standard.grade_by_code["D"])
    assert find_route(standard, lowered).value == "frontline_a"


def test_without_a_default_a_person_assigns(standard: Standard) -> None:
    bare = standard.model_copy(update={"routing_default": None})
    decision = find_route(bare, {"channel": "hotline"})
    assert decision.value is None and decision.clause == "6.2"
