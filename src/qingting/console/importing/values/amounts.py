"""Money, as whole fen, and ratings."""

from decimal import Decimal, InvalidOperation

from qingting.console.importing.values.reading import Reading, Unusable
from qingting.console.importing.values.text import text_of
from qingting.infra.tables.model import Cell
from qingting.kernel.money import LARGEST_FEN, MoneyError, TooFine, parse_yuan

_NOISE = Decimal("0.000001")  # what binary fractions of a spreadsheet may add to an amount
_SCORES = {
    "非常满意": 5, "很满意": 5, "very satisfied": 5, "满意": 4, "satisfied": 4, "一般": 3, "基本满意": 3, "neutral": 3,
    "不满意": 2, "dissatisfied": 2, "非常不满意": 1, "很不满意": 1, "very dissatisfied": 1,
}  # fmt: skip


def fen_from_yuan(cell: Cell, reading: Reading) -> int:
    """An amount in yuan ("1,200.50", "¥1.2万", 12.5) in fen. Raises Unusable."""
    text = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _whole(Decimal(repr(cell)) * 100, text)
    try:
        return parse_yuan(text)
    except TooFine:
        raise Unusable("amount_too_fine", value=text) from None
    except MoneyError:
        raise Unusable("amount_unreadable", value=text) from None


def fen(cell: Cell, reading: Reading) -> int:
    """An amount given in fen. Raises Unusable."""
    text = text_of(cell)
    try:
        return _whole(Decimal(text.replace(",", "")), text)
    except InvalidOperation:
        raise Unusable("amount_unreadable", value=text) from None


def score(cell: Cell, reading: Reading) -> int | None:
    """A rating from 1 to 5: 5, "5分", "4星", "满意". Anything else is left out, noted and kept."""
    text = text_of(cell).lower()
    digits = text.removesuffix(".0").rstrip("分星★ ").removesuffix("/5")
    if digits in {"1", "2", "3", "4", "5"}:
        return int(digits)
    if text in _SCORES:
        return _SCORES[text]
    reading.warn("score_unreadable", value=text)
    reading.keep(text)
    return None


def _whole(amount: Decimal, text: str) -> int:
    nearest = amount.to_integral_value() if amount.is_finite() else None
    if nearest is None or not 0 <= nearest <= LARGEST_FEN:
        raise Unusable("amount_unreadable", value=text)
    if abs(amount - nearest) > _NOISE:
        raise Unusable("amount_too_fine", value=text)
    return int(nearest)
