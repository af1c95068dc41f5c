"""Telephone numbers as they come from people and spreadsheets."""

import re
import unicodedata

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"(?:[48]00[0-9]{7}|9[56][0-9]{3,6}|1[0-9]{2,4})")
_SCIENTIFIC = re.compile(r"\+?([0-9])\.?([0-9]*)e\+?([0-9]{1,2})", re.IGNORECASE)
_ANOTHER = re.compile(r"[/、,;\n|]|或")
_EXTENSION = re.compile(r"转|轉|分机|分機|ext|#|(?<=[0-9])\s*x", re.IGNORECASE)
_MASKED = re.compile(r"[*•●×]|(?i:xx)")
_DIGITS_A_SPREADSHEET_MAY_DROP = 2


def normalise_phone(raw: str) -> str:
    """The number as digits, so that the same telephone is the same text: "+86 138-0000-6621" gives "13800006621".

    Numbers of mainland China lose the country code (landlines get their 0 back); others keep a leading "+" when they had one.
    Of several numbers the first counts; an extension is left out. A number in a spreadsheet's scientific form is read when
    its digits are there ("1.3800006621E+10"). Empty when there is no number: no digits, masked ("138****6621"), fewer than
    3 or more than 15 digits, or digits lost by the spreadsheet ("1.38E+10").
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if _MASKED.search(text):
        return ""
    text = next((part for part in _ANOTHER.split(text) if any(letter.isdecimal() for letter in part)), "").strip()
    if scientific := _SCIENTIFIC.fullmatch(text):
        text = _written_out(*scientific.groups())
    else:
        text = re.sub(r"\.0*$", "", _EXTENSION.split(text)[0])
    digits = re.sub(r"[^0-9]", "", text)
    if digits.startswith("00"):
        digits, abroad = digits[2:], True
    else:
        abroad = "+" in text
    digits, abroad = _at_home(digits, abroad)
    if not 3 <= len(digits) <= 15:
        return ""
    return "+" + digits if abroad else digits


def mask_phone(phone: str) -> str:
    """The number for eyes that need not see all of it: "138 **** 6621". Short numbers show less, unreadable ones nothing."""
    number = normalise_phone(phone)
    if not number:
        return "****" if phone.strip() else ""
    digits = number.lstrip("+")
    if len(digits) < 7:
        return "****"
    if len(digits) < 11:
        return f"**** {digits[-4:]}"
    return f"{number[: len(number) - len(digits) + 3]} **** {digits[-4:]}"


def last4(phone: str) -> str:
    """The last four digits, as people say them to each other; also of a masked number. Empty when there are none."""
    number = normalise_phone(phone).lstrip("+")
    if number:
        return number[-4:] if len(number) >= 7 else ""
    masked = re.search(r"[*•●×x]\s*-?([0-9]{4})$", unicodedata.normalize("NFKC", phone).strip(), re.IGNORECASE)
    return masked[1] if masked else ""


def _written_out(first: str, rest: str, exponent: str) -> str:
    """ "1", "38", "10" as "13800000000"; "" when more digits are missing than trailing zeros explain."""
    rest = rest.rstrip("0")
    missing = int(exponent) - len(rest)
    return first + rest + "0" * missing if 0 <= missing <= _DIGITS_A_SPREADSHEET_MAY_DROP else ""


def _at_home(digits: str, abroad: bool) -> tuple[str, bool]:
    """A mainland number without its country code and whether a "+" remains."""
    if not abroad:
        for code in ("86", "0"):
            if digits.startswith(code) and _MOBILE.fullmatch(digits[len(code) :]):
                return digits[len(code) :], False
        return digits, False
    if not digits.startswith("86"):
        return digits, True
    local = digits[2:]
    if local.startswith("0"):
        local = local.lstrip("0")
        return (local, False) if _MOBILE.fullmatch(local) else ("0" + local, False)
    if _MOBILE.fullmatch(local) or _SERVICE.fullmatch(local):
        return local, False
    return ("0" + local, False) if 9 <= len(local) <= 11 else (digits, True)
