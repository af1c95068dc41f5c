"""Amounts of money: whole fen (the smallest unit), never a float."""

import re
import unicodedata

from qingting.kernel.errors import DomainError

LARGEST_FEN = 10**16 - 1
"""The largest amount that is read, a little under 100 trillion yuan: far above any claim, far below a 64-bit column."""

_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(千|万|萬|亿|億|k|w)?")
_WORDS_AROUND = re.compile(r"^(?:人民币|人民幣|rmb|cny)?\s*¥?\s*|\s*(?:元整|元|圆整|圆|圓|块钱|块|塊|rmb|cny)?$", re.IGNORECASE)
_FACTOR = {"千": 10**3, "k": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8}
_LONGEST_INPUT = 60
_SIGNS_ZH = {"CNY": "¥", "HKD": "HK$", "TWD": "NT$", "MOP": "MOP$", "USD": "US$", "EUR": "€", "GBP": "£"}
_WITHOUT_DECIMALS = frozenset({"JPY", "KRW", "VND"})


class MoneyError(DomainError):
    """The text is not an amount. Negative amounts, exponents and other currencies are none either."""

    code = "kernel.money.unreadable"
    zh = "“{text}”不是可识别的金额，请填写如 12.50、1,200 或 1.2万。"
    en = "“{text}” is not an amount; write it like 12.50, 1,200 or 1.2万."


class TooFine(MoneyError):
    """The amount has parts smaller than one fen."""

    code = "kernel.money.too_fine"
    zh = "金额“{text}”最多精确到分。"
    en = "The amount “{text}” may not be finer than 0.01 yuan."


class TooLarge(MoneyError):
    """The amount is beyond `LARGEST_FEN`."""

    code = "kernel.money.too_large"
    zh = "金额“{text}”过大。"
    en = "The amount “{text}” is too large."


def parse_yuan(text: str, *, field: str | None = None) -> int:
    """An amount in yuan as people write it, in fen: "12.50" gives 1250, "1,200" 120000, "1.2万" 1200000.

    Full-width digits, ¥, 元, 块, RMB, 千 万 亿 and the k and w of chats are understood. Raises `MoneyError`.
    """
    plain = _WORDS_AROUND.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    match = _AMOUNT.fullmatch(plain.lower()) if len(plain) <= _LONGEST_INPUT else None
    if match is None:
        raise MoneyError(field=field, text=text[:_LONGEST_INPUT])
    whole, decimals, unit = match[1].replace(",", ""), match[2] or "", match[3]
    scale: int = 10 ** len(decimals)
    fen, rest = divmod(int(whole + decimals) * _FACTOR.get(unit or "", 1) * 100, scale)
    if rest:
        raise TooFine(field=field, text=text[:_LONGEST_INPUT])
    if fen > LARGEST_FEN:
        raise TooLarge(field=field, text=text[:_LONGEST_INPUT])
    return fen


def format_fen(fen: int, currency: str = "CNY", lang: str = "zh") -> str:
    """The amount for people: 120050 is "¥1,200.50" in Chinese and "CNY 1,200.50" in English, where ¥ may also mean yen.

    The number counts the smallest unit of the currency (ISO 4217), which for the yen is the yen itself.
    """
    units = abs(fen)
    number = f"{units:,}" if currency in _WITHOUT_DECIMALS else f"{units // 100:,}.{units % 100:02d}"
    sign = "-" if fen < 0 else ""
    if lang.lower().startswith("en") or currency not in _SIGNS_ZH:
        return f"{sign}{currency} {number}"
    return f"{sign}{_SIGNS_ZH[currency]}{number}"
