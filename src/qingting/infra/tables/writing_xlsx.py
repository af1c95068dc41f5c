"""Write rows as XLSX: text stays text whatever it begins with, numbers and dates are typed, memory does not grow with the rows."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from qingting.infra.tables.model import Cell
from qingting.kernel.text import clean

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576  # of one sheet, header included
LONGEST_TEXT = 32_767  # of one cell
CUT_MARK = "…"
LARGEST_EXACT = 10**15  # Excel keeps 15 digits
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was


@dataclass(frozen=True, slots=True)
class Column:
    """title and width (in characters) of a column."""

    title: str
    width: int = 16


class Written(NamedTuple):
    """rows: without headers. cut: cells whose text was longer than a cell can hold and was cut, marked with "…"."""

    rows: int
    cut: int


def write_xlsx(
    target: Path | str | BinaryIO, columns: Sequence[Column | str], rows: Iterable[Sequence[Cell]], *, zone: tzinfo, sheet: str = "Sheet1"
) -> Written:
    """Write header and rows. More rows than a sheet holds go on in further sheets, each with the header.

    zone  aware instants are written as local time of this zone
    A cell is a formula or link in no case. Whole numbers of more than 15 digits are written as text so that no digit is lost.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        writer = _Sheets(book, [column if isinstance(column, Column) else Column(column) for column in columns], zone, sheet)
        for row in rows:
            writer.write(row)
        return Written(writer.rows, writer.cut)


class _Sheets:
    def __init__(self, book: Any, columns: list[Column], zone: tzinfo, title: str) -> None:
        self._book = book
        self._columns = columns
        self._zone = zone
        self._title = title
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._time = book.add_format({"num_format": "hh:mm:ss"})
        self._span = book.add_format({"num_format": "[h]:mm:ss"})
        self._sheets = 0
        self.rows = self.cut = 0
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._sheet: Worksheet = self._book.add_worksheet(self._title if self._sheets == 1 else f"{self._title} ({self._sheets})")
        self._sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, column.width)
        for index, column in enumerate(self._columns):
            self._sheet.write_string(0, index, column.title, self._head)
        self._next = 1

    def write(self, row: Sequence[Cell]) -> None:
        if self._next >= MOST_ROWS:
            self._begin_sheet()
        for index, cell in enumerate(row):
            if cell is not None and cell != "":
                self._write_cell(self._next, index, cell)
        self._next += 1
        self.rows += 1

    def _write_cell(self, line: int, index: int, cell: Cell) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(line, index, cell)
        elif isinstance(cell, int | float) and math.isfinite(cell) and abs(cell) < LARGEST_EXACT:
            self._sheet.write_number(line, index, cell)
        elif isinstance(cell, datetime):
            local = cell.astimezone(self._zone).replace(tzinfo=None) if cell.tzinfo else cell
            self._write_dated(line, index, local, self._instant)
        elif isinstance(cell, date):
            self._write_dated(line, index, cell, self._day)
        elif isinstance(cell, time):
            self._sheet.write_datetime(line, index, cell.replace(tzinfo=None), self._time)
        elif isinstance(cell, timedelta):
            self._sheet.write_datetime(line, index, cell, self._span)
        else:
            self._write_text(line, index, str(cell))

    def _write_dated(self, line: int, index: int, moment: date, format_: object) -> None:
        day = moment.date() if isinstance(moment, datetime) else moment
        if day < FIRST_DAY:
            self._write_text(line, index, moment.isoformat(sep=" ") if isinstance(moment, datetime) else moment.isoformat())
        else:
            self._sheet.write_datetime(line, index, moment, format_)

    def _write_text(self, line: int, index: int, text: str) -> None:
        text = clean(text)
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:  # Excel counts UTF-16 units
            half = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_MARK))]
            text = half.decode("utf-16-le", "ignore") + CUT_MARK
            self.cut += 1
        self._sheet.write_string(line, index, text)
