"""Know a row again that has no number of its own."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, time

from qingting.infra.tables.model import Cell
from qingting.kernel.text import clean


def canonical(cell: Cell) -> str:
    """The cell as text in the one form that counts for identity: 5.0 and "5" are the same, white space around it does not count."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell).strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def row_hash(source_system: str, header: Sequence[str] | None, cells: Sequence[Cell]) -> str:
    """SHA-256 (64 hex digits) of the row: source system, and each filled cell with its heading, in the order of the headings.

    Empty cells and the order of the columns do not count. Without header the position of a cell takes the place of its heading.
    """
    names: Sequence[str | int] = range(len(cells)) if header is None else header
    filled = sorted((name, text) for name, cell in zip(names, cells, strict=False) if (text := canonical(cell)))
    payload = json.dumps([source_system, filled], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(payload.encode()).hexdigest()


class Ordinals:
    """Counts equal rows of one file: the first has ordinal 0, the next equal one 1, so that all of them stay.

    Keeps 8 bytes of each hash, about 70 MB for a million different rows.
    """

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._more: dict[int, int] = {}

    def next(self, digest: str) -> int:
        """How many rows with this hash came before."""
        key = int(digest[:16], 16)
        if key not in self._once:
            self._once.add(key)
            return 0
        self._more[key] = self._more.get(key, 0) + 1
        return self._more[key]
