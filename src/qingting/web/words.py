"""Spans, moments, deadlines and people in the words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation

_FORMATS = {
    "short": ("%m-%d %H:%M", "%d %b %H:%M"),
    "full": ("%Y-%m-%d %H:%M:%S", "%d %b %Y %H:%M:%S"),
    "date": ("%Y-%m-%d", "%d %b %Y"),
    "minute": ("%Y-%m-%d %H:%M", "%d %b %Y %H:%M"),
}


def current_lang() -> str:
    return "en" if (translation.get_language() or "zh").startswith("en") else "zh"


def listed(words: Iterable[str]) -> str:
    """甲、乙、丙 or a, b, c."""
    return ("、" if current_lang() == "zh" else ", ").join(words)


def format_time(value: datetime | None, style: str = "short") -> str:
    """A moment in the organisation's zone."""
    if value is None:
        return "—"
    pattern = _FORMATS[style][current_lang() == "en"]
    return value.astimezone(ZoneInfo(settings.TIME_ZONE)).strftime(pattern)


def span_words(seconds: float, lang: str) -> str:
    """3 天 4 时 / 4时12分 / 12分, without a sign; English 3d 4h, 4h 12m, 12m."""
    minutes = int(abs(seconds) // 60)
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if lang == "en":
        return f"{days}d {hours}h" if days else f"{hours}h {left:02d}m" if hours else f"{left}m"
    return f"{days}天{hours}时" if days else f"{hours}时{left:02d}分" if hours else f"{left}分"


def person_view(user_id: int | None, name: str) -> dict[str, Any] | None:
    """Name and a stable hue for the round sign of a person."""
    return {"name": name, "hue": user_id % 12} if user_id is not None else None


def clock_view(
    *,
    due_at: datetime | None,
    started_at: datetime | None,
    state: str,
    now: datetime,
    lang: str,
    length: int | None = None,
    warn_seconds: int = 7200,
    settled_at: datetime | None = None,
    note: str = "",
) -> dict[str, Any] | None:
    """A clock as `macros/atoms.html` draws it: level, words, and the seconds a running one needs to renew itself."""
    if due_at is None:
        return None
    left = (due_at - now).total_seconds()
    total = length or int((due_at - started_at).total_seconds()) if started_at else (length or 86400)
    start = int(due_at.timestamp()) - max(total, 60)
    if state == "paused":
        return {"state": state, "level": "paused", "text": "已暂停" if lang == "zh" else "Paused", "note": note}
    if state in ("met", "missed"):
        used = span_words((settled_at - started_at).total_seconds(), lang) if settled_at and started_at else ""
        if state == "met":
            return {"state": state, "level": "met", "text": used or ("按时" if lang == "zh" else "in time"), "note": note}
        late = span_words(max(60.0, (settled_at - due_at).total_seconds()), lang) if settled_at else ""
        return {"state": state, "level": "over", "text": f"迟 {late}" if lang == "zh" else f"late {late}", "note": note}
    if state == "cancelled":
        return {"state": state, "level": "none", "text": "已取消" if lang == "zh" else "Cancelled", "note": note}
    words = span_words(left, lang)
    text = (f"超时 {words}" if lang == "zh" else f"Over {words}") if left < 0 else words
    level = "over" if left < 0 else "hot" if left < warn_seconds else "ok"
    percent = 100 if left < 0 else max(0, min(100, round(100 - left / max(total, 60) * 100)))
    return {
        "state": "running", "level": level, "text": text, "due": int(due_at.timestamp()), "start": start, "warn": int(due_at.timestamp()) - warn_seconds, "percent": percent, "note": note,
    }  # fmt: skip
