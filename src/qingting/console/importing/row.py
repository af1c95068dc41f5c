"""What an import profile makes of one row of a file."""

from typing import Any, NamedTuple

from qingting.infra.tables.model import Problem

Identity = tuple[str, str] | tuple[str, int]


class Row(NamedTuple):
    """One row.

    line      where it begins in the file, from 1
    record    a complaint (shape of HistoryComplaint) or a master data record; None: the row cannot be taken
    problems  with a record: warnings; without: at least one says why not
    identity  the same for the same row in every later import of the file: (source system or kind, its number there), else
              (row hash, ordinal among equal rows of the file); None only for a row that could not be read at all
    """

    line: int
    record: dict[str, Any] | None
    problems: tuple[Problem, ...]
    identity: Identity | None
