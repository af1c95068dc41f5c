"""Every clock has a limit for every grade, real events, a warning before its end, and one clock answers for each kind."""

from collections import Counter
from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import all_known, no_repeats, problem
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.base import span_text
from qingting.policy.schema.clocks import Clock
from qingting.policy.schema.events import EVENTS

EVENT = Bi("事件", "event")


def check_clocks(parts: Parts) -> Iterator[Problem]:
    """The clocks, and the promise of the customer's page that is made of one of them."""
    if parts.clocks is None:
        return
    known = parts.codes("grades")
    together = Counter((clock.name, kind) for clock in parts.clocks.clocks for kind in clock.kinds)
    for (name, kind), number in together.items():
        if number > 1:
            yield problem(
                "clocks",
                name,
                f"{kind} 有 {number} 个同名时限 {name}",
                f"{number} clocks are named {name} for {kind}",
                "每类事项同名时限只留一个",
                "keep one for each kind",
            )
    for clock in parts.clocks.clocks:
        yield from all_known("clocks", clock.id, EVENT, [clock.starts, *clock.met_by, *clock.cancelled_by], EVENTS)
        yield from _limits(clock, known)
        if not clock.kinds or not clock.met_by:
            yield problem(
                "clocks",
                clock.id,
                "没有适用的事项类型或没有达成事件",
                "it has no kinds or nothing that meets it",
                "补上 kinds 和 met_by",
                "add kinds and met_by",
            )
        yield from no_repeats("clocks", EVENT, clock.met_by)
    if parts.standard and not any(parts.standard.hours.by_number().values()):
        for rule in _needs_hours(parts.clocks.clocks):
            yield problem(
                "clocks",
                rule,
                "按工作时间计时，但一周没有工时",
                "it counts working time, but the week has no hours",
                "在 standard.yaml 写工时",
                "give hours in standard.yaml",
            )
    if parts.portal and ("complaint" not in _kinds_of(parts.clocks.clocks, parts.portal.promise_clock)):
        name = parts.portal.promise_clock
        yield problem(
            "portal", "promise_clock", f"投诉没有时限 {name}", f"complaints have no clock {name}", "改为已有的时限", "name one that exists"
        )


def _needs_hours(clocks: tuple[Clock, ...]) -> Iterator[str]:
    for clock in clocks:
        if any(limit.span.unit.startswith("working_") for limit in clock.limits.values()):
            yield clock.id


def _kinds_of(clocks: tuple[Clock, ...], name: str) -> set[str]:
    return {kind for clock in clocks if clock.name == name for kind in clock.kinds}


def _limits(clock: Clock, known: object) -> Iterator[Problem]:
    codes = known if isinstance(known, list) else None
    yield from all_known("clocks", clock.id, Bi("等级", "grade"), [*clock.limits, *(example.grade for example in clock.examples)], codes)
    for code in codes or []:
        if code not in clock.limits:
            yield problem(
                "clocks", clock.id, f"没有 {code} 级的时限", f"no limit for grade {code}", "每个等级都要写", "give one for every grade"
            )
    for code, limit in clock.limits.items():
        for warning in limit.warn_before:
            if warning.seconds >= limit.span.seconds:
                yield problem(
                    "clocks",
                    clock.id,
                    f"{code} 级的预警提前量 {span_text(warning)} 不短于时限本身",
                    f"grade {code} is warned {span_text(warning)} before, which is not shorter than the limit itself",
                    "缩短提前量",
                    "shorten it",
                )
