"""A company may have four to six grades: ranks are compared, codes never."""

from pathlib import Path
from typing import Any

import pytest

from qingting.policy.loading import load_standard
from qingting.policy.readable import readable
from qingting.policy.rules.authority import may_own
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.rules.grading import decide_grade
from qingting.policy.rules.guards import guards_for
from qingting.policy.rules.promise import portal_promise
from qingting.policy.schema import Standard
from tests.policy.support import copy_pack, edit


def _six_grades(value: dict[str, Any]) -> None:
    basic = value["grades"][3]
    value["grades"] += [
        basic | {"code": "E", "rank": 5, "clause": "4.1.5", "name": {"zh": "咨询", "en": "Question"}},
        basic | {"code": "F", "rank": 6, "clause": "4.1.6", "name": {"zh": "建议", "en": "Suggestion"}},
    ]
    value["rules"].append(
        {
            "id": "grade.e.inquiry",
            "clause": "4.2.30",
            "grade": "E",
            "when": {"fact": "kind", "op": "eq", "value": "inquiry"},
            "reason": {"zh": "只是咨询", "en": "only a question"},
            "examples": [{"facts": {"kind": "inquiry"}, "expect": "E"}],
        }
    )
    value["default"]["grade"] = "F"
    for rule in [*value["rules"], value["default"]]:
        for example in rule["examples"]:
            if example.get("by") == "grade.d.default" or rule is value["default"]:
                example["expect"] = "F"
    value["score"]["bands"] = [*value["score"]["bands"][:3], {"grade": "E", "at_least": 150}, {"grade": "F", "at_least": 100}]
    value["score"]["examples"][0]["expect"] = "F"


def _six_limits(value: dict[str, Any]) -> None:
    for clock in value["clocks"]:
        clock["limits"] |= {"E": clock["limits"]["D"], "F": {"span": "5 working_days"}}


@pytest.fixture
def six(tmp_path: Path) -> Standard:
    folder = copy_pack(tmp_path)
    edit(folder / "grades.yaml", _six_grades)
    edit(folder / "clocks.yaml", _six_limits)
    return load_standard(folder)


@pytest.mark.parametrize(
    ("facts", "grade"),
    [({"harm": "fire"}, "A"), ({"category_l1": "logistics"}, "D"), ({"kind": "inquiry"}, "E"), ({"kind": "suggestion"}, "F")],
)
def test_six_grades_are_decided(facts: dict[str, object], grade: str, six: Standard) -> None:
    assert decide_grade(six, facts).value.code == grade


def test_everything_else_answers_for_six_grades(six: Standard) -> None:
    assert [grade.code for grade in six.grades_by_rank] == list("ABCDEF")
    for grade in "ABCDEF":
        assert clock_rules(six, grade) and guards_for(six, "close", grade, "upheld") and portal_promise(six, grade).en
        assert may_own(six, "L4", grade).value == (grade in "ABCD")
    assert "| E | F |" in readable(six, "zh")


def test_codes_need_not_be_letters_in_order(tmp_path: Path) -> None:
    """The gravest grade may as well be called S9 and the least A."""
    folder = copy_pack(tmp_path)
    for path in folder.glob("*.yaml"):
        edit(path, lambda value: _rename(value, {"A": "S9", "B": "P1", "C": "K2", "D": "A"}))
    renamed = load_standard(folder)
    assert [grade.code for grade in renamed.grades_by_rank] == ["S9", "P1", "K2", "A"]
    assert decide_grade(renamed, {"court": True}).value.code == "S9" and decide_grade(renamed, {}).value.code == "A"


def _rename(value: Any, names: dict[str, str]) -> None:
    """Rename grade codes wherever the standard writes them."""
    if isinstance(value, list):
        for member in value:
            _rename(member, names)
    elif isinstance(value, dict):
        for key, member in list(value.items()):
            if key in ("grades", "may_own") and all(isinstance(one, str) for one in member):
                value[key] = [names[one] for one in member]
            elif key == "limits":
                value[key] = {names[code]: limit for code, limit in member.items()}
            elif key in ("grade", "expect", "code") and member in names:
                value[key] = names[member]
            else:
                _rename(member, names)
