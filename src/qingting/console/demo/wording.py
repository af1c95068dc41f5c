"""How people put dates, numbers, names and sums into words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from qingting.console.demo.grammar import pick

_DIGITS = "零一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日"
_MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def chinese(number: int) -> str:
    """A small number in Chinese characters, as an ordinal would need it: 12 is 十二."""
    if number <= 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + _DIGITS[number - 10]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _DIGITS[tens] + "十" + (_DIGITS[ones] if ones else "")
    return str(number)


def counted(number: int, rng: Random) -> str:
    """A number before a measure word: 2 is 两; small ones in characters or digits."""
    if rng.random() < 0.45:
        return str(number)
    return "两" if number == 2 else chinese(number)


def day_words(day: date, today: date, rng: Random, style: int) -> str:
    """A day as somebody would name it on another day; the style stays the same within one text."""
    back = (today - day).days
    if back == 0:
        return "今天"
    if back == 1:
        return "昨天"
    if back == 2 and style < 6:
        return "前天"
    if back <= 9 and style in (0, 1):
        week = "上周" if day.isocalendar().week != today.isocalendar().week else "这周"
        return week + _WEEKDAYS[day.weekday()]
    if back > 150 and style not in (6, 7):
        return f"{'去年' if day.year < today.year else '今年'}{day.month}月"
    if style < 4:
        return f"{day.month}月{day.day}号"
    if style < 6:
        return f"{day.month}月{day.day}日"
    if style == 6:
        return f"{day.year}年{day.month}月{day.day}日"
    if style == 7:
        return f"{day.year}-{day.month:02d}-{day.day:02d}"
    return f"{day.month}.{day.day}"


def bought_words(day: date, today: date, rng: Random, style: int) -> str:
    """The day of purchase; near a festival people name the festival."""
    if style < 5 and day.month == 6 and 14 <= day.day <= 20:
        return pick(("618", "618大促", "六一八"), rng)
    if style < 5 and day.month == 11 and 9 <= day.day <= 12:
        return pick(("双十一", "双11", "双11那天"), rng)
    back = (today - day).days
    if back > 25 and style == 3:
        return f"{'去年' if day.year < today.year else ''}{day.month}月份"
    return day_words(day, today, rng, style)


def moment_words(received: datetime, rng: Random, style: int) -> str:
    """When it happened: a little before the complaint, with a time of day that fits."""
    hour = received.hour
    draw = rng.random()
    if draw < 0.3:
        if hour >= 19:
            return pick(("今天傍晚", "今天下午", "今天"), rng)
        return pick(("今天上午", "今天一早", "刚才"), rng) if hour >= 11 else pick(("今天一早", "昨晚", "刚刚"), rng)
    if draw < 0.55:
        return pick(("昨天", "昨天晚上", "昨天下午", "昨晚八点多"), rng)
    back = rng.randint(2, 8)
    day = received.date() - timedelta(days=back)
    return day_words(day, received.date(), rng, style) + pick(("", "", "上午", "下午", "晚上"), rng)


def english_day(day: date) -> str:
    """A day in English."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]}"


def yuan(fen: int) -> str:
    """Whole yuan without a unit."""
    return str(round(fen / 100))


def price_words(fen: int, rng: Random) -> str:
    """A price as customers say it."""
    whole = round(fen / 100)
    draw = rng.random()
    if draw < 0.4:
        return f"{whole}元"
    if draw < 0.75:
        return f"{whole}块"
    return f"{whole}"


def polite(name: str, rng: Random, female: bool) -> str:
    """How staff address a customer."""
    if not name or name[0].isascii():
        return name
    if name[-2:] in ("女士", "先生"):
        return name
    return f"{name[0]}{'女士' if female else '先生'}"


_FEMALE = frozenset("芳娜敏静丽艳娟霞燕玲英兰珍梅婷怡瑶桐涵琴雯琳琪慧芬华满宁仪晴倩洁颖莉蕾璐")


def is_female(name: str) -> bool:
    """Whether a fictional name was meant for a woman, by its last character."""
    return name.endswith("女士") or name[-1:] in _FEMALE


def duration(text: str) -> timedelta:
    """A span such as "3d 2h 10m"."""
    total = timedelta()
    for part in text.split():
        amount, unit = int(part[:-1]), part[-1]
        total += {"d": timedelta(days=amount), "h": timedelta(hours=amount), "m": timedelta(minutes=amount)}[unit]
    return total
