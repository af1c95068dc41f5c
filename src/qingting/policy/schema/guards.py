"""guards.yaml: what must be true before a complaint may pass a step."""

from typing import Literal

from qingting.policy.schema.base import BiText, Clause, DottedCode, Flag, GradeCode, Outcome, Strict, Verification

GuardName = Literal["decision_told", "tasks_verified", "promises_settled", "confirmation_or_reason", "external_recourse_told"]
Transition = Literal["accept", "refuse", "investigate", "propose", "decide", "implement", "confirm", "close", "reopen", "withdraw"]


class GuardExample(Strict):
    """A step, a grade and an outcome, and whether the guard stands there."""

    transition: Transition
    grade: GradeCode
    outcome: Outcome | None = None
    expect: Flag


class Guard(Strict):
    """One guard.

    grades     the grades it stands for; empty: all
    outcomes   the outcomes it stands for; empty: all. At `refuse` there is no outcome and the list is not asked
    missing    what the person is told when the guard refuses
    """

    id: DottedCode
    name: GuardName
    clause: Clause
    transitions: tuple[Transition, ...]
    grades: tuple[GradeCode, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    requirement: BiText
    missing: BiText
    examples: tuple[GuardExample, ...] = ()
    status: Verification = "agreed"


class GuardsFile(Strict):
    """The whole file."""

    clause: Clause
    guards: tuple[Guard, ...]
