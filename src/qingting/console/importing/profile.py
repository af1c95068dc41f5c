"""What an import profile is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from qingting.console.importing.columns.column import Column, Matched
from qingting.console.importing.problems import problem
from qingting.console.importing.values.reading import Reading, Unusable
from qingting.console.importing.values.text import is_empty, text_of
from qingting.infra.tables.model import Cell, Problem
from qingting.infra.tables.table import Table
from qingting.kernel.bilingual import Bi


class Made(NamedTuple):
    """record (None: the row fails), its problems, and the row's own number in its source (None: it has none)."""

    record: dict[str, Any] | None
    problems: tuple[Problem, ...]
    number: str | None
    source_system: str


RowMaker = Callable[[tuple[Cell, ...]], Made]


@dataclass(frozen=True, slots=True)
class Profile:
    """One known form of file.

    name           as in `--profile`
    about          what it reads
    kinds          what its rows can be
    mode           "history" or "live": how its rows are meant unless `--as` says otherwise
    source_system  written into its complaints unless the caller or the row names another
    headerless     its first line is data
    kinds_of       the kinds a table fits, best first; empty: it is not of this form
    columns_of     the columns of a kind, for files with a header
    maker          how cells become a record: (table, kind, matched columns, reading, source system) -> RowMaker
    mapping        (source, target, remark) lines for the documentation
    """

    name: str
    about: Bi
    kinds: tuple[str, ...]
    mode: str
    source_system: str
    kinds_of: Callable[[Table], tuple[str, ...]]
    columns_of: Callable[[str], Sequence[Column]]
    maker: Callable[[Table, Matched, Reading, str, str], RowMaker]
    headerless: bool = False
    mapping: tuple[tuple[str, str, Bi], ...] = ()


class CellReader:
    """Reads the matched cells of a row into values by column key."""

    def __init__(self, matched: Matched, header: Sequence[str]) -> None:
        self._steps = [(index, column.key, header[index], column.read) for index, column in matched.pairs]
        self._required = list(dict.fromkeys(column.key for _, column in matched.pairs if column.required))

    def read(self, cells: tuple[Cell, ...], reading: Reading) -> tuple[dict[str, Any], bool]:
        """The values, and whether the row can be taken. Notes problems and extra values in `reading`.

        The first filled cell of a key counts; further different ones are kept as extra values. An empty cell leaves its key out.
        """
        values: dict[str, Any] = {}
        failed: set[str] = set()
        for index, key, heading, read in self._steps:
            cell = cells[index]
            if cell == "" or is_empty(cell):
                continue
            reading.field, reading.heading = key, heading
            if key in values:
                if text_of(cell) != values[key]:
                    reading.keep(text_of(cell))
                continue
            try:
                value = read(cell, reading)
            except Unusable as error:
                reading.problems.append(problem(key, error.code, **error.params))
                failed.add(key)
                continue
            if value is not None and value != "":
                values[key] = value
        for key in self._required:
            if key not in values and key not in failed:
                reading.problems.append(problem(key, "required"))
                failed.add(key)
        return values, not failed


def keep_unknown(cells: tuple[Cell, ...], unknown: tuple[int, ...], reading: Reading, header: Sequence[str]) -> None:
    """Put filled cells no column fits among the extra values, whole numbers as numbers, everything else as text."""
    for index in unknown:
        cell = cells[index]
        if is_empty(cell):
            continue
        if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
            reading.extra[header[index]] = int(cell)
        elif isinstance(cell, bool | int | float):
            reading.extra[header[index]] = cell
        else:
            reading.heading = header[index]
            reading.keep(cell.strip() if isinstance(cell, str) else str(cell))
