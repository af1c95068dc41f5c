"""clocks.yaml: what must have happened by when, for every grade."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, PlainSerializer

from qingting.policy.schema.base import BiText, Clause, Code, DottedCode, GradeCode, Kind, SpanText, Status, Strict, Verification

Instant = Annotated[AwareDatetime, PlainSerializer(datetime.isoformat, return_type=str)]


class Limit(Strict):
    """The time allowed for one grade, and how long before the deadline somebody is warned."""

    span: SpanText
    warn_before: tuple[SpanText, ...] = ()
    status: Verification = "agreed"


class ClockExample(Strict):
    """A beginning and the deadline it must give on the calendars of the standard."""

    grade: GradeCode
    start: Instant
    due: Instant


class Clock(Strict):
    """One clock.

    kinds           the kinds of matter it runs for
    starts          the event that starts it
    met_by          any of these events meets it
    met_at_status   reaching any of these statuses meets it too
    cancelled_by    these events end it when it is not met yet
    limits          by grade code
    """

    id: DottedCode
    name: Code
    clause: Clause
    title: BiText
    kinds: tuple[Kind, ...]
    starts: str
    met_by: tuple[str, ...]
    met_at_status: tuple[Status, ...] = ()
    cancelled_by: tuple[str, ...] = ()
    limits: dict[GradeCode, Limit]
    examples: tuple[ClockExample, ...] = ()
    status: Verification = "agreed"


class ClocksFile(Strict):
    """The whole file."""

    clause: Clause
    clocks: tuple[Clock, ...]
