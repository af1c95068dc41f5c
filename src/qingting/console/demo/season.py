"""When people complain, and when the company's desks are open. All times are China time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from qingting.console.demo.codes import CHINA
from qingting.console.demo.grammar import ladder, pick_weighted

# Complaints by hour of day, 0 to 23, for a few groups of channels.
_HOURS = {
    "call": (0, 0, 0, 0, 0, 0, 0, 0, 5, 13, 15, 12, 6, 7, 11, 12, 11, 9, 7, 8, 6, 1, 0, 0),
    "online": (2, 1, 0.5, 0.3, 0.2, 0.3, 1, 2, 4, 6, 7, 6, 7, 6, 5, 5, 5, 5, 6, 8, 10, 11, 9, 5),
    "office": (0, 0, 0, 0, 0, 0, 0, 0, 1, 12, 16, 10, 2, 4, 13, 14, 11, 5, 0, 0, 0, 0, 0, 0),
    "shop": (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 8, 9, 7, 8, 9, 10, 9, 7, 7, 6, 3, 0, 0, 0),
}
_HOUR_LADDERS = {name: ladder(weights) for name, weights in _HOURS.items()}
_RHYTHM = {
    "hotline": "call", "sms": "call", "store": "shop", "internal": "office", "partner": "office", "h12345": "call", "h12315": "online",
    "regulator": "office", "association": "office", "media": "office", "legal": "office", "letter": "office",
}  # fmt: skip

# Monday to Sunday. Offices send nothing at the weekend, shops most.
_WEEK = {
    "call": (1.25, 1.1, 1.0, 1.0, 1.0, 0.95, 0.8),
    "online": (1.05, 1.0, 0.95, 0.95, 1.0, 1.15, 1.2),
    "office": (1.3, 1.2, 1.1, 1.1, 1.0, 0.02, 0.0),
    "shop": (0.7, 0.7, 0.75, 0.8, 0.95, 1.7, 1.6),
}
_HOUR_NUMBERS = tuple(range(24))

LINES_OPEN = (time(8, 30), time(20, 30))
OFFICE_OPEN = (time(9, 0), time(18, 0))


def rhythm(channel: str) -> str:
    """Which daily and weekly rhythm a channel follows."""
    return _RHYTHM.get(channel, "online")


def peak(day: date) -> float:
    """How much busier than usual: the June and November shopping festivals with their after-swell, and quiet holidays."""
    month, number = day.month, day.day
    if month == 6 and 3 <= number <= 28:
        return 1.35 if number < 16 else 1.9 if number < 24 else 1.45
    if month == 11 and number <= 26:
        return 1.25 if number < 10 else 2.1 if number < 19 else 1.5
    if (month == 10 and number <= 5) or (month == 5 and number <= 3) or (month == 1 and number == 1):
        return 0.7
    return 1.0


def draw_days(count: int, first: date, last: date, rng: Random) -> list[date]:
    """Days of receipt, unsorted: busier at peaks, Mondays, and a little more each month."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    span = max(len(days), 1)
    weekly = (1.14, 1.03, 0.98, 0.98, 1.0, 1.0, 0.92)
    weights = [peak(day) * weekly[day.weekday()] * (0.92 + 0.16 * offset / span) for offset, day in enumerate(days)]
    return rng.choices(days, weights=weights, k=count)


def moment_on(day: date, channel: str, rng: Random) -> datetime:
    """An instant of receipt on a day, or on a working day near it when the channel rests at weekends."""
    name = rhythm(channel)
    if rng.random() * 1.7 > _WEEK[name][day.weekday()] and name == "office":
        day -= timedelta(days=rng.randint(1, 3) if day.weekday() < 5 else day.weekday() - 4 + rng.randint(0, 3))
        if day.weekday() >= 5:
            day -= timedelta(days=day.weekday() - 4)
    hour = pick_weighted(_HOUR_NUMBERS, _HOUR_LADDERS[name], rng)
    minute = int(rng.random() * 60)
    if hour == 8 and minute < 30 and name == "call":
        minute += 30
    if hour == 20 and minute >= 30 and name == "call":
        minute -= 30
    return datetime(day.year, day.month, day.day, hour, minute, int(rng.random() * 60), tzinfo=CHINA)


def at_desk(moment: datetime, *, office: bool = False) -> datetime:
    """The same instant if somebody works then, else the next opening. Lines are open every day, offices Monday to Friday."""
    opens, closes = OFFICE_OPEN if office else LINES_OPEN
    while True:
        clock = moment.timetz().replace(tzinfo=None)
        if not (office and moment.weekday() >= 5):
            if clock < opens:
                return moment.replace(hour=opens.hour, minute=opens.minute)
            if clock < closes:
                return moment
        moment = (moment + timedelta(days=1)).replace(hour=opens.hour, minute=opens.minute)


def work_on(moment: datetime, minutes: float, *, office: bool = False) -> datetime:
    """The instant after some minutes of desk time."""
    opens, closes = OFFICE_OPEN if office else LINES_OPEN
    left = timedelta(minutes=minutes)
    moment = at_desk(moment, office=office)
    while True:
        close = moment.replace(hour=closes.hour, minute=closes.minute, second=0)
        if moment + left <= close:
            return moment + left
        left -= close - moment
        moment = at_desk((moment + timedelta(days=1)).replace(hour=opens.hour, minute=opens.minute, second=moment.second), office=office)
