"""Moments, files and numbers in the words of the page."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_NEAR = {-1: ("昨天", "yesterday"), 0: ("今天", "today"), 1: ("明天", "tomorrow")}


def moment_words(moment: datetime, *, now: datetime, zone: str, lang: str) -> str:
    """In the organisation's zone: 今天 10:30, 明天 09:00, 11月20日 10:30; the year only where it is another one."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    english = lang.startswith("en")
    hour = f"{local:%H:%M}"
    near = _NEAR.get((local.date() - today.date()).days)
    if near is not None:
        return f"{near[english]} {hour}"
    if english:
        year = f" {local.year}" if local.year != today.year else ""
        return f"{local.day} {_MONTHS[local.month - 1]}{year}, {hour}"
    year = f"{local.year}年" if local.year != today.year else ""
    return f"{year}{local.month}月{local.day}日 {hour}"


def size_words(size: int) -> str:
    """320 KB, 4.2 MB; never 0."""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, round(size / 1024))} KB"


def shortened(text: str, longest: int = 1200, shown: int = 300) -> tuple[str, bool]:
    """(what is shown at once, whether there is more): a very long text is folded away, never cut."""
    return (f"{text[:shown].rstrip()}……", True) if len(text) > longest else (text, False)
