"""The only place that reads the wall clock. Doors and workers call it and pass `now` down."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251
