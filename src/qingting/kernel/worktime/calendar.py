"""The hours in which a company works: a week, and the days that differ from it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qingting.kernel.errors import DomainError
from qingting.kernel.worktime.hours import DAY, MICROSECONDS, BadHours, read_hours
from qingting.kernel.worktime.instants import instant, microseconds
from qingting.kernel.worktime.zone import instant_of, position

Hours = Sequence[Sequence[str]]
"""The shifts of a day: (("09:00", "12:00"), ("13:30", "18:00")); empty when closed."""

FARTHEST_DAYS = 100 * 366
_LAST_ORDINAL = date.max.toordinal() - 2
_DAYS_REMEMBERED = 20_000


class UnknownZone(DomainError):
    """The time zone is not in the tz database."""

    code = "kernel.worktime.unknown_zone"
    zh = "时区“{zone}”不存在，请使用如 Asia/Shanghai 的名称。"
    en = "There is no time zone “{zone}”; use a name such as Asia/Shanghai."


class NoOpenHours(DomainError):
    """The calendar has no opening hours where they are needed, so no working time ever passes."""

    code = "kernel.worktime.no_open_hours"
    zh = "工作日历中没有可用的工作时间，无法计算时限。"
    en = "The calendar has no opening hours from here on; no deadline can be worked out."


class TooFar(DomainError):
    """With so few opening hours the span would end more than a hundred years away."""

    code = "kernel.worktime.too_far"
    zh = "按该工作日历，时限将超过一百年。"
    en = "With this calendar the deadline is more than a hundred years away."


class Calendar:
    """The opening hours of a company in its time zone.

    week  Monday = 0 to Sunday = 6, each with its shifts; a weekday left out is closed
    days  dates that differ: () for a holiday, shifts for a half day or for a weekend worked in exchange (调休)

    Times are text, see `hours.read_hours`. A shift is open from its first moment until just before its end. Raises
    `UnknownZone`, `BadHours`. A calendar does not change once made.
    """

    def __init__(self, zone: str, week: Mapping[int, Hours], days: Mapping[date, Hours] | None = None) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnknownZone(zone=zone) from error
        if not set(week) <= set(range(7)):
            raise BadHours(hours=f"weekdays {sorted(week, key=str)}")
        self.zone = zone
        self._week = tuple(read_hours(week.get(weekday, ())) for weekday in range(7))
        self._days = {day.toordinal(): read_hours(hours) for day, hours in (days or {}).items()}
        open_days = [ordinal for ordinal, hours in self._days.items() if hours]
        weekly = any(self._week)
        self._open_from = 1 if weekly else min(open_days, default=_LAST_ORDINAL)
        self._open_until = _LAST_ORDINAL if weekly else max(open_days, default=0)
        self._remembered: dict[int, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def round_the_clock(cls, zone: str) -> "Calendar":
        """A calendar that never closes."""
        return cls(zone, dict.fromkeys(range(7), (("00:00", "24:00"),)))

    def is_working_day(self, day: date) -> bool:
        """Whether the date has any opening hours."""
        return bool(self._shifts(day.toordinal()))

    def is_open(self, at: datetime) -> bool:
        """Whether the instant lies in opening hours; the end of a shift does not."""
        number = microseconds(at)
        return any(first <= number < end for first, end in self._shifts(position(self._zone, at)[0]))

    def next_open(self, at: datetime) -> datetime:
        """The instant itself when open, otherwise the next opening. Raises `NoOpenHours`."""
        number = microseconds(at)
        for ordinal in self._days_after(position(self._zone, at)[0]):
            for first, end in self._shifts(ordinal):
                if number < end:
                    return instant(max(number, first))
        raise NoOpenHours

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """The whole seconds of opening hours between two instants; 0 when the end is not after the start."""
        return self.working_microseconds(start, end) // MICROSECONDS

    def working_microseconds(self, start: datetime, end: datetime) -> int:
        """The opening hours between two instants, exactly."""
        low, high = microseconds(start), microseconds(end)
        if high <= low:
            return 0
        days = range(position(self._zone, start)[0], position(self._zone, end)[0] + 1)
        spans = ((max(low, first), min(high, last)) for ordinal in days for first, last in self._shifts(ordinal))
        return sum(last - first for first, last in spans if last > first)

    def add_working(self, start: datetime, seconds: int) -> datetime:
        """The first instant with so many seconds of opening hours since the start; for 0 the next open moment.

        It may be the very end of a shift: eight hours from 09:00 to 17:00 end at 17:00, not tomorrow morning. Less than 0
        seconds go back: the last instant with so many seconds of opening hours until the start. Raises `NoOpenHours`, `TooFar`.
        """
        return self.add_working_microseconds(start, seconds * MICROSECONDS)

    def add_working_microseconds(self, start: datetime, amount: int) -> datetime:
        """As `add_working`, exactly."""
        if amount == 0:
            return self.next_open(start)
        number, today = microseconds(start), position(self._zone, start)[0]
        if amount > 0:
            for ordinal in self._days_after(today):
                for first, end in self._shifts(ordinal):
                    begin = max(first, number)
                    if end - begin >= amount:
                        return instant(begin + amount)
                    amount -= max(end - begin, 0)
            raise TooFar
        for ordinal in self._days_before(today):
            for first, end in reversed(self._shifts(ordinal)):
                finish = min(end, number)
                if finish - first >= -amount:
                    return instant(finish + amount)
                amount += max(finish - first, 0)
        raise TooFar

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The same time of day on the so manieth working day after (before, when negative) the day of the start.

        The day of the start is not counted. A time outside the hours moves inside that day: forward over a break, back to the
        closing hour in the evening, so that the n-th working day is never exceeded. What comes in on a closed day counts as come
        in after hours. For 0 days the next open moment. Raises `NoOpenHours`, `TooFar`.
        """
        if days == 0:
            return self.next_open(start)
        today, of_day = position(self._zone, start)
        if not self._shifts(today):
            of_day = DAY if days > 0 else 0
        left = abs(days)
        for ordinal in self._days_after(today + 1) if days > 0 else self._days_before(today - 1):
            left -= bool(self._shifts(ordinal))
            if left == 0:
                return instant(self._inside(ordinal, of_day))
        raise TooFar

    def _inside(self, ordinal: int, of_day: int) -> int:
        shifts = self._shifts(ordinal)
        number = instant_of(self._zone, ordinal, of_day)
        return next((max(number, first) for first, end in shifts if number < end), shifts[-1][1])

    def _days_after(self, ordinal: int) -> Iterable[int]:
        """The days from here on that can have opening hours; a search that runs out of them is `TooFar`."""
        if ordinal > self._open_until:
            raise NoOpenHours
        yield from range(max(ordinal, self._open_from), min(self._open_until, ordinal + FARTHEST_DAYS) + 1)
        if self._open_until < _LAST_ORDINAL:
            raise NoOpenHours

    def _days_before(self, ordinal: int) -> Iterable[int]:
        if ordinal < self._open_from:
            raise NoOpenHours
        yield from range(min(ordinal, self._open_until), max(self._open_from, ordinal - FARTHEST_DAYS, 2) - 1, -1)
        if self._open_from > 1:
            raise NoOpenHours

    def _hours(self, ordinal: int) -> tuple[tuple[int, int], ...]:
        """The shifts of a local day on the wall clock."""
        hours = self._days.get(ordinal)
        return self._week[(ordinal - 1) % 7] if hours is None else hours

    def _shifts(self, ordinal: int) -> tuple[tuple[int, int], ...]:
        """The shifts of a local day as instants, in order and without overlap."""
        shifts = self._remembered.get(ordinal)
        if shifts is None:
            shifts = self._work_out(ordinal)
            if len(self._remembered) >= _DAYS_REMEMBERED:
                self._remembered.clear()
            self._remembered[ordinal] = shifts
        return shifts

    def _work_out(self, ordinal: int) -> tuple[tuple[int, int], ...]:
        hours = self._hours(ordinal)
        if not hours:
            return ()
        next_midnight = instant_of(self._zone, ordinal, DAY)
        shifts: list[tuple[int, int]] = []
        for opens, closes in hours:
            first = instant_of(self._zone, ordinal, opens)
            if shifts:
                first = max(first, shifts[-1][1])
            end = min(instant_of(self._zone, ordinal, closes, last=True), next_midnight)
            if end > first:
                shifts.append((first, end))
        return tuple(shifts)
