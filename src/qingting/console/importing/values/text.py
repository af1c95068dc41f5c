"""Texts, single lines, numbers used as names, and what counts as empty."""

import re
import unicodedata
from datetime import date, datetime, time

from qingting.console.importing.values.reading import Reading, Unusable
from qingting.infra.tables.formulas import unguard
from qingting.infra.tables.model import Cell
from qingting.kernel.text import clean

EMPTY = frozenset({
    "-", "--", "---", "—", "——", "－", "/", "\\", "无", "空", "暂无", "未填", "(空)", "（空）", "(无)", "（无）",
    "n/a", "#n/a", "null", "(null)", "none", "nan", "nat", "<na>", "undefined", "#value!", "#ref!", "#div/0!", "#name?",
})  # fmt: skip
_ROUNDED = re.compile(r"[0-9](?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
_SEPARATORS = re.compile(r"[、,，;；\n|]+")
EXACT = 2**53
LONGEST_MARKER = 10


def is_empty(cell: Cell) -> bool:
    """Nothing, white space, or one of the markers people and programs put where nothing is."""
    if cell is None:
        return True
    if isinstance(cell, str):
        text = cell.strip()
        return not text or (len(text) <= LONGEST_MARKER and (text == "NA" or text.lower() in EMPTY))
    return isinstance(cell, float) and cell != cell  # NaN


def text_of(cell: Cell) -> str:
    """The cell as text: control characters gone, white space around it gone, everything inside as it is."""
    if isinstance(cell, str):
        text = cell.strip()
        if not text.isprintable():  # most texts are, and need no cleaning
            text = clean(text).strip()
        return unguard(text) if text.startswith("'") else text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def long_text(cell: Cell, reading: Reading) -> str:
    """Words of a person, unchanged but for white space around them."""
    return text_of(cell)


def line(cell: Cell, reading: Reading) -> str:
    """A short text on one line: white space inside becomes one blank."""
    text = text_of(cell)
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def number(cell: Cell, reading: Reading) -> str:
    """A number used as a name (complaint number, order number, account): 188006.0 is "188006", full width becomes ASCII.

    Raises Unusable when a spreadsheet has rounded it ("2.02603E+15"): another row may have had the same digits.
    """
    text = line(cell, reading)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if isinstance(cell, int | float) and abs(cell) >= EXACT:
        raise Unusable("number_rounded", value=text)
    if isinstance(cell, str):
        if (match := _ROUNDED.fullmatch(text)) and (match[1] or "0") != "0":
            decimals, exponent = match[1], int(match[2])
            if len(decimals) < exponent:
                raise Unusable("number_rounded", value=text)
            return text.replace(".", "")[: exponent + 1] if len(decimals) == exponent else text
        if text.endswith(".0") and text[:-2].isdecimal():
            return text[:-2]
    return text


def names(cell: Cell, reading: Reading) -> list[str]:
    """Several names in one cell, parted by 、 ， , ； ; | or a line break; each once."""
    parts = (" ".join(part.split()) for part in _SEPARATORS.split(text_of(cell)))
    return list(dict.fromkeys(part for part in parts if part))
