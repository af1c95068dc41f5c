"""Look through a zipped workbook before it is loaded: the loader would believe every size the file claims.

Three ways a small file can ask for a huge memory are found by unpacking it once, block by block, and counting: parts that
unpack to gigabytes; a single cell far out, because the loader keeps the whole rectangle a sheet spans; and one long shared
text that a million cells refer to, because the loader copies it into each.
"""

import re
import zipfile
import zlib
from collections import Counter
from typing import BinaryIO

from qingting.infra.tables.errors import DamagedFile, NotATable, PackedTooTightly, TooLarge
from qingting.infra.tables.limits import Limits

BLOCK = 1 << 20
MOST_PARTS = 10_000
LONGEST_TAG = 4 * BLOCK
BEYOND_ANY_FILE = 1 << 50
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})[0-9]")
_LINE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]{0,3}([0-9]{1,9})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SHARED_CELL = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_SHARED_INDEX = re.compile(rb"\st=\"s\"[^<]{0,200}><v>([0-9]{1,9})</v>")
_SHARED_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")


def check_workbook(stream: BinaryIO, *, name: str, packed_size: int, limits: Limits) -> int:
    """The number of formula cells in the workbook, when it is one and harmless.

    Raises NotATable (some other zip), DamagedFile, TooLarge or PackedTooTightly.
    """
    unpacked = 0
    shared = _SharedTexts()
    formulas = 0
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
            if not {"[content_types].xml", "xl/workbook.xml"} <= names:
                raise NotATable(file=name, what="zip")
            if len(parts) > MOST_PARTS:
                raise TooLarge(file=name, what="zip", limit=MOST_PARTS)
            for part in parts:
                part.file_size = BEYOND_ANY_FILE  # read to the true end of the data, not to the end the file claims
                scan = _Part(shared, name, limits)
                with archive.open(part) as opened:
                    while block := opened.read(BLOCK):
                        unpacked += len(block)
                        if unpacked > limits.sheet_bytes:
                            raise TooLarge(file=name, what="XLSX", limit=f"{limits.sheet_bytes} B")
                        if unpacked > limits.ratio_from and unpacked > limits.ratio * packed_size:
                            raise PackedTooTightly(file=name, limit=limits.ratio)
                        scan.add(block)
                formulas += scan.formulas
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise DamagedFile(file=name, reason=f"zip: {error}") from error
    if shared.size() > limits.sheet_bytes:
        raise TooLarge(file=name, what="XLSX", limit=f"{limits.sheet_bytes} B")
    return formulas


class _SharedTexts:
    """The texts that cells refer to, and how often they do."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.uses: Counter[int] = Counter()
        self.cells = 0

    def size(self) -> int:
        """Bytes once every cell holds its own copy. A cell whose text cannot be told counts as the longest."""
        longest = max(self.sizes, default=0)
        told = sum(count * self.sizes[index] for index, count in self.uses.items() if index < len(self.sizes))
        return told + max(0, self.cells - self.uses.total()) * longest


class _Part:
    """One part of the archive, read block by block: the rectangle its cells span, its formulas, its shared texts."""

    def __init__(self, shared: _SharedTexts, name: str, limits: Limits) -> None:
        self._shared = shared
        self._name = name
        self._limits = limits
        self._rest = b""
        self._is_xml: bool | None = None
        self._right = self._bottom = self._rows = self._side_by_side = 0
        self._since_text_end = 0
        self.formulas = 0

    def add(self, block: bytes) -> None:
        """Count the tags that end in this block. Raises TooLarge when the rectangle outgrows the limit."""
        if self._is_xml is None:
            self._is_xml = block.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        if not self._is_xml:
            return
        text = self._rest + block
        end = text.rfind(b">") + 1
        self._rest = text[end:]
        if len(self._rest) > LONGEST_TAG:
            self._rest = b""
            if b"<" in text[end:]:
                raise TooLarge(file=self._name, what="XML", limit=f"{LONGEST_TAG} B")
        text = text[:end]
        self.formulas += len(_FORMULA.findall(text))
        self._count_shared(text)
        cells = len(_CELL.findall(text))
        if cells:
            self._widen(text, cells)

    def _count_shared(self, text: bytes) -> None:
        self._shared.cells += len(_SHARED_CELL.findall(text))
        self._shared.uses.update(map(int, _SHARED_INDEX.findall(text)))
        start = 0
        for match in _SHARED_END.finditer(text):
            self._shared.sizes.append(self._since_text_end + match.end() - start)
            self._since_text_end, start = 0, match.end()
        self._since_text_end += len(text) - start

    def _widen(self, text: bytes, cells: int) -> None:
        columns = _COLUMN.findall(text)
        self._right = max(self._right, *map(_column_number, set(columns)), 1)
        self._bottom = max(self._bottom, *map(int, set(_LINE.findall(text))), 1)
        rows = _ROW.split(text)
        self._rows += len(rows) - 1
        if cells > len(columns):  # cells that do not say where they are stand side by side
            counts = [len(_CELL.findall(row)) for row in rows]
            counts[0] += self._side_by_side
            self._side_by_side = counts[-1]
            self._right = max(self._right, *counts)
        if self._right * max(self._bottom, self._rows) > self._limits.sheet_cells:
            raise TooLarge(file=self._name, what="XLSX", limit=f"{self._limits.sheet_cells} cells")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
