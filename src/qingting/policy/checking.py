"""Runs every example of a standard: rule, clause, example, result."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qingting.kernel.bilingual import Bi
from qingting.kernel.decision import Decision
from qingting.kernel.errors import DomainError
from qingting.kernel.worktime import deadline
from qingting.policy.problems import Problem
from qingting.policy.rules.authority import may
from qingting.policy.rules.grading import decide_grade
from qingting.policy.rules.guards import guards_for
from qingting.policy.rules.routing import find_route
from qingting.policy.schema.base import FactValues
from qingting.policy.schema.standard import Standard


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example and what came of it.

    file      the file of the standard without `.yaml`
    number    which example under the rule, from 1
    given     what the example gives, in one line
    expected  what it expects, with the rule that must give it where rules compete
    got       what the standard answers
    """

    file: str
    rule: str
    clause: str
    number: int
    given: str
    expected: str
    got: str

    @property
    def passed(self) -> bool:
        """Whether the standard answers as the example expects."""
        return self.expected == self.got


def check_examples(standard: Standard) -> list[ExampleResult]:
    """Every example of grades, score, routing, clocks, guards and roles."""
    makers = (_grades, _score, _routes, _clocks, _guards, _roles)
    return [result for make in makers for result in make(standard)]


def failed_examples(standard: Standard) -> list[Problem]:
    """The examples that do not hold, as problems of the standard."""
    return [
        Problem(
            f"{result.file}.yaml",
            result.rule,
            Bi(
                f"示例 {result.number}（{result.given}）应为 {result.expected}，实际为 {result.got}",
                f"example {result.number} ({result.given}) expects {result.expected} and gets {result.got}",
            ),
            Bi("改正规则或示例", "correct the rule or the example"),
        )
        for result in check_examples(standard)
        if not result.passed
    ]


def _shown(facts: Mapping[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in facts.items()) or "-"


def _answer(ask: Callable[[], str]) -> str:
    """The answer, or the code of the refusal: an example never ends the run."""
    try:
        return ask()
    except DomainError as error:
        return error.code


def _grades(standard: Standard) -> Iterator[ExampleResult]:
    def graded(facts: FactValues) -> str:
        decision = decide_grade(standard, facts)
        return f"{decision.value.code} by {decision.rule}"

    for rule in standard.all_grade_rules():
        for number, example in enumerate(rule.examples, start=1):
            expected = f"{example.expect} by {example.by or rule.id}"
            got = _answer(lambda facts=example.facts: graded(facts))  # type: ignore[misc]
            yield ExampleResult("grades", rule.id, rule.clause, number, _shown(example.facts), expected, got)


def _score(standard: Standard) -> Iterator[ExampleResult]:
    score = standard.score
    for number, example in enumerate(score.examples if score else (), start=1):
        if score:
            got = _answer(lambda ratings=example.ratings: decide_grade(standard, ratings).value.code)  # type: ignore[misc]
            yield ExampleResult("grades", score.id, score.clause, number, _shown(example.ratings), example.expect, got)


def _routes(standard: Standard) -> Iterator[ExampleResult]:
    def routed(facts: FactValues) -> str:
        decision: Decision[str | None] = find_route(standard, facts)
        return f"{decision.value} by {decision.rule}"

    for rule in standard.all_routes():
        for number, example in enumerate(rule.examples, start=1):
            expected = f"{example.expect} by {example.by or rule.id}"
            got = _answer(lambda facts=example.facts: routed(facts))  # type: ignore[misc]
            yield ExampleResult("routing", rule.id, rule.clause, number, _shown(example.facts), expected, got)


def _clocks(standard: Standard) -> Iterator[ExampleResult]:
    for clock in standard.clocks:
        for number, example in enumerate(clock.examples, start=1):
            limit = clock.limits.get(example.grade)
            expected, zone = example.due.isoformat(), example.due.tzinfo
            got = "no limit"
            if limit:
                got = _answer(
                    lambda start=example.start, span=limit.span, zone=zone: (  # type: ignore[misc]
                        deadline(start, span, standard.calendar).astimezone(zone).isoformat()
                    )
                )
            given = f"{example.grade} from {example.start.isoformat()}"
            yield ExampleResult("clocks", clock.id, clock.clause, number, given, expected, got)


def _guards(standard: Standard) -> Iterator[ExampleResult]:
    for guard in standard.guards:
        for number, example in enumerate(guard.examples, start=1):
            given = f"{example.transition} {example.grade} {example.outcome or ''}".strip()
            got = _answer(
                lambda guard=guard, example=example: str(  # type: ignore[misc]
                    guard in guards_for(standard, example.transition, example.grade, example.outcome)
                )
            )
            yield ExampleResult("guards", guard.id, guard.clause, number, given, str(example.expect), got)


def _roles(standard: Standard) -> Iterator[ExampleResult]:
    for role in standard.roles:
        for number, example in enumerate(role.examples, start=1):
            got = str(may(standard, role.code, example.act).value)
            yield ExampleResult("roles", role.id, role.clause, number, example.act, str(example.expect), got)
