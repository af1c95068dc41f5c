"""The reading half of an import for other doors: what a file is, and our own sheets. `settings.IMPORT_READER` names this module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from qingting.console.importing.reading import ImportFile

SHOWN_ROWS = 3
SHOWN_CELL = 80


def open_uploaded(path: Path, *, name: str, kind: str | None, zone: str, now: datetime) -> ImportFile:
    """The file as a web server may read it: bounds tighter than those of the command line. Raises TableError, ImportRefused."""
    from qingting.console.importing.reading import open_import
    from qingting.infra.tables.limits import MIB, Limits

    limits = Limits(file_bytes=300 * MIB, unpacked_bytes=600 * MIB, workbook_bytes=64 * MIB, sheet_bytes=512 * MIB, sheet_cells=8_000_000)
    return open_import(path, zone=ZoneInfo(zone), now=now, kind=kind, name=name, limits=limits)


def look(path: Path, *, name: str, kind: str | None, zone: str, now: datetime) -> dict[str, Any]:
    source = open_uploaded(path, name=name, kind=kind, zone=zone, now=now)
    table = source.table
    headless = source.profile.headerless
    columns = (
        []
        if headless
        else [
            {"heading": table.header[index][:SHOWN_CELL], "key": column.key, "zh": column.title.zh, "en": column.title.en}
            for index, column in source.matched.pairs
        ]
    )
    return {
        "profile": source.profile.name, "about": {"zh": source.profile.about.zh, "en": source.profile.about.en}, "kind": source.kind, "mode": source.mode, "format": table.format,
        "encoding": table.encoding or "", "sheet": table.sheet or "", "sheets": list(table.sheets[:20]), "columns": columns,
        "unknown": [] if headless else [table.header[index][:SHOWN_CELL] for index in source.matched.unknown][:60],
        "problems": [{"field": p.field or "", "zh": p.zh, "en": p.en} for p in source.problems[:30]], "sample": list(_sample(source)),
    }  # fmt: skip


def _sample(source: ImportFile) -> Iterator[dict[str, Any]]:
    """The first rows, as far as they can be taken or not."""
    for row in islice(source.rows(), SHOWN_ROWS):
        yield {
            "line": row.line,
            "usable": row.record is not None,
            "problems": [{"field": p.field or "", "zh": p.zh, "en": p.en} for p in row.problems[:5]],
        }


def write_template(target: BinaryIO, kind: str, lang: str) -> None:
    from qingting.console.importing.templates import write_template as write

    write(target, kind, lang)
