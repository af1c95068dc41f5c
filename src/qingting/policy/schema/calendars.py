"""policies/calendars/<year>.yaml: public holidays and working weekends (调休) of one year."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, PlainSerializer

from qingting.policy.schema.base import BiText, Flag, Strict, Whole
from qingting.policy.schema.hours import DayHours

Day = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]


class Holiday(Strict):
    """Days off, the first and the last of them included."""

    first: Day
    last: Day
    name: BiText

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


class WorkingDay(Strict):
    """A day that is worked though it is a weekend. Without hours of its own it has those of Monday."""

    day: Day
    name: BiText
    hours: DayHours | None = None


class CalendarYear(Strict):
    """One year. `to_verify`: the official dates are not published yet, only the festival days of the law are in it."""

    year: Annotated[Whole, Field(ge=2000, le=2100)]
    to_verify: Flag = False
    basis: BiText
    holidays: tuple[Holiday, ...]
    workdays: tuple[WorkingDay, ...] = ()
