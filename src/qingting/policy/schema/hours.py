"""Working hours, written "09:00-12:00"; a day may have several spans."""

from typing import Annotated

from pydantic import BeforeValidator

from qingting.kernel.worktime import BadHours
from qingting.kernel.worktime.hours import read_hours
from qingting.policy.schema.base import Strict, wrong

MOST_SPANS = 12


def _hours(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_SPANS:
        raise wrong("工时应写成列表，例如 [09:00-12:00, 13:00-18:00]", "hours are a list, such as [09:00-12:00, 13:00-18:00]")
    for span in raw:
        if not isinstance(span, str) or span.count("-") != 1:
            raise wrong(f"工时写法不对：{span!r}，应像 09:00-18:00", f"{span!r} is not written like 09:00-18:00")
    try:
        read_hours(as_pairs(tuple(raw)))
    except BadHours as error:
        raise wrong(error.message("zh"), error.message("en")) from error
    return tuple(raw)


def as_pairs(hours: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The hours "09:00-18:00" as ("09:00", "18:00")."""
    return tuple((start, end) for start, end in (span.split("-") for span in hours))


DayHours = Annotated[tuple[str, ...], BeforeValidator(_hours)]


class WeekHours(Strict):
    """The hours of an ordinary week; a day left out is not worked."""

    mon: DayHours = ()
    tue: DayHours = ()
    wed: DayHours = ()
    thu: DayHours = ()
    fri: DayHours = ()
    sat: DayHours = ()
    sun: DayHours = ()

    def by_number(self) -> dict[int, tuple[tuple[str, str], ...]]:
        """Monday is 0; each day as (start, end) pairs."""
        days = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return {number: as_pairs(hours) for number, hours in enumerate(days)}
