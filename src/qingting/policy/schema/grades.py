"""grades.yaml: the grades, the rules that find one, and the score a person may add."""

from typing import Literal

from qingting.policy.schema.base import (
    BiText,
    Clause,
    Condition,
    DottedCode,
    FactValues,
    GradeCode,
    RoleCode,
    SpanText,
    Strict,
    Verification,
    Whole,
)


class Grade(Strict):
    """One grade. Rank 1 is the gravest; ranks are compared, codes never.

    handled_by     roles that may keep a complaint of this grade; others hand it over with a summary
    hand_over      what the one who took it in says and does when it is not theirs to keep
    report_to      roles that must be told within `report_within` of the grading
    """

    code: GradeCode
    rank: Whole
    name: BiText
    colour: Literal["red", "orange", "blue", "green", "grey"]
    clause: Clause
    meaning: BiText
    handled_by: tuple[RoleCode, ...]
    hand_over: BiText
    report_to: tuple[RoleCode, ...] = ()
    report_within: SpanText | None = None
    status: Verification = "agreed"


class GradeExample(Strict):
    """Facts and the grade they must get; `by` names the rule that gives it when it is not the rule above."""

    facts: FactValues
    expect: GradeCode
    by: DottedCode | None = None


class GradeRule(Strict):
    """When the condition holds, the grade is given. The first rule that matches decides."""

    id: DottedCode
    clause: Clause
    grade: GradeCode
    when: Condition
    reason: BiText
    examples: tuple[GradeExample, ...] = ()
    status: Verification = "agreed"


class DefaultGrade(Strict):
    """The grade of whatever no rule matches."""

    id: DottedCode
    clause: Clause
    grade: GradeCode
    reason: BiText
    examples: tuple[GradeExample, ...] = ()


class Factor(Strict):
    """One rated factor and its weight in percent."""

    fact: str
    name: BiText
    weight: Whole


class Band(Strict):
    """The grade from this weighted score (100 to 500) upwards."""

    grade: GradeCode
    at_least: Whole


class Floor(Strict):
    """However low the score: this rating of this factor gives at least this grade."""

    fact: str
    at_least: Whole
    grade: GradeCode


class ScoreExample(Strict):
    """Five ratings and the grade of their score."""

    ratings: dict[str, Whole]
    expect: GradeCode


class Score(Strict):
    """Five factors rated 1 to 5 by a person. The graver of score and rules is the grade."""

    id: DottedCode
    clause: Clause
    reason: BiText
    factors: tuple[Factor, ...]
    bands: tuple[Band, ...]
    floors: tuple[Floor, ...] = ()
    examples: tuple[ScoreExample, ...] = ()
    status: Verification = "agreed"


class GradesFile(Strict):
    """The whole file."""

    clause: Clause
    grades: tuple[Grade, ...]
    rules: tuple[GradeRule, ...]
    default: DefaultGrade
    score: Score | None = None

    def all_rules(self) -> tuple[GradeRule | DefaultGrade, ...]:
        """The rules and, last, the default."""
        return (*self.rules, self.default)
