"""Which runs of digits are somebody's number."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qingting.nlp.masking.checks import is_id_card, is_luhn, looks_like_id_card

# Digits in groups parted by single spaces or dashes; a number is at most this many groups.
MOST_GROUPS = 7
_RUN = re.compile(r"\+?\d+(?:[ \-—–]\d+)*x?")
_GROUP = re.compile(r"\+?\d+x?")
_MOBILE = re.compile(r"(?:(?:\+|00)?86)?1[3-9]\d{9}")
_CARD_ISSUERS = re.compile(r"62|4|5[1-5]|2[2-7]|3[457]|6011|6[05]|81|9558|9111")
_ID_WORDS = re.compile(r"(?:身份证|证件|id ?card|id number|identity)[^\d]{0,8}$")
_CARD_WORDS = re.compile(r"(?:银行卡|卡号|信用卡|储蓄卡|借记卡|账号|帐号|card|card number)[^\d]{0,8}$")
_OTHER_WORDS = re.compile(r"(?:单号|订单|编号|流水|运单|快递|条码|序列|批号|批次|imei|sn|order|tracking|serial)[^\d]{0,8}$")
_CONTEXT = 18


class Found(NamedTuple):
    """Something to hide: [start, end), and how many outer signs stay visible."""

    label: str
    start: int
    end: int
    head: int
    foot: int


def find_numbers(view: str) -> Iterator[Found]:
    """Mobile numbers, identity cards and bank cards of a folded text, written with or without gaps."""
    for run in _RUN.finditer(view):
        groups = [(group.start() + run.start(), group.end() + run.start()) for group in _GROUP.finditer(run[0])]
        position = 0
        while position < len(groups):
            for last in range(min(len(groups), position + MOST_GROUPS), position, -1):
                start, end = groups[position][0], groups[last - 1][1]
                found = _classify(view, start, end)
                if found is not None:
                    yield found
                    position = last
                    break
            else:
                position += 1


def _classify(view: str, start: int, end: int) -> Found | None:
    if end - start > 32:
        return None
    number = re.sub(r"[ \-—–]", "", view[start:end])
    before = view[max(0, start - _CONTEXT) : start]
    if _MOBILE.fullmatch(number):
        return Found("phone", start, end, sum(map(str.isdigit, number)) - 8, 4)
    if is_id_card(number) and (len(number) == 18 or not _OTHER_WORDS.search(before)):
        return Found("id_card", start, end, 3, 2)
    if len(number) in (15, 18) and (_ID_WORDS.search(before) or (number[-1] == "x" and looks_like_id_card(number))):
        return Found("id_card", start, end, 3, 2)
    if not number.isdecimal():
        return None
    if 12 <= len(number) <= 19 and _CARD_WORDS.search(before):
        return Found("bank_card", start, end, 0, 4)
    if 15 <= len(number) <= 19 and _CARD_ISSUERS.match(number) and is_luhn(number) and not _OTHER_WORDS.search(before):
        return Found("bank_card", start, end, 0, 4)
    return None
