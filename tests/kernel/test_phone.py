"""The same telephone is the same text, whoever typed it and whichever spreadsheet mangled it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.kernel.phone import last4, mask_phone, normalise_phone


@pytest.mark.parametrize(
    "raw",
    [
        "13800006621",
        "138 0000 6621",
        "138-0000-6621",
        "１３８００００６６２１",
        "+86 138 0000 6621",
        "(+86)13800006621",
        "+86-013800006621",
        "0086 13800006621",
        "8613800006621",
        "013800006621",
        "13800006621.0",
        "1.3800006621E+10",
        "1.3800006621e10",
        "13800006621转801",
        "电话：13800006621",
        "13800006621/13900001111",
        "'13800006621",
    ],
)
def test_one_mobile_has_one_form(raw: str) -> None:
    assert normalise_phone(raw) == "13800006621"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("021-6234 5678", "02162345678"),
        ("+86 21 6234 5678", "02162345678"),
        ("+86 (0)21 62345678", "02162345678"),
        ("+86 10 8888 6666", "01088886666"),
        ("021-62345678 ext. 801", "02162345678"),
        ("400-800-1234", "4008001234"),
        ("+86 4008001234", "4008001234"),
        ("+86 95588", "95588"),
        ("12345", "12345"),
        ("+852 9123 4567", "+85291234567"),
        ("00852 9123 4567", "+85291234567"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("6234 5678", "62345678"),
    ],
)
def test_landlines_services_and_foreign_numbers(raw: str, number: str) -> None:
    assert normalise_phone(raw) == number


def test_a_trailing_zero_dropped_by_the_spreadsheet_comes_back() -> None:
    assert normalise_phone("1.380000662E+10") == "13800006620"


@pytest.mark.parametrize(
    "raw", ["1.38E+10", "1.38001E+10", "1.23456E+2", "", "  ", "无", "不详", "N/A", "-", "138****6621", "138xxxx6621", "12", "1" * 16, "#"]
)
def test_two_customers_are_not_made_one_by_a_number_that_is_none(raw: str) -> None:
    assert normalise_phone(raw) == ""


@given(st.text(max_size=30) | st.text(alphabet="0123456789+- ()Ee.*/转", max_size=25))
def test_any_text_is_survived_and_a_number_stays_what_it_is(raw: str) -> None:
    number = normalise_phone(raw)
    assert normalise_phone(number) == number
    assert number.removeprefix("+").isdecimal() or number == ""
    mask_phone(raw)
    last4(raw)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800006621", "138 **** 6621"),
        ("+86 138-0000-6621", "138 **** 6621"),
        ("02162345678", "021 **** 5678"),
        ("+85291234567", "+852 **** 4567"),
        ("4008001234", "**** 1234"),
        ("62345678", "**** 5678"),
        ("12345", "****"),
        ("无", "****"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_only_what_people_need(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_masking_hides_the_middle_of_every_mobile(phone: str) -> None:
    assert mask_phone(phone) == f"{phone[:3]} **** {phone[7:]}"


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("138 0000 6621", "6621"), ("138****6621", "6621"), ("138 **** 6621", "6621"), ("12345", ""), ("", ""), ("1.38E+10", "")],
)
def test_the_last_four_digits_as_a_customer_says_them(phone: str, digits: str) -> None:
    assert last4(phone) == digits
