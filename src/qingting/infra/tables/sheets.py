"""Rows of one sheet of an XLSX workbook, through calamine."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qingting.infra.tables.errors import DamagedFile, EmptyTable, NoSuchSheet
from qingting.infra.tables.limits import Limits
from qingting.infra.tables.model import Cell, Record
from qingting.infra.tables.problems import problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata


def load_sheet(source: Path | bytes, *, name: str, wanted: str | None) -> "tuple[CalamineSheet, tuple[str, ...]]":
    """The sheet called `wanted` (its name, or its number from 1), else the first visible one that holds anything; and all visible names.

    Raises NoSuchSheet, EmptyTable, DamagedFile. Call `check_workbook` before.
    """
    import python_calamine

    try:
        book = python_calamine.load_workbook(source if isinstance(source, Path) else io.BytesIO(source))
        names = tuple(sheet.name for sheet in book.sheets_metadata if _is_visible(sheet))
        if wanted is not None:
            return _wanted_sheet(book, wanted, name=name), names
        for title in names:
            sheet = book.get_sheet_by_name(title)
            if sheet.start is not None and any(map(_holds_something, sheet.iter_rows())):
                return sheet, names
    except python_calamine.CalamineError as error:
        raise DamagedFile(file=name, reason=f"xlsx: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault inside the Rust library arrives: not an Exception
            raise
        raise DamagedFile(file=name, reason="xlsx") from error
    raise EmptyTable(file=name)


def sheet_records(sheet: "CalamineSheet", limits: Limits, *, fill_after: int) -> Iterator[Record]:
    """The rows of the sheet that hold anything. `line` is the row number shown in Excel.

    Below row `fill_after` a cell merged over several rows counts for every one of them (its first column only); rows that
    hold nothing else stay blank.
    """
    if sheet.start is None:
        return
    left = sheet.start[1]
    merged = sorted(
        ((top + 1, bottom + 1, column - left) for (top, column), (bottom, _) in sheet.merged_cell_ranges or () if bottom > top),
        reverse=True,
    )
    running: dict[int, tuple[int, Cell]] = {}  # column -> last row, value
    for line, values in enumerate(sheet.iter_rows(), start=1):
        while merged and merged[-1][0] <= line:
            top, bottom, column = merged.pop()
            if top == line and top > fill_after and 0 <= column < len(values):
                running[column] = (bottom, values[column])
        if not _holds_something(values):
            continue
        cells: list[Cell] = list(values)
        for column, (bottom, value) in list(running.items()):
            if line > bottom:
                del running[column]
            elif cells[column] == "":
                cells[column] = value
        yield _checked(line, tuple(cells), limits)


def _checked(line: int, cells: tuple[Cell, ...], limits: Limits) -> Record:
    if any(isinstance(cell, str) and len(cell) > limits.cell_chars for cell in cells):
        return Record(line, (), problem("cell_too_long", limit=limits.cell_chars))
    return Record(line, cells)


def _wanted_sheet(book: "CalamineWorkbook", wanted: str, *, name: str) -> "CalamineSheet":
    if wanted in book.sheet_names:
        return book.get_sheet_by_name(wanted)
    if wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) <= len(book.sheet_names):
        return book.get_sheet_by_index(int(wanted) - 1)
    raise NoSuchSheet(file=name, sheet=wanted, sheets="、".join(book.sheet_names))


def _is_visible(sheet: "SheetMetadata") -> bool:
    return "WorkSheet" in str(sheet.typ) and str(sheet.visible).endswith("Visible")


def _holds_something(values: Sequence[Cell]) -> bool:
    return any(value != "" and not (isinstance(value, str) and value.isspace()) for value in values)
