"""Find the header among the first rows and give every column a name of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from qingting.infra.tables.model import Cell, Problem, Record
from qingting.infra.tables.problems import problem

LOOK_AT = 10


class Header(NamedTuple):
    """names: one for each column, distinct, none empty. line: where it stands."""

    names: tuple[str, ...]
    line: int
    problems: tuple[Problem, ...]


def find_header(sample: Sequence[Record]) -> Record | None:
    """The first row with at least two filled cells among the first rows, else the first row; None without readable rows."""
    readable = [record for record in sample if record.cells]
    return next((record for record in readable[:LOOK_AT] if _filled(record.cells) > 1), readable[0] if readable else None)


def name_columns(header: Record, sample: Sequence[Record], *, keep_width: bool) -> Header:
    """Names for the columns under this header.

    Rows before it (a title over merged cells, a date of export) are reported as skipped. keep_width: columns without a
    heading at the right are kept because data may stand there (sheets); otherwise they are dropped (text).
    """
    problems = [problem("title_skipped", line=record.line) for record in sample if record.cells and record.line < header.line]
    named = _last_filled(header.cells)
    names = [heading(cell) for cell in (header.cells if keep_width else header.cells[:named])]
    return Header(_distinct(names, problems, named=named), header.line, tuple(problems))


def heading(cell: Cell) -> str:
    """The text of a heading: white space and line breaks inside it become one blank."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(("" if cell is None else str(cell)).replace("\ufeff", "").split())


def _filled(cells: tuple[Cell, ...]) -> int:
    return sum(1 for cell in cells if heading(cell))


def _last_filled(cells: tuple[Cell, ...]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if heading(cell)), default=0)


def _distinct(names: list[str], problems: list[Problem], *, named: int) -> tuple[str, ...]:
    """Blank names become "#3", later equal ones "name (2)"."""
    taken = {name for name in names if name}
    seen: set[str] = set()
    result = []
    for index, name in enumerate(names):
        wanted = name
        if not name:
            wanted = _free(f"#{index + 1}", "{name}.{count}", taken)
            if index < named:
                problems.append(problem("header_blank", column=index + 1, renamed=wanted))
        elif name in seen:
            wanted = _free(f"{name} (2)", f"{name} ({{count}})", taken)
            problems.append(problem("header_duplicate", name=name, renamed=wanted))
        seen.add(wanted)
        taken.add(wanted)
        result.append(wanted)
    return tuple(result)


def _free(first: str, template: str, taken: set[str]) -> str:
    wanted, count = first, 2
    while wanted in taken:
        count += 1
        wanted = template.format(name=first, count=count)
    return wanted
