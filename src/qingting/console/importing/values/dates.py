"""Dates and times as people and spreadsheets write them."""

import math
import re
import unicodedata
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from qingting.console.importing.values.reading import Reader, Reading, Unusable
from qingting.infra.tables.model import Cell

EARLIEST = date(1990, 1, 1)
EARLIEST_INSTANT = datetime(1989, 12, 31, 10, tzinfo=UTC)  # when that day begins in the first of all zones
LEEWAY = timedelta(days=1)  # a source whose clock or zone is off is not refused for it
HORIZON = timedelta(days=3653)  # how far ahead a deadline may lie
SERIAL_DAY_0 = datetime.fromisoformat("1899-12-30")  # naive: a spreadsheet knows no zone
SERIALS = range(20_000, 80_000)  # 1954 to 2119, as a spreadsheet counts days

_CLOCK = (
    r"(?:(?P<half>上午|下午|中午|晚上|凌晨|早上|am|pm)\s*)?(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{1,2})?分?"
    r"(?::?(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?秒?)?\s*(?P<half_after>am|pm)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?"
)
_WEEKDAY = r"(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?" + _WEEKDAY + r"(?:[t\s]*" + _CLOCK + r")?"
)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4})(?:,?\s+" + _CLOCK + r")?")
_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_AFTER_NOON = frozenset({"下午", "晚上", "pm"})


class Moment(NamedTuple):
    """at: an aware instant. day_only: the source named the day and no time of day; `at` is then its midnight."""

    at: datetime
    day_only: bool


def parse_moment(cell: Cell, *, zone: tzinfo, order: str | None = None) -> Moment:
    """The instant a cell names; without an offset of its own it is local time of `zone` (a clock turned back: the first of the two).

    Understood: dates of a spreadsheet, their serial numbers (44197, 44197.5), 2019/2/28 11:25:05, 2019-02-28, 2019年2月28日 11:25,
    下午3:05, RFC 3339, 20190228112505, 05/19/2023. order says how to take 05/06/2023: "mdy" or "dmy"; None refuses it.
    Raises Unusable: date_unreadable, date_ambiguous.
    """
    if isinstance(cell, datetime):
        return Moment(cell if cell.tzinfo else cell.replace(tzinfo=zone), day_only=False)
    if isinstance(cell, date):
        return Moment(datetime(cell.year, cell.month, cell.day, tzinfo=zone), day_only=True)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        if int(cell) in SERIALS:
            return _from_serial(float(cell), zone)
        cell = str(int(cell)) if cell == int(cell) else ""
    if not isinstance(cell, str):
        raise Unusable("date_unreadable", value=cell)
    text = cell.strip()
    if len(text) >= 16 and text[4] == text[7] == "-" and text[13] == ":" and text[:16].isascii():
        with suppress(ValueError):  # the usual form, read at once; whatever it does not take is looked at below
            at = datetime.fromisoformat(text)
            return Moment(at if at.tzinfo else at.replace(tzinfo=zone), day_only=False)
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()
    try:
        return _from_text(plain, zone, order)
    except (ValueError, OverflowError):
        raise Unusable("date_unreadable", value=text) from None


def past(order: str | None = None) -> Reader:
    """A reader for something that has happened, as RFC 3339: from 1990 until now (and a day). Raises Unusable.

    A day without time of day is noted in the extra fields as "<field>_precision": "day".
    """

    def read(cell: Cell, reading: Reading) -> str:
        moment = parse_moment(cell, zone=reading.zone, order=order)
        _check(moment.at, cell, reading, reading.now + LEEWAY)
        if moment.day_only:
            reading.extra[f"{reading.field}_precision"] = "day"
        return moment.at.isoformat()

    return read


def days_off(cell: Cell, reading: Reading) -> list[dict[str, str]]:
    """Leave as [{"start", "end"}] of ISO dates, the end included: "2026-02-01~2026-02-05; 2026-03-01". What cannot be read is left out and noted."""
    if not isinstance(cell, str):
        cell = parse_moment(cell, zone=reading.zone).at.date().isoformat()
    spans = []
    for part in filter(None, (part.strip() for part in re.split(r"[;；,，、\n]+", cell))):
        try:
            ends = [parse_moment(end, zone=reading.zone).at for end in re.split(r"\s*(?:~|～|至|到|—|–|\.\.|\bto\b)\s*", part)]
            for end in ends:
                _check(end, part, reading, reading.now + HORIZON)
            if len(ends) > 2 or ends[0] > ends[-1]:
                raise Unusable("leave_unreadable", value=part)
        except Unusable:
            reading.warn("leave_unreadable", value=part)
            continue
        spans.append({"start": ends[0].date().isoformat(), "end": ends[-1].date().isoformat()})
    return spans


def _check(at: datetime, cell: Cell, reading: Reading, latest: datetime) -> None:
    if not EARLIEST_INSTANT <= at <= latest:
        raise Unusable("date_implausible", value=cell, first=EARLIEST, last=latest.astimezone(reading.zone).date())


def _from_serial(serial: float, zone: tzinfo) -> Moment:
    whole = SERIAL_DAY_0 + timedelta(seconds=round(serial * 86_400))
    return Moment(whole.replace(tzinfo=zone), day_only=serial.is_integer())


def _from_text(text: str, zone: tzinfo, order: str | None) -> Moment:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    elif match := _YEAR_LAST.fullmatch(text):
        year = int(match["year"])
        month, day = _month_and_day(int(match["one"]), int(match["two"]), order, text)
    elif match := _DIGITS.fullmatch(text):
        hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
        clock = datetime(int(match["year"]), int(match["month"]), int(match["day"]), hour, minute, second, tzinfo=zone)
        return Moment(clock, day_only=match["hour"] is None)
    elif _SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return _from_serial(float(text), zone)
    else:
        raise ValueError(text)
    if match["hour"] is None:
        return Moment(datetime(year, month, day, tzinfo=zone), day_only=True)
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    hour = _hour_of_day(hour, match["half"] or match["half_after"])
    over = hour == 24 and minute == second == 0  # how some write the end of a day
    micro = int((match["fraction"] or "0").ljust(6, "0")[:6])
    clock = datetime(year, month, day, 0 if over else hour, minute, second, micro, tzinfo=_offset(match["zone"], zone))
    return Moment(clock + timedelta(days=1) if over else clock, day_only=False)


def _month_and_day(one: int, two: int, order: str | None, text: str) -> tuple[int, int]:
    if order == "mdy" or (order is None and (two > 12 or one == two)):
        return one, two
    if order == "dmy" or one > 12:
        return two, one
    raise Unusable("date_ambiguous", value=text)


def _hour_of_day(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    if half == "中午":
        return hour if hour >= 10 else hour + 12
    return hour % 12 + (12 if half in _AFTER_NOON else 0)


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    if text is None:
        return zone
    if text in ("z", "utc", "gmt"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise ValueError(text)
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
