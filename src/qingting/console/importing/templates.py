"""Our own sheet, empty but for two example rows, to fill in and import."""

from pathlib import Path
from typing import BinaryIO

from qingting.console.importing.profiles.template import SHEETS
from qingting.infra.tables.writing_xlsx import Column as SheetColumn
from qingting.infra.tables.writing_xlsx import write_xlsx
from qingting.kernel.bilingual import Bi

NARROWEST, WIDEST = 10, 40


def template(kind: str, lang: str) -> tuple[list[str], list[list[str]]]:
    """The header and two example rows of the sheet for this kind. KeyError for an unknown kind."""
    columns = SHEETS[kind]
    header = [column.title.pick(lang) for column in columns]
    rows = [
        [example.pick(lang) if isinstance(example, Bi) else example for example in pair]
        for pair in zip(*(c.examples for c in columns), strict=True)
    ]
    return header, rows


def write_template(target: Path | str | BinaryIO, kind: str, lang: str) -> None:
    """Write the sheet as XLSX. All cells are text, so that a spreadsheet rounds no phone number."""
    from datetime import UTC

    header, rows = template(kind, lang)
    widths = [max(len(title) * 2, *(len(row[index]) for row in rows)) + 2 for index, title in enumerate(header)]
    columns = [SheetColumn(title, min(max(width, NARROWEST), WIDEST)) for title, width in zip(header, widths, strict=True)]
    write_xlsx(target, columns, rows, zone=UTC, sheet=kind)
