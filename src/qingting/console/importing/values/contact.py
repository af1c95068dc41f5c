"""Telephone numbers and mail addresses. What cannot be read is left out, noted and kept as it was: a wrong number joins strangers."""

import re

from qingting.console.importing.values.reading import Reading
from qingting.console.importing.values.text import text_of
from qingting.infra.tables.model import Cell
from qingting.kernel.phone import normalise_phone

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}")
_IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")


def phone(cell: Cell, reading: Reading) -> str | None:
    """The number as digits: 13800006621.0, "1.3800006621E+10", "＋８６ 138 0000 6621" all give "13800006621"."""
    text = text_of(cell)
    if _MOBILE.fullmatch(text):
        return text
    number = normalise_phone(text)
    if number:
        return number
    if re.fullmatch(r"[0-9.]+[eE]\+?[0-9]+", text):
        reading.warn("phone_rounded", value=text)
    elif re.search(r"[*•●×]", text):
        reading.warn("phone_masked", value=text)
    else:
        reading.warn("phone_unreadable", value=text)
    reading.keep(text)
    return None


def email(cell: Cell, reading: Reading) -> str | None:
    """The address; of "冯女士 <feng@example.com>" the part in brackets."""
    text = text_of(cell)
    bracketed = _IN_BRACKETS.search(text)
    address = (bracketed[1] if bracketed else text).strip().removeprefix("mailto:")
    if _EMAIL.fullmatch(address) and len(address) <= 254:
        return address
    reading.warn("email_unreadable", value=text)
    reading.keep(text)
    return None
