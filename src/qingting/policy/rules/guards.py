"""What must be true before a complaint may pass a step."""

from qingting.policy.rules.codes import grade_of
from qingting.policy.schema.guards import Guard
from qingting.policy.schema.standard import Standard


def guards_for(standard: Standard, transition: str, grade_code: str, outcome: str | None = None) -> list[Guard]:
    """The guards of this step for a complaint of this grade and outcome. Raises `UnknownGrade`.

    A guard limited to some outcomes stands only when the outcome is one of them; a refusal has no outcome and is never limited.
    """
    grade_of(standard, grade_code)
    return [
        guard
        for guard in standard.guards
        if transition in guard.transitions
        and (not guard.grades or grade_code in guard.grades)
        and (not guard.outcomes or transition == "refuse" or outcome in guard.outcomes)
    ]
