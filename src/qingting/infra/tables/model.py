"""The pieces a table is made of."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | time | timedelta | None


class Problem(NamedTuple):
    """Something worth saying about a file, a row or a field.

    field   the column or target field it is about, or None for the whole row or file
    code    stable, lower_snake
    zh, en  a sentence for people
    """

    field: str | None
    code: str
    zh: str
    en: str


class Record(NamedTuple):
    """One row as the file has it, before the header is known.

    line     1-based line of the text file, or row number of the sheet, where it begins
    cells    as many as the file has there
    problem  what is odd about it; with `cells` empty: why it could not be read
    """

    line: int
    cells: tuple[Cell, ...]
    problem: Problem | None = None


class SourceRow(NamedTuple):
    """One row under the header.

    line      1-based line of the text file, or row number of the sheet, where it begins
    cells     aligned with the header (not aligned when the table is read without header)
    problems  what is odd about its shape
    broken    True: it could not be read, `cells` is empty and `problems` says why
    """

    line: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...] = ()
    broken: bool = False
