"""What a draft would have changed, before it is activated."""

import pytest

from qingting.policy.comparing import CASES_KEPT, compare
from qingting.policy.plain import from_plain, to_plain
from qingting.policy.schema import Standard

PAST: list[dict[str, object]] = [
    {"no": "TS1", "kind": "complaint", "amount_fen": 30_000, "channel": "hotline", "category_l1": "returns"},
    {"no": "TS2", "kind": "complaint", "media": True, "channel": "hotline"},
    {"no": "TS3", "kind": "praise", "channel": "chat"},
    {"no": "TS4", "kind": "complaint", "channel": "hotline", "region": "华北"},
]


@pytest.fixture
def draft(standard: Standard) -> Standard:
    """C from 200 yuan on, the media no longer B but C, two hours for the plan of B, the north to another team."""
    plain = to_plain(standard)
    for rule in plain["grade_rules"]:
        if rule["id"] == "grade.c.amount":
            rule["when"]["value"] = 20_000
        if rule["id"] == "grade.b.media":
            rule["when"] = {"all": [rule["when"], {"fact": "anger", "op": "gte", "value": 4}]}
    for clock in plain["clocks"]:
        if clock["name"] == "acknowledge":
            clock["limits"]["C"]["span"] = "5 working_minutes"
    for route in plain["routing"]:
        if route["id"] == "route.north":
            route["team"] = "frontline_c"
    return from_plain(plain)


def test_the_same_standard_changes_nothing(standard: Standard) -> None:
    result = compare(standard, standard, PAST)
    assert (result.total, result.changed, result.graver, result.milder, result.cases) == (4, 0, 0, 0, [])
    assert result.grades == {("D", "D"): 3, ("B", "B"): 1}


def test_grades_clocks_and_teams_that_would_have_been_others(standard: Standard, draft: Standard) -> None:
    result = compare(standard, draft, PAST)
    assert (result.total, result.changed, result.graver, result.milder) == (4, 3, 1, 1)
    assert result.grades["D", "C"] == 1 and result.grades["B", "D"] == 1 and result.grades["D", "D"] == 2
    assert result.clocks["acknowledge", "10 working_minutes", "5 working_minutes"] == 1
    assert result.clocks["plan", "4 hours", "24 hours"] == 1
    assert result.teams == {("resolution", "frontline_a"): 1, ("frontline_b", "frontline_c"): 1}
    cases = {case.key: case for case in result.cases}
    assert set(cases) == {"TS1", "TS2", "TS4"}
    assert cases["TS1"].before.grade == "D" and cases["TS1"].after.grade == "C" and cases["TS1"].after.grade_rule == "grade.c.amount"
    assert set(cases["TS2"].clocks) == {"acknowledge", "first_reply", "plan", "resolve"}
    assert cases["TS4"].clocks == ()


def test_a_grade_with_another_name_is_the_same_grade(standard: Standard) -> None:
    renamed = standard.model_copy(
        update={"grades": tuple(one.model_copy(update={"name": one.name._replace(zh="改名")}) for one in standard.grades)}
    )
    assert compare(standard, renamed, PAST).changed == 0


def test_a_long_past_is_counted_whole_and_shown_in_part(standard: Standard, draft: Standard) -> None:
    past = ({"amount_fen": 30_000, "channel": "hotline"} for _ in range(CASES_KEPT + 100))
    result = compare(standard, draft, past)
    assert result.total == result.changed == CASES_KEPT + 100 and len(result.cases) == CASES_KEPT
    assert result.cases[0].key == "1"


def test_an_empty_past(standard: Standard, draft: Standard) -> None:
    assert compare(standard, draft, []).total == 0
