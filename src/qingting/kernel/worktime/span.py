"""How long a clock may run, and when it stood still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from qingting.kernel.errors import DomainError
from qingting.kernel.worktime.instants import microseconds

Unit = Literal["minutes", "hours", "days", "working_minutes", "working_hours", "working_days"]
LONGEST_DAYS = 20 * 366
_SECONDS = {"minutes": 60, "hours": 3600, "days": 86_400, "working_minutes": 60, "working_hours": 3600, "working_days": 86_400}


class BadSpan(DomainError):
    """A span that no clock can have."""

    code = "kernel.worktime.bad_span"
    zh = "时限 {amount} {unit} 不正确：须为 0 至 20 年，单位为 {units}。"
    en = "The span {amount} {unit} is not right: between 0 and 20 years, in {units}."


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of time in a unit: 30 minutes, 2 working_hours, 3 working_days. Raises `BadSpan`.

    minutes, hours and days run day and night (a day is 24 hours); working_minutes and working_hours run while the calendar is
    open; working_days go to the same time of day on a later working day.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        whole = isinstance(self.amount, int) and not isinstance(self.amount, bool)
        if not whole or self.unit not in _SECONDS or not 0 <= self.amount * _SECONDS[self.unit] <= LONGEST_DAYS * 86_400:
            raise BadSpan(amount=self.amount, unit=self.unit, units=", ".join(get_args(Unit)))

    @property
    def seconds(self) -> int:
        """The amount in seconds; for working_days, which have no fixed length, 24 hours each."""
        return self.amount * _SECONDS[self.unit]


@dataclass(frozen=True, slots=True)
class Pause:
    """From `start` until `end` the clock stands still; an end of None says that it still does."""

    start: datetime
    end: datetime | None


def join_pauses(pauses: Iterable[Pause], since: int) -> list[tuple[int, int | None]]:
    """Pauses in order and without overlap, in microseconds, what lies before `since` cut off.

    A pause that ends before it begins (two machines with different clocks) never happened.
    """
    cut = ((max(microseconds(pause.start), since), None if pause.end is None else microseconds(pause.end)) for pause in pauses)
    joined: list[tuple[int, int | None]] = []
    for start, end in sorted(((start, end) for start, end in cut if end is None or end > start), key=lambda pause: pause[0]):
        if joined and (joined[-1][1] is None or start <= joined[-1][1]):
            last_start, last_end = joined[-1]
            joined[-1] = (last_start, None if last_end is None or end is None else max(last_end, end))
        else:
            joined.append((start, end))
    return joined
