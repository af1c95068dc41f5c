"""Which grade a complaint has."""

from collections.abc import Mapping

from qingting.kernel.bilingual import Bi
from qingting.kernel.conditions import evaluate
from qingting.kernel.decision import Decision
from qingting.policy.schema.grades import Grade, Score
from qingting.policy.schema.standard import Standard


def decide_grade(standard: Standard, facts: Mapping[str, object]) -> Decision[Grade]:
    """The grade for these facts: the graver of the first rule that matches and of the score, where a person has given one.

    Rules stand in order of gravity (checked at loading), so the first match is the gravest match.
    """
    by_rule = _by_rule(standard, facts)
    by_score = _by_score(standard, standard.score, facts) if standard.score else None
    return by_score if by_score and by_score.value.rank < by_rule.value.rank else by_rule


def _by_rule(standard: Standard, facts: Mapping[str, object]) -> Decision[Grade]:
    for rule in standard.grade_rules:
        holds, because = evaluate(rule.when, facts)
        if holds:
            return Decision(standard.grade_by_code[rule.grade], rule.clause, rule.id, rule.reason, because)
    default = standard.grade_default
    return Decision(standard.grade_by_code[default.grade], default.clause, default.id, default.reason)


def _by_score(standard: Standard, score: Score, facts: Mapping[str, object]) -> Decision[Grade] | None:
    """The grade of five ratings from 1 to 5, or None while one of them is missing."""
    ratings = {factor.fact: facts.get(factor.fact) for factor in score.factors}
    given = {name: rating for name, rating in ratings.items() if isinstance(rating, int) and 1 <= rating <= 5}
    if len(given) < len(ratings):
        return None
    points = sum(factor.weight * given[factor.fact] for factor in score.factors)
    floors = [floor for floor in score.floors if given[floor.fact] >= floor.at_least]
    reached = [(band.grade, tuple(given)) for band in score.bands if points >= band.at_least]
    reached += [(floor.grade, (floor.fact,)) for floor in floors]
    code, because = min(reached, key=lambda one: standard.grade_by_code[one[0]].rank)
    shown = f"{points // 100}.{points % 100:02d}"
    reason = Bi(f"{score.reason.zh}（{shown}）", f"{score.reason.en} ({shown})")
    return Decision(standard.grade_by_code[code], score.clause, score.id, reason, because)
