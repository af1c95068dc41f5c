"""Which instants a complaint may carry. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qingting.kernel.errors import DomainError

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
TOLERANCE = timedelta(minutes=10)


class NoOffset(DomainError):
    code = "complaints.intake.no_offset"
    zh = "时间「{value}」没有时区。请写成 2026-11-21T09:30:00+08:00 这样的形式。"
    en = "The time “{value}” has no offset. Write it like 2026-11-21T09:30:00+08:00."


class NotPlausible(DomainError):
    code = "complaints.intake.time_not_plausible"
    zh = "时间「{value}」不可信：应在 2000 年之后，且不晚于现在。"
    en = "The time “{value}” is not plausible: it must lie after 2000 and not in the future."


class NotInFuture(DomainError):
    code = "complaints.intake.due_not_plausible"
    zh = "期限「{value}」不可信：应在登记之后、五年之内。"
    en = "The deadline “{value}” is not plausible: it must lie after the registration and within five years."


def check_past(value: datetime | None, *, field: str, now: datetime) -> datetime | None:
    """A moment that has been, in UTC; None stays None. Raises NoOffset or NotPlausible for `field`."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise NoOffset(field=field, value=value.isoformat())
    if not EARLIEST <= value <= now + TOLERANCE:
        raise NotPlausible(field=field, value=value.isoformat())
    return value.astimezone(UTC)


def check_due(value: datetime | None, *, field: str, now: datetime) -> datetime | None:
    """A deadline, in UTC: up to ten years ago (imported ones may have passed), at most five years ahead."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise NoOffset(field=field, value=value.isoformat())
    if not now - timedelta(days=3660) <= value <= now + timedelta(days=1830):
        raise NotInFuture(field=field, value=value.isoformat())
    return value.astimezone(UTC)
