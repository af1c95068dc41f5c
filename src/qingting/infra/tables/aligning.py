"""Bring one row of a file under the header."""

from qingting.infra.tables.model import Cell, Record, SourceRow
from qingting.infra.tables.problems import problem


def is_blank(cells: tuple[Cell, ...]) -> bool:
    """No cell holds anything but white space."""
    return all(cell is None or (isinstance(cell, str) and (not cell or cell.isspace())) for cell in cells)


def align(record: Record, width: int | None) -> SourceRow:
    """Make the row `width` cells wide; None leaves it as it is.

    Missing cells at the end become empty (many exports leave them out) and are reported. Cells beyond the header mean that something
    shifted, most often a delimiter in unquoted text: such a row is not read, because its words would land in the wrong fields.
    """
    cells = record.cells
    noted = () if record.problem is None else (record.problem,)
    if record.problem is not None and not cells:
        return SourceRow(record.line, (), noted, broken=True)
    if width is None or len(cells) == width:
        return SourceRow(record.line, cells, noted)
    if len(cells) < width:
        short = problem("row_short", found=len(cells), expected=width)
        return SourceRow(record.line, cells + ("",) * (width - len(cells)), (*noted, short))
    if is_blank(cells[width:]):
        return SourceRow(record.line, cells[:width], noted)
    ragged = problem("row_ragged", found=len(cells), expected=width)
    return SourceRow(record.line, (), (*noted, ragged), broken=True)
