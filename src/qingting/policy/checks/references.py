"""What one file says of another must be there: grades, teams, categories, steps, fields."""

from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import all_known, no_repeats
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.intake import INTAKE_FIELDS

GRADE, CATEGORY, TEAM, STEP = Bi("等级", "grade"), Bi("分类", "category"), Bi("团队", "team"), Bi("步骤", "step")


def check_references(parts: Parts) -> Iterator[Problem]:
    """File by file."""
    grades, categories = parts.codes("grades"), parts.codes("categories")
    yield from _routing(parts)
    if parts.demands:
        yield from no_repeats("demands", Bi("诉求", "demand"), [demand.code for demand in parts.demands.demands])
    if parts.channels:
        yield from no_repeats("channels", Bi("渠道", "channel"), [channel.code for channel in parts.channels.channels])
    if parts.guards:
        for guard in parts.guards.guards:
            yield from all_known("guards", guard.id, GRADE, [*guard.grades, *(example.grade for example in guard.examples)], grades)
    if parts.checklists:
        yield from no_repeats("checklists", Bi("检查项", "item"), [item.code for item in parts.checklists.items])
        for item in parts.checklists.items:
            yield from all_known("checklists", item.id, GRADE, item.grades, grades)
            yield from all_known("checklists", item.id, CATEGORY, item.categories, categories)
    if parts.scripts:
        steps = [step.code for step in parts.scripts.steps]
        yield from no_repeats("scripts", STEP, steps)
        for script in parts.scripts.scripts:
            yield from all_known("scripts", script.id, STEP, [script.step], steps)
            yield from all_known("scripts", script.id, CATEGORY, script.categories, categories)
    if parts.followup:
        for visit in parts.followup.visits:
            yield from all_known("followup", visit.id, GRADE, visit.grades, grades)
    if parts.intake:
        yield from no_repeats("intake", Bi("必填组", "group"), [group.code for group in parts.intake.mandatory])
        for group in parts.intake.mandatory:
            for requirement in group.requires:
                yield from all_known("intake", requirement.code, Bi("字段", "field"), requirement.any_of, INTAKE_FIELDS)


def _routing(parts: Parts) -> Iterator[Problem]:
    if parts.routing is None:
        return
    teams = [team.code for team in parts.routing.teams]
    yield from no_repeats("routing", TEAM, teams)
    for rule in parts.routing.all_rules():
        yield from all_known("routing", rule.id, TEAM, [rule.team, *(example.expect for example in rule.examples)], teams)
