"""Holds two standards against the same past: which grades, clocks and teams would have been others.

The pure core of `policy replay`: no complaint is touched, nothing is written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qingting.policy.rules.clocks import clock_rules
from qingting.policy.rules.grading import decide_grade
from qingting.policy.rules.routing import find_route, with_grade
from qingting.policy.schema.base import KINDS, span_text
from qingting.policy.schema.standard import Standard

CASES_KEPT = 500


@dataclass(frozen=True, slots=True)
class Side:
    """What one standard says of one past complaint: grade, team, and every clock as text."""

    grade: str
    rank: int
    grade_rule: str
    team: str | None
    route_rule: str
    clocks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A past complaint that would have been handled otherwise. `clocks`: the names of the clocks that differ."""

    key: str
    before: Side
    after: Side
    clocks: tuple[str, ...]


@dataclass(slots=True)
class Comparison:
    """What would have changed.

    total     complaints looked at
    changed   complaints with any difference in grade, clocks or team
    graver    complaints that would have had a graver grade; milder: a lesser one
    grades    (before, after) grade codes and how often, the unchanged included
    clocks    (clock, before, after) and how often; None where the clock did not exist
    teams     (before, after) and how often, changes only
    cases     the first changed complaints, at most `CASES_KEPT`
    """

    total: int = 0
    changed: int = 0
    graver: int = 0
    milder: int = 0
    grades: Counter[tuple[str, str]] = field(default_factory=Counter)
    clocks: Counter[tuple[str, str | None, str | None]] = field(default_factory=Counter)
    teams: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    cases: list[Change] = field(default_factory=list)


def compare(before: Standard, after: Standard, past: Iterable[Mapping[str, object]]) -> Comparison:
    """Ask both standards about every past complaint, given as its facts at registration.

    A fact `no` names the complaint in the result; without it its place in the list does. Grades are compared by rank, so that
    standards with different codes can be held against each other. Reads the past once and keeps only counts and the first cases.
    """
    result = Comparison()
    for number, facts in enumerate(past, start=1):
        old, new = _side(before, facts), _side(after, facts)
        clocks = tuple(name for name in dict.fromkeys([*old.clocks, *new.clocks]) if old.clocks.get(name) != new.clocks.get(name))
        result.total += 1
        result.graver += new.rank < old.rank
        result.milder += new.rank > old.rank
        result.grades[old.grade, new.grade] += 1
        for name in clocks:
            result.clocks[name, old.clocks.get(name), new.clocks.get(name)] += 1
        if old.team != new.team:
            result.teams[old.team, new.team] += 1
        if clocks or old.team != new.team or (old.grade, old.rank) != (new.grade, new.rank):
            result.changed += 1
            if len(result.cases) < CASES_KEPT:
                result.cases.append(Change(str(facts.get("no", number)), old, new, clocks))
    return result


def _side(standard: Standard, facts: Mapping[str, object]) -> Side:
    graded = decide_grade(standard, facts)
    route = find_route(standard, with_grade(facts, graded.value))
    kind = facts.get("kind")
    rules = clock_rules(standard, graded.value.code, kind if isinstance(kind, str) and kind in KINDS else "complaint")
    clocks = {rule.name: span_text(rule.span) for rule in rules}
    return Side(graded.value.code, graded.value.rank, graded.rule, route.value, route.rule, clocks)
