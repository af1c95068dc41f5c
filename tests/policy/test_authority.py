"""Chapters 7 and 9: who may do what, who may own what, and what stands in the way of closing."""

import pytest

from qingting.policy.rules.authority import UnknownLevel, compensation_limit, duty_of, may, may_own, scope_of
from qingting.policy.rules.checklists import checklist_for, visits_for
from qingting.policy.rules.guards import guards_for
from qingting.policy.schema import Standard
from qingting.policy.schema.acts import ACTS
from qingting.policy.schema.base import ROLES

SETTLING = ["accept", "refuse", "decide", "approve", "compensate", "close", "lower_grade", "respond"]


@pytest.mark.parametrize(
    ("role", "scope", "can", "cannot"),
    [
        ("agent", "own", ["register", "respond", "decide", "close", "set_grade", "assign"], ["approve", "lower_grade", "export"]),
        ("specialist", "team", ["investigate", "decide", "refuse", "extend", "assign"], ["approve", "lower_grade"]),
        ("lead", "team", ["assign", "approve", "lower_grade", "supervise"], ["edit_standard", "manage_users", "read_confidential"]),
        ("manager", "all", ["assign", "approve", "read_confidential", "set_level", "export"], ["manage_users", "edit_standard"]),
        ("executive", "all", ["view", "view_dashboard", "supervise"], [*SETTLING, "assign", "reveal_phone"]),
        ("collaborator", "tasks", ["complete_task", "return_task"], [*SETTLING, "assign", "verify_task", "view_dashboard"]),
        ("auditor", "all", ["view", "export", "read_confidential"], [*SETTLING, "note", "assign", "import"]),
        ("admin", "all", ["manage_users", "edit_standard", "import", "administer", *SETTLING], []),
    ],
)
def test_what_a_role_may_do(role: str, scope: str, can: list[str], cannot: list[str], standard: Standard) -> None:
    assert scope_of(standard, role) == scope
    assert [act for act in can if not may(standard, role, act).value] == []
    assert [act for act in cannot if may(standard, role, act).value] == []


def test_a_refusal_says_who_may(standard: Standard) -> None:
    refused = may(standard, "agent", "approve")
    assert not refused.value and refused.clause == "7.1.1" and refused.rule == "role.agent"
    assert "组长" in refused.reason.zh and "客服经理" in refused.reason.zh and "Manager" in refused.reason.en


def test_acts_may_be_written_as_in_the_address(standard: Standard) -> None:
    assert may(standard, "agent", "set-grade").value and not may(standard, "agent", "lower-grade").value


@pytest.mark.parametrize(("role", "act"), [("stranger", "close"), (None, "close"), ("agent", "fly"), ("agent", "")])
def test_what_does_not_exist_is_not_allowed(role: str | None, act: str, standard: Standard) -> None:
    assert not may(standard, role, act).value
    assert scope_of(standard, "stranger") == "none" and scope_of(standard, None) == "none"


def test_every_act_can_be_done_by_somebody_and_every_role_does_something(standard: Standard) -> None:
    assert {act for act in ACTS if not any(may(standard, role, act).value for role in ROLES)} == set()
    assert {role for role in ROLES if not any(may(standard, role, act).value for act in ACTS)} == set()


@pytest.mark.parametrize(("level", "grades"), [("L1", "D"), ("L2", "CD"), ("L3", "BCD"), ("L4", "ABCD")])
def test_a_level_decides_which_grades_one_may_own(level: str, grades: str, standard: Standard) -> None:
    assert {grade for grade in "ABCD" if may_own(standard, level, grade).value} == set(grades)


def test_without_a_level_one_owns_nothing_and_pays_nothing(standard: Standard) -> None:
    decision = may_own(standard, None, "D")
    assert not decision.value and "一级" in decision.reason.zh
    assert compensation_limit(standard, None) == 0


def test_limits_grow_with_the_level(standard: Standard) -> None:
    limits = [compensation_limit(standard, level) for level in ("L1", "L2", "L3", "L4")]
    assert limits == sorted(limits) and limits[0] == 50_000
    with pytest.raises(UnknownLevel):
        compensation_limit(standard, "L9")


def test_who_keeps_it_and_who_must_be_told(standard: Standard) -> None:
    basic, grave = duty_of(standard, "agent", "D"), duty_of(standard, "agent", "A")
    assert basic.keeps and basic.report_to == () and basic.report_within is None
    assert not grave.keeps and "executive" in grave.report_to and grave.report_within is not None and grave.report_within.seconds <= 600


def names(standard: Standard, transition: str, grade: str, outcome: str | None = None) -> set[str]:
    return {guard.name for guard in guards_for(standard, transition, grade, outcome)}


BASE = {"decision_told", "tasks_verified", "promises_settled", "confirmation_or_reason"}


@pytest.mark.parametrize("grade", "ABCD")
def test_closing_has_its_guards(grade: str, standard: Standard) -> None:
    assert names(standard, "close", grade, "upheld") == BASE
    recourse = {"external_recourse_told"} if grade != "D" else set()
    assert names(standard, "close", grade, "not") == BASE | recourse
    assert names(standard, "refuse", grade) == {"external_recourse_told"}


@pytest.mark.parametrize("transition", ["accept", "investigate", "propose", "decide", "implement", "confirm", "reopen", "withdraw"])
def test_nothing_stands_in_the_way_of_the_other_steps(transition: str, standard: Standard) -> None:
    assert not names(standard, transition, "A", "not")


def test_a_basic_complaint_carries_no_further_duty(standard: Standard) -> None:
    assert [item.code for item in checklist_for(standard, "D", "service.rude") if item.required] == []
    assert [visit.id for visit in visits_for(standard, "D") if visit.required] == []
    assert names(standard, "close", "D", "not") == BASE, "told by deciding, confirmed by confirming, no tasks or promises of its own"


def test_the_checklist_follows_grade_and_category(standard: Standard) -> None:
    rude = {item.code for item in checklist_for(standard, "D", "service.rude")}
    lock = {item.code for item in checklist_for(standard, "A", "safety.trapped")}
    assert {"attitude_comfort", "attitude_recording", "attitude_coaching"} <= rude
    assert {"people_safe", "quality_batch", "quality_stop_use", "others_affected"} <= lock
    assert "attitude_comfort" not in lock and "people_safe" not in rude
    assert {item.code for item in checklist_for(standard, "A", None)} >= {"people_safe", "evidence"}


@pytest.mark.parametrize(("grade", "days"), [("A", [1, 3, 7, 30, 90, 180]), ("B", [1, 3, 7, 30, 90]), ("C", [1, 7, 30]), ("D", [1])])
def test_visits_after_closing(grade: str, days: list[int], standard: Standard) -> None:
    assert [visit.after.amount for visit in visits_for(standard, grade)] == days
