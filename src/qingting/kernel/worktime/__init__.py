"""Working time: which hours are open, when a deadline falls, how long a clock has run.

Everything is derived from its inputs (start, span, calendar, pauses) and nothing is accumulated: a worker that was down, or a
holiday added later, changes nothing but the inputs. Instants are aware datetimes; results are in UTC.
"""

from qingting.kernel.worktime.calendar import Calendar, NoOpenHours, TooFar, UnknownZone
from qingting.kernel.worktime.clock import ClockPaused, before, deadline, elapsed, remaining
from qingting.kernel.worktime.hours import BadHours
from qingting.kernel.worktime.span import BadSpan, Pause, Span, Unit

__all__ = [
    "BadHours",
    "BadSpan",
    "Calendar",
    "ClockPaused",
    "NoOpenHours",
    "Pause",
    "Span",
    "TooFar",
    "Unit",
    "UnknownZone",
    "before",
    "deadline",
    "elapsed",
    "remaining",
]
