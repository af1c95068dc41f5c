"""Complaints out of a file with a header, whatever its columns are."""

from collections.abc import Callable
from typing import Any

from qingting.console.importing.columns.column import Matched
from qingting.console.importing.complaint import complaint
from qingting.console.importing.profile import CellReader, Made, RowMaker, keep_unknown
from qingting.console.importing.values.reading import Reading
from qingting.infra.tables.model import Cell
from qingting.infra.tables.table import Table

Finish = Callable[[dict[str, Any], Reading], None]


def complaint_maker(finish: Finish | None = None) -> Callable[[Table, Matched, Reading, str, str], RowMaker]:
    """A maker of complaints; `finish` completes the values (keyed like the columns) before they are put together."""

    def maker(table: Table, matched: Matched, reading: Reading, kind: str, source_system: str) -> RowMaker:
        header = table.header
        reader = CellReader(matched, header)

        def make(cells: tuple[Cell, ...]) -> Made:
            reading.begin()
            values, usable = reader.read(cells, reading)
            number = values.get("external_no")
            source = values.get("source_system", source_system)
            if not usable:
                return Made(None, tuple(reading.problems), number, source)
            keep_unknown(cells, matched.unknown, reading, header)
            if finish is not None:
                finish(values, reading)
            record = complaint(values, reading, source_system=source)
            return Made(record, tuple(reading.problems), number, source)

        return make

    return maker
