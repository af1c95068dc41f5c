"""Money is whole fen. What is not clearly an amount is refused, so that nobody is paid by mistake."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.kernel.errors import DomainError
from qingting.kernel.money import LARGEST_FEN, MoneyError, TooFine, TooLarge, format_fen, parse_yuan


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("0.01", 1),
        ("0", 0),
        ("12.500", 1250),
        ("1,200", 120_000),
        ("1,234,567.89", 123_456_789),
        ("1.2万", 1_200_000),
        ("1.23456万", 1_234_560),
        ("3千", 300_000),
        ("1亿", 10_000_000_000),
        ("1.2w", 1_200_000),
        ("5K", 500_000),
        ("￥１，２００．５０", 120_050),
        (" ¥ 500 元 ", 50_000),
        ("人民币500元整", 50_000),
        ("500块钱", 50_000),
        ("RMB 1,200", 120_000),
        ("1.2萬圓", 1_200_000),
    ],
)
def test_amounts_as_people_write_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "-5",
        "−5",
        "+5",
        "1e9",
        "1E9",
        "NaN",
        "inf",
        "0x10",
        "1,2",
        "12,00",
        "1,20,000",
        "1.2.3",
        ".",
        "5.",
        "$5",
        "5美元",
        "€5",
        "5 6",
    ]
    + ["1_000", "五百", "½", "٥٠", "9" * 400, "1" * 61, "=1+1", "500 or 600", "5元6角"],
)
def test_what_is_not_clearly_an_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError) as refused:
        parse_yuan(text, field="amount")
    assert isinstance(refused.value, DomainError)
    assert refused.value.code == "kernel.money.unreadable"
    assert refused.value.field == "amount"


@pytest.mark.parametrize("text", ["12.505", "0.001", "1.2345678万"])
def test_half_a_fen_is_not_rounded_silently(text: str) -> None:
    with pytest.raises(TooFine):
        parse_yuan(text)


def test_an_amount_beyond_every_claim_is_refused() -> None:
    assert parse_yuan("99999999999999.99") == LARGEST_FEN
    for text in ("100000000000000", "9999999亿"):
        with pytest.raises(TooLarge):
            parse_yuan(text)


def test_the_refusal_repeats_a_short_piece_of_the_input_only() -> None:
    with pytest.raises(MoneyError) as refused:
        parse_yuan("退" * 10_000)
    assert len(refused.value.message("zh")) < 150


@pytest.mark.parametrize(
    ("fen", "currency", "lang", "text"),
    [
        (120_050, "CNY", "zh", "¥1,200.50"),
        (120_050, "CNY", "en", "CNY 1,200.50"),
        (5, "CNY", "zh", "¥0.05"),
        (0, "CNY", "zh", "¥0.00"),
        (-5, "CNY", "zh", "-¥0.05"),
        (-120_050, "CNY", "en-US", "-CNY 1,200.50"),
        (1_000, "JPY", "zh", "JPY 1,000"),
        (120_050, "USD", "zh", "US$1,200.50"),
        (120_050, "CHF", "zh", "CHF 1,200.50"),
    ],
)
def test_amounts_as_people_read_them(fen: int, currency: str, lang: str, text: str) -> None:
    assert format_fen(fen, currency, lang) == text


@given(st.integers(0, LARGEST_FEN), st.sampled_from(["zh", "en"]))
def test_what_is_shown_can_be_typed_in_again(fen: int, lang: str) -> None:
    assert parse_yuan(format_fen(fen, "CNY", lang)) == fen


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_wan_is_ten_thousand_times(units: int, decimals: int) -> None:
    digits = str(units).zfill(decimals + 1)
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    assert parse_yuan(text + "万") * 10**decimals == units * 1_000_000


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    with contextlib.suppress(MoneyError):
        assert 0 <= parse_yuan(text) <= LARGEST_FEN
