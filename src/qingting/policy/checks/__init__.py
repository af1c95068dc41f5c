"""Whether the files of a standard fit together: one check in one file, each yields every problem it finds."""

from collections.abc import Callable, Iterator

from qingting.policy.checks.calendars import check_calendars
from qingting.policy.checks.clocks import check_clocks
from qingting.policy.checks.conditions import check_conditions
from qingting.policy.checks.grades import check_grades
from qingting.policy.checks.identity import check_identity
from qingting.policy.checks.people import check_people
from qingting.policy.checks.references import check_references
from qingting.policy.checks.taxonomy import check_taxonomy
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem

CHECKS: tuple[Callable[[Parts], Iterator[Problem]], ...] = (
    check_identity,
    check_grades,
    check_conditions,
    check_clocks,
    check_taxonomy,
    check_references,
    check_people,
    check_calendars,
)


def problems_of(parts: Parts) -> list[Problem]:
    """Every problem in what could be read."""
    return [problem for check in CHECKS for problem in check(parts)]
