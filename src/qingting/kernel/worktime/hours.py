"""The opening hours of one day, as text such as "09:00" to "12:00", read into microseconds after midnight."""

import re
from collections.abc import Iterable, Sequence

from qingting.kernel.errors import DomainError

MICROSECONDS = 1_000_000
DAY = 86_400 * MICROSECONDS
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?")
_ALMOST_MIDNIGHT = frozenset({"23:59", "23:59:59"})


class BadHours(DomainError):
    """Opening hours that cannot be meant."""

    code = "kernel.worktime.bad_hours"
    zh = '工作时间“{hours}”不正确：请写成加引号的 "09:00" 至 "12:00"，结束晚于开始；跨夜班次请分成两段。'
    en = 'The opening hours "{hours}" are not right: write quoted times such as "09:00" to "12:00", ending after they begin; cut a night shift in two.'


def read_hours(spans: Iterable[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """Shifts of a day in order of their beginning, which may overlap: (first, end) in microseconds after midnight.

    "24:00" is the end of the day. An end of "23:59" or "23:59:59" means it too, so that nights have no hole of one second.
    """
    return tuple(sorted(_read_shift(shift) for shift in spans))


def _read_shift(shift: Sequence[str]) -> tuple[int, int]:
    if isinstance(shift, str) or len(shift) != 2:
        raise BadHours(hours=str(shift))
    first, end = _read_time(shift[0]), _read_time("24:00" if shift[1] in _ALMOST_MIDNIGHT else shift[1])
    if first is None or end is None or end <= first:
        raise BadHours(hours=f"{shift[0]} - {shift[1]}")
    return first, end


def _read_time(text: object) -> int | None:
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    time = (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) * MICROSECONDS
    return time if time <= DAY else None
