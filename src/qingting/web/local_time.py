"""Moments in form fields: `<input type=datetime-local>` holds the organisation's wall clock without an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from qingting.kernel.errors import DomainError

_LOCAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\Z")


class BadMoment(DomainError):
    code = "web.form.bad_moment"
    zh = "时间「{value}」无法识别，请重新选择日期和时间。"
    en = "The time “{value}” is not understood; please choose date and time again."


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def parse_local(text: str, *, field: str | None = None) -> datetime | None:
    """What was typed, in UTC; None when empty. An hour that occurs twice is its first. Raises BadMoment."""
    text = text.strip()
    if not text:
        return None
    found = _LOCAL.match(text)
    if found is None:
        raise BadMoment(field=field, value=text[:40])
    try:
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=zone()).astimezone(UTC)  # type: ignore[misc, arg-type]
    except (ValueError, OverflowError) as error:
        raise BadMoment(field=field, value=text[:40]) from error


def local_value(moment: datetime | None) -> str:
    """The moment as the field shows it, to the minute; empty for None."""
    return moment.astimezone(zone()).strftime("%Y-%m-%dT%H:%M") if moment is not None else ""
