"""Know a row again that has no number of its own."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time
from operator import itemgetter

import orjson

from qingting.infra.tables.model import Cell
from qingting.kernel.text import clean


def canonical(cell: Cell) -> str:
    """The cell as text in the one form that counts for identity: 5.0 and "5" are the same, white space around it does not count."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text.isprintable() else clean(text).strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


class RowHasher:
    """Hashes the rows of one file.

    header  names of the columns; None: the position of a cell takes the place of its heading
    """

    def __init__(self, header: Sequence[str] | None) -> None:
        self._header = header
        self._order = [] if header is None else sorted(enumerate(header), key=itemgetter(1))

    def hash(self, source_system: str, cells: Sequence[Cell]) -> str:
        """SHA-256 (64 hex digits) of the JSON [source system, [[heading, text] of each filled cell, by heading]].

        Empty cells and the order of the columns do not count. `cells` is aligned with the header.
        """
        order = enumerate(range(len(cells))) if self._header is None else self._order
        filled = [(name, text) for index, name in order if (text := canonical(cells[index]))]
        return hashlib.sha256(orjson.dumps([source_system, filled])).hexdigest()


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
