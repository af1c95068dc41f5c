"""What the reading of a value may know and say."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

from qingting.console.importing.problems import problem
from qingting.infra.tables.model import Cell, Problem
from qingting.kernel.text import clean


class Unusable(Exception):
    """The value cannot be read and must not be guessed: the row fails."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Reading:
    """The reading of one file: zone of times without offset, the present instant, and what is noted about the present row.

    field     target field of the present cell, heading its column
    problems  of the present row
    extra     of the present row: source values that have no place in the record
    """

    def __init__(self, *, zone: tzinfo, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("now must be aware")
        self.zone = zone
        self.now = now
        self.field = ""
        self.heading = ""
        self.begin()

    def begin(self) -> None:
        """A new row begins."""
        self.problems: list[Problem] = []
        self.extra: dict[str, Any] = {}

    def warn(self, code: str, **params: object) -> None:
        """Note a problem of the present field that does not fail the row."""
        self.problems.append(problem(self.field, code, **params))

    def keep(self, value: str) -> None:
        """Keep the source's own value under its heading."""
        self.extra[self.heading] = clean(value)


Reader = Callable[[Cell, Reading], Any]
