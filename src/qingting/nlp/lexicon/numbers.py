"""Numbers as people write them: 1,299.5 and 1.2万 and 两万三 and 三十多. Exact, never floating."""

import re
from decimal import Decimal

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "w": 10_000, "亿": 100_000_000}
# Vague numbers at their lower bound.
_VAGUE = {
    "几十": 20,
    "数十": 20,
    "十几": 10,
    "十多": 10,
    "上百": 100,
    "几百": 200,
    "数百": 200,
    "上千": 1000,
    "几千": 2000,
    "数千": 2000,
    "上万": 10_000,
    "几万": 20_000,
}

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,14}"
_ARABIC_NUMBER = re.compile(rf"({ARABIC})([千百十]?[万亿w]|[千百])?")


def parse_number(written: str) -> Decimal | None:
    """The value of one written number, or None when it is none. `written` is folded text without spaces."""
    if written in _VAGUE:
        return Decimal(_VAGUE[written])
    found = _ARABIC_NUMBER.fullmatch(written)
    if found:
        value = Decimal(found[1].replace(",", ""))
        for unit in found[2] or "":
            value *= _UNITS.get(unit) or _BIG[unit]
        return value
    whole = _chinese(written.translate(_FORMAL))
    return None if whole is None else Decimal(whole)


def _chinese(written: str) -> int | None:
    """Chinese numerals, the shortened colloquial form included: 一万二 is 12,000."""
    total = section = digit = 0
    last_unit = 1
    seen_digit = False
    for character in written:
        if character in DIGITS:
            if seen_digit and digit:  # "五六块" is no number, "一二三" is a code
                return None
            digit = DIGITS[character]
            seen_digit = True
            if digit == 0:
                last_unit = 1
        elif character in _UNITS:
            unit = _UNITS[character]
            section += (digit if seen_digit else 1) * unit
            digit, seen_digit, last_unit = 0, False, unit
        elif character in _BIG:
            if not (total or section or digit):
                return None
            total = (total + section + digit) * _BIG[character]
            section = digit = 0
            seen_digit, last_unit = False, _BIG[character]
        else:
            return None
    if not written:
        return None
    return total + section + digit * max(1, last_unit // 10)
