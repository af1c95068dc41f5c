"""Check digits that tell real numbers from ones that only look like them."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10x98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def looks_like_id_card(number: str) -> bool:
    """Province and birth date of a Chinese identity card of 18 or 15 characters are possible."""
    if len(number) not in (15, 18) or number[:2] not in _PROVINCES or not number[:-1].isdecimal():
        return False
    birth = number[6:14] if len(number) == 18 else "19" + number[6:12]
    month, day = int(birth[4:6]), int(birth[6:8])
    return "1850" <= birth[:4] <= "2100" and 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]


def is_id_card(number: str) -> bool:
    """A possible identity card whose check character is right; old ones of 15 digits have none (GB 11643)."""
    if not looks_like_id_card(number):
        return False
    if len(number) == 15:
        return number.isdecimal()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECK_CHARACTERS[total % 11] == number[17].lower()


def is_luhn(number: str) -> bool:
    """Whether the digits pass the check of payment cards (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
