"""A version is stored as JSON and comes back the same."""

import json
from typing import Any

import pytest

from qingting.policy.plain import digest, digest_of_calendars, from_plain, to_plain, with_calendars
from qingting.policy.problems import PolicyError
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.rules.grading import decide_grade
from qingting.policy.schema import Standard


def _shuffled(value: Any) -> Any:
    """As jsonb gives it back: the same values, keys in another order."""
    if isinstance(value, dict):
        return {key: _shuffled(value[key]) for key in sorted(value, key=lambda key: (len(key), key[::-1]))}
    return [_shuffled(member) for member in value] if isinstance(value, list) else value


def test_there_and_back_through_jsonb(standard: Standard) -> None:
    back = from_plain(_shuffled(json.loads(json.dumps(to_plain(standard)))))
    assert back == standard and digest(back) == digest(standard)
    assert decide_grade(back, {"media": True}) == decide_grade(standard, {"media": True})
    assert clock_rules(back, "B") == clock_rules(standard, "B")


def test_asking_does_not_change_the_digest(standard: Standard) -> None:
    before = digest(standard)
    decide_grade(standard, {"media": True})
    assert digest(standard) == before and len(before) == 64


def test_every_change_of_the_standard_changes_the_digest(standard: Standard) -> None:
    plain = to_plain(standard)
    plain["portal"]["welcome"]["zh"] += "。"
    assert digest(from_plain(plain)) != digest(standard)


def test_a_corrected_calendar_is_the_same_standard(standard: Standard) -> None:
    corrected = with_calendars(standard, standard.calendars[:1])
    assert digest(corrected) == digest(standard)
    assert digest_of_calendars(corrected) != digest_of_calendars(standard)
    assert corrected.calendar is not standard.calendar


def test_a_changed_copy_answers_by_its_own_values(standard: Standard) -> None:
    clock_rules(standard, "D")
    renamed = standard.model_copy(update={"clocks": standard.clocks[:1]})
    assert [rule.name for rule in clock_rules(renamed, "D")] == ["acknowledge"]


@pytest.mark.parametrize(
    "spoil", [lambda p: p.pop("grades"), lambda p: p.update(x=1), lambda p: p["clocks"][0].update(name=7), lambda p: p.clear()]
)
def test_a_stored_version_that_was_tampered_with_is_a_policy_error(spoil: Any, standard: Standard) -> None:
    plain = to_plain(standard)
    spoil(plain)
    with pytest.raises(PolicyError) as refused:
        from_plain(plain)
    assert refused.value.message("zh") and refused.value.code == "policy.standard.invalid"
