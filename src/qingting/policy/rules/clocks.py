"""Which clocks run on a complaint."""

from dataclasses import dataclass
from typing import Literal

from qingting.kernel.bilingual import Bi
from qingting.kernel.worktime import Span
from qingting.policy.rules.codes import grade_of
from qingting.policy.schema.base import KINDS
from qingting.policy.schema.clocks import Clock
from qingting.policy.schema.standard import Standard


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock for one grade and kind.

    calendar        "standard": counts working time; "round_the_clock": counts all time
    warn_before     how long before the deadline somebody is warned, the earliest warning first; see `worktime.before`
    starts          the event that starts it
    met_by          any of these events meets it
    met_at_status   reaching one of these statuses meets it
    cancelled_by    these events end it when it is not met
    """

    name: str
    span: Span
    calendar: Literal["standard", "round_the_clock"]
    warn_before: tuple[Span, ...]
    clause: str
    rule: str
    title: Bi
    starts: str
    met_by: tuple[str, ...]
    met_at_status: tuple[str, ...]
    cancelled_by: tuple[str, ...]


def clock_rules(standard: Standard, grade_code: str, kind: str = "complaint") -> list[ClockRule]:
    """The clocks of this grade and kind, in the order of the standard. Raises `UnknownGrade`."""
    grade_of(standard, grade_code)
    if kind not in KINDS:
        return []
    made = standard.remembered(("clocks", grade_code, kind), lambda: _make(standard, grade_code, kind))
    return list(made)


def _make(standard: Standard, grade_code: str, kind: str) -> tuple[ClockRule, ...]:
    return tuple(_rule(clock, grade_code) for clock in standard.clocks if kind in clock.kinds)


def _rule(clock: Clock, grade_code: str) -> ClockRule:
    limit = clock.limits[grade_code]
    return ClockRule(
        name=clock.name,
        span=limit.span,
        calendar="standard" if limit.span.unit.startswith("working_") else "round_the_clock",
        warn_before=tuple(sorted(limit.warn_before, key=lambda span: -span.seconds)),
        clause=clock.clause,
        rule=clock.id,
        title=clock.title,
        starts=clock.starts,
        met_by=clock.met_by,
        met_at_status=clock.met_at_status,
        cancelled_by=clock.cancelled_by,
    )
