"""Which team a complaint goes to."""

from collections.abc import Mapping

from qingting.kernel.bilingual import Bi
from qingting.kernel.conditions import evaluate
from qingting.kernel.decision import Decision
from qingting.policy.rules.grading import decide_grade
from qingting.policy.schema.grades import Grade
from qingting.policy.schema.standard import Standard


def with_grade(facts: Mapping[str, object], grade: Grade) -> dict[str, object]:
    """The facts with the grade that was decided, as routing rules ask for it."""
    return {**facts, "grade": grade.code, "grade_rank": grade.rank}


def find_route(standard: Standard, facts: Mapping[str, object]) -> Decision[str | None]:
    """The team for these facts; None where no rule matches and the standard has no default: a person assigns it.

    Facts without a grade (see `with_grade`) are graded first.
    """
    if "grade_rank" not in facts:
        facts = with_grade(facts, decide_grade(standard, facts).value)
    for rule in standard.routing:
        holds, because = evaluate(rule.when, facts)
        if holds:
            return Decision(rule.team, rule.clause, rule.id, rule.reason, because)
    default = standard.routing_default
    if default is None:
        clause = standard.section_clauses["routing"]
        return Decision(None, clause, "route.none", Bi("没有适用的分派规则，待人工指派", "no routing rule matches; a person assigns it"))
    return Decision(default.team, default.clause, default.id, default.reason)
