"""Personal data is hidden, everything else is left as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.nlp.build import build_masker
from qingting.nlp.masking.checks import is_id_card, is_luhn, looks_like_id_card
from qingting.nlp.masking.mask import mask

HIDDEN = [
    ("我的电话13812345678", "phone", "我的电话138****5678"),
    ("电话：138 1234 5678，谢谢", "phone", "电话：138 **** 5678，谢谢"),
    ("138-1234-5678", "phone", "138-****-5678"),
    ("+86 13812345678", "phone", "+86 138****5678"),
    ("微信同号8613812345678", "phone", "微信同号86138****5678"),
    ("１３８１２３４５６７８", "phone", "１３８****５６７８"),
    ("打我手机一三八一二三四五六七八", "phone", "打我手机一三八****五六七八"),
    ("座机010-62345678", "landline", "座机010-******78"),
    ("（0571）87654321", "landline", "（0571）******21"),
    ("021 5234 5678", None, "021 5234 5678"),
    ("联系电话：87654321", "landline", "联系电话：******21"),
    ("身份证11010519491231002X", "id_card", "身份证110*************2X"),
    ("身份证号是440308199901010012", "id_card", "身份证号是440*************12"),
    ("身份证号：123456789012345678", "id_card", "身份证号：123*************78"),
    ("卡号6222 0212 0000 1234 567", "bank_card", "卡号**** **** **** ***4 567"),
    ("我的卡是4111111111111111", "bank_card", "我的卡是************1111"),
    ("邮箱 wang.xiao-ming@example.com.cn", "email", "邮箱 w***.****-****@example.com.cn"),
    ("发到Li_Na99@QQ.com吧", "email", "发到L*_****@QQ.com吧"),
    ("车牌京A12345", "plate", "车牌京A****5"),
    ("新能源车粤BD12345被刮", "plate", "新能源车粤B*****5被刮"),
    ("車牌滬A·8K123", "plate", "車牌滬A·****3"),
]

KEPT = [
    "请打12315或者12345",
    "客服热线400-820-8820",
    "订单号2024112109301234567没发货",
    "订单号4111111111111111",
    "价格12999元，型号X3000-2024",
    "2024-11-21 09:30 下单",
    "快递单号SF1234567890123",
    "等了138分钟",
    "地址是1号楼2单元301",
    "版本 10.15.7.1",
    "新品发布会",
    "@所有人 看一下",
    "",
]


@pytest.mark.parametrize(("text", "label", "masked"), HIDDEN)
def test_hidden(text: str, label: str | None, masked: str) -> None:
    hidden, spans = mask(text)
    assert [span.label for span in spans] == ([label] if label else [])
    assert hidden == masked


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert mask(text) == (text, ())


def test_several_numbers_in_one_line_are_all_hidden() -> None:
    hidden, spans = mask("本人13812345678 家人13987654321，邮箱a1@b.cn，车牌苏E12345")
    assert [span.label for span in spans] == ["phone", "phone", "email", "plate"]
    assert "13812345678" not in hidden and "13987654321" not in hidden


def test_the_span_shows_only_the_masked_words() -> None:
    (span,) = mask("电话13812345678")[1]
    assert (span.text, span.start, span.end) == ("138****5678", 2, 13)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("110105194913310021", False),
        ("990105194912310021", False),
        ("110105491231002", True),
        ("123", False),
        ("", False),
    ],
)
def test_id_card_checks(number: str, right: bool) -> None:
    assert is_id_card(number) is right


def test_a_wrong_check_character_still_looks_like_a_card() -> None:
    assert looks_like_id_card("110105194912310021")


@pytest.mark.parametrize(("number", "right"), [("4111111111111111", True), ("4111111111111112", False), ("79927398713", True)])
def test_luhn(number: str, right: bool) -> None:
    assert is_luhn(number) is right


@given(st.text(max_size=200))
def test_any_text_is_masked_in_place(text: str) -> None:
    hidden, spans = build_masker().mask(text)
    assert len(hidden) == len(text)
    inside = {place for span in spans for place in range(span.start, span.end)}
    assert all(old == new for place, (old, new) in enumerate(zip(text, hidden, strict=True)) if place not in inside)


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", "电话", "我是", "。", "，"]),
    st.sampled_from(["", "。", "请回电", " 谢谢"]),
)
def test_every_mobile_number_is_hidden(number: str, before: str, after: str) -> None:
    assert number not in mask(before + number + after)[0]


def test_masking_twice_changes_nothing_more() -> None:
    once = mask("电话13812345678，身份证11010519491231002X，a@b.com")[0]
    assert mask(once)[0] == once
