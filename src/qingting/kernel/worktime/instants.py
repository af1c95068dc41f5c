"""Instants as whole microseconds since 1970 in UTC, so that adding and comparing them is exact and quick."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(instant: datetime) -> int:
    """The instant as a number. Raises ValueError for a datetime without time zone, which names no instant."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone")
    return (instant - _EPOCH) // _MICROSECOND


def instant(number: int) -> datetime:
    """The number as an aware datetime in UTC."""
    return _EPOCH + timedelta(microseconds=number)
