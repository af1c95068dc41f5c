"""Four to six grades, ranked without gaps, the graver rules first, and a score that covers every sum."""

from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import all_known, no_repeats, problem
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.facts import SCORE_FACTORS
from qingting.policy.schema.grades import GradesFile, Score

FEWEST_GRADES, MOST_GRADES = 4, 6
GRADE = Bi("等级", "grade")


def check_grades(parts: Parts) -> Iterator[Problem]:
    """The grades themselves, the order of their rules, the score."""
    if parts.grades is None:
        return
    file = parts.grades
    known = [grade.code for grade in file.grades]
    yield from no_repeats("grades", GRADE, known)
    if not FEWEST_GRADES <= len(known) <= MOST_GRADES:
        yield problem("grades", "", f"有 {len(known)} 个等级", f"{len(known)} grades", "等级应为 4 至 6 个", "there are 4 to 6 grades")
    if sorted(grade.rank for grade in file.grades) != list(range(1, len(known) + 1)):
        yield problem(
            "grades",
            "",
            "等级次序不连续或重复",
            "ranks are not 1, 2, 3 ... each once",
            "次序从 1（最重）连续编号",
            "number them from 1, the gravest",
        )
    for grade in file.grades:
        if bool(grade.report_to) != (grade.report_within is not None):
            yield problem(
                "grades",
                grade.code,
                "上报对象和上报时限只写了一项",
                "report_to and report_within come together or not at all",
                "两项都写，或都不写",
                "write both or neither",
            )
    for rule in file.all_rules():
        yield from all_known("grades", rule.id, GRADE, [rule.grade, *(example.expect for example in rule.examples)], known)
    yield from _order(file)
    if file.score:
        yield from _score(file.score, file, known)


def _order(file: GradesFile) -> Iterator[Problem]:
    """First match wins only gives the gravest grade when the graver rules stand first; so they must."""
    ranks = {grade.code: grade.rank for grade in file.grades}
    gravest_still_allowed = 0
    for rule in file.all_rules():
        rank = ranks.get(rule.grade, gravest_still_allowed)
        if rank < gravest_still_allowed:
            yield problem(
                "grades",
                rule.id,
                f"较重的 {rule.grade} 级规则排在较轻的规则之后，可能轮不到它",
                f"a rule for the graver grade {rule.grade} stands after a rule for a lesser one and may never be reached",
                "把较重等级的规则移到前面",
                "move the rules of graver grades up",
            )
        gravest_still_allowed = max(gravest_still_allowed, rank)


def _score(score: Score, file: GradesFile, known: list[str]) -> Iterator[Problem]:
    yield from all_known(
        "grades", score.id, GRADE, [*(band.grade for band in score.bands), *(floor.grade for floor in score.floors)], known
    )
    yield from all_known("grades", score.id, GRADE, [example.expect for example in score.examples], known)
    factors = [factor.fact for factor in score.factors]
    if sorted(factors) != sorted(SCORE_FACTORS):
        names = ", ".join(SCORE_FACTORS)
        yield problem(
            "grades", score.id, "评分因素不齐或重复", "the factors of the score are not complete", f"应为：{names}", f"they are: {names}"
        )
    yield from all_known("grades", score.id, Bi("评分因素", "factor"), [floor.fact for floor in score.floors], SCORE_FACTORS)
    if sum(factor.weight for factor in score.factors) != 100 or any(factor.weight < 0 for factor in score.factors):
        yield problem("grades", score.id, "权重合计不是 100", "the weights do not sum to 100", "调整权重", "adjust the weights")
    ranks = {grade.code: grade.rank for grade in file.grades}
    bands = sorted(score.bands, key=lambda band: -band.at_least)
    order = [ranks.get(band.grade, 0) for band in bands]
    if not bands or bands[-1].at_least > 100 or order != sorted(order):
        yield problem(
            "grades",
            score.id,
            "分数段没有从 100 分起覆盖，或高分对应了较轻的等级",
            "the bands do not begin at 100, or a higher score gives a lesser grade",
            "最低一段从 100 起，分数越高等级越重",
            "let the lowest band begin at 100 and higher scores give graver grades",
        )
    for example in score.examples:
        wrong_value = any(not 1 <= rating <= 5 for rating in example.ratings.values())
        if sorted(example.ratings) != sorted(SCORE_FACTORS) or wrong_value:
            yield problem(
                "grades", score.id, "示例的五项评分不齐", "an example needs all five ratings, 1 to 5", "补齐五项", "give all five"
            )
