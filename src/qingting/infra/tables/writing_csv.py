"""Write rows as CSV that Excel opens with the right characters and without calculating anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, TextIO

from qingting.infra.tables.formulas import guard
from qingting.infra.tables.model import Cell


def write_csv(target: Path | str | BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, zone: tzinfo) -> int:
    """Write header and rows (UTF-8 with BOM, CRLF); returns the number of rows. A binary stream is left open.

    zone  aware instants are written as local time of this zone, without offset
    """
    if isinstance(target, Path | str):
        with Path(target).open("wb") as stream:
            return write_csv(stream, columns, rows, zone=zone)
    text = io.TextIOWrapper(target, encoding="utf-8-sig", errors="replace", newline="", write_through=False)
    try:
        writer = CsvRows(text, columns, zone=zone)
        for row in rows:
            writer.write(row)
        return writer.count
    finally:
        text.flush()
        text.detach()


class CsvRows:
    """Rows written one at a time to a text stream opened with newline="". Writes the header at once."""

    def __init__(self, stream: TextIO, columns: Sequence[str], *, zone: tzinfo) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow([guard(title) for title in columns])
        self._zone = zone
        self.count = 0

    def write(self, row: Sequence[Cell]) -> None:
        self._writer.writerow([shown(cell, self._zone) for cell in row])
        self.count += 1


def shown(cell: Cell, zone: tzinfo) -> str | int | float:
    """The cell as CSV has it. Only text is guarded: a negative number stays a number."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, datetime):
        local = cell.astimezone(zone) if cell.tzinfo else cell
        return local.strftime("%Y-%m-%d %H:%M:%S")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
