"""Texts, numbers used as names, telephones, mail addresses, money, ratings, closed lists."""

from datetime import date, datetime

import pytest

from qingting.console.importing.values.amounts import fen, fen_from_yuan, score
from qingting.console.importing.values.choices import (
    CHANNELS,
    DEMANDS,
    KINDS,
    OUTCOMES,
    ROLES,
    STATUSES,
    one_of,
    one_of_or_kept,
    several_of,
)
from qingting.console.importing.values.contact import email, phone
from qingting.console.importing.values.reading import Unusable
from qingting.console.importing.values.text import is_empty, line, long_text, names, number, text_of
from tests.console.importing.support import a_reading


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "  ",
        "\u3000",
        "-",
        "--",
        "——",
        "无",
        " 无 ",
        "暂无",
        "N/A",
        "n/a",
        "#N/A",
        "NULL",
        "null",
        "None",
        "NaN",
        "NA",
        "/",
        "(空)",
        float("nan"),
    ],
)
def test_an_empty_marker_is_empty(cell):
    assert is_empty(cell)


@pytest.mark.parametrize("cell", [0, 0.0, False, "0", "无理取闹", "Na", "nanan", "没有人管", "a-", "否"])
def test_anything_else_is_not_empty(cell):
    assert not is_empty(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\n\t\t收到的杯子\r\n漏水 \n\t", "收到的杯子\n漏水"),
        ("a\x00b\x0b", "ab"),
        ("两  个空格　全角", "两  个空格　全角"),
        ("'=1+1", "=1+1"),
        ("'引用'", "'引用'"),
        (188006.0, "188006"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (datetime(2026, 2, 28, 9), "2026-02-28 09:00:00"),
        (date(2026, 2, 28), "2026-02-28"),
        (None, ""),
    ],
)
def test_words_stay_as_they_are_but_for_white_space_around_them(cell, text):
    assert text_of(cell) == long_text(cell, a_reading()) == text


def test_a_line_is_one_line():
    assert line(" 保温杯\n 漏水\t了 ", a_reading()) == "保温杯 漏水 了"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (188006.0, "188006"),
        ("188006.0", "188006"),
        ("ＫＳ２０２５", "KS2025"),
        (" A-1 ", "A-1"),
        ("1.5", "1.5"),
        ("007", "007"),
        ("1E5", "1E5"),
        ("1.3800006621E+10", "13800006621"),
    ],
)
def test_a_number_used_as_a_name(cell, expected):
    assert number(cell, a_reading()) == expected


@pytest.mark.parametrize("cell", ["2.02603E+15", "1.38E+10", 2.02603010001e17, 6222021234567890123])
def test_a_number_that_lost_digits_is_refused_because_others_lost_the_same(cell):
    with pytest.raises(Unusable) as caught:
        number(cell, a_reading())
    assert caught.value.code == "number_rounded"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("李梅、王强；张三,李梅\n赵四 | 钱五", ["李梅", "王强", "张三", "赵四", "钱五"]), ("；、", []), ("客服 一部", ["客服 一部"])],
)
def test_several_names_in_one_cell(cell, expected):
    assert names(cell, a_reading()) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "13800006621",
        13800006621.0,
        13800006621,
        "13800006621.0",
        "1.3800006621E+10",
        "1.3800006621e10",
        "１３８００００６６２１",
        "138 0000 6621",
        "138-0000-6621",
        "+86 13800006621",
        "13800006621/13900001234",
    ],
)
def test_a_telephone_number_is_its_digits(cell):
    reading = a_reading("customer.phone", "联系电话")
    assert phone(cell, reading) == "13800006621"
    assert reading.problems == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1.38E+10", "phone_rounded"), ("138****6621", "phone_masked"), ("没留", "phone_unreadable"), ("12", "phone_unreadable")],
)
def test_a_number_that_is_not_all_there_is_left_out_noted_and_kept(cell, code):
    reading = a_reading("customer.phone", "联系电话")
    assert phone(cell, reading) is None
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.extra == {"联系电话": cell}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("feng@example.com", "feng@example.com"),
        ("冯女士 <feng@example.com>", "feng@example.com"),
        ("mailto:a.b+c@x-y.com.cn", "a.b+c@x-y.com.cn"),
        ("反馈@例子.公司", "反馈@例子.公司"),
    ],
)
def test_a_mail_address(cell, expected):
    assert email(cell, a_reading()) == expected


@pytest.mark.parametrize("cell", ["feng", "a@b", "a b@c.com", "@c.com", "a@c.com; b@c.com", "a@" + "x" * 260 + ".com"])
def test_what_is_no_mail_address_is_left_out_noted_and_kept(cell):
    reading = a_reading("customer.email", "邮箱")
    assert email(cell, reading) is None
    assert [problem.code for problem in reading.problems] == ["email_unreadable"]
    assert reading.extra == {"邮箱": cell}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12.50", 1250),
        ("1,200", 120_000),
        ("¥1,299.00", 129_900),
        ("1.2万", 1_200_000),
        ("199元", 19_900),
        ("１９９", 19_900),
        (199, 19_900),
        (0.1 + 0.2, 30),
        (19.9, 1990),
        (0, 0),
    ],
)
def test_yuan_become_fen(cell, expected):
    assert fen_from_yuan(cell, a_reading()) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12.345", "amount_too_fine"),
        (12.345, "amount_too_fine"),
        (-1, "amount_unreadable"),
        ("-1", "amount_unreadable"),
        ("1e9", "amount_unreadable"),
        (float("inf"), "amount_unreadable"),
        ("US$5", "amount_unreadable"),
        (1e300, "amount_unreadable"),
    ],
)
def test_what_is_no_amount_is_refused(cell, code):
    with pytest.raises(Unusable) as caught:
        fen_from_yuan(cell, a_reading())
    assert caught.value.code == code


@pytest.mark.parametrize(("cell", "expected"), [("19900", 19_900), (19_900.0, 19_900), ("1,200", 1200)])
def test_fen_stay_fen(cell, expected):
    assert fen(cell, a_reading()) == expected


@pytest.mark.parametrize("cell", ["12.5", "x", -5, "NaN", "Infinity"])
def test_what_is_no_whole_fen_is_refused(cell):
    with pytest.raises(Unusable):
        fen(cell, a_reading())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(5, 5), (4.0, 4), ("3", 3), ("5分", 5), ("4星", 4), ("4/5", 4), ("非常满意", 5), ("满意", 4), ("不满意", 2), ("Very satisfied", 5)],
)
def test_a_rating(cell, expected):
    assert score(cell, a_reading()) == expected


@pytest.mark.parametrize("cell", [0, 6, 4.5, "好", "10"])
def test_what_is_no_rating_is_left_out_and_noted(cell):
    reading = a_reading("rating.score", "满意度")
    assert score(cell, reading) is None
    assert [problem.code for problem in reading.problems] == ["score_unreadable"]
    assert list(reading.extra) == ["满意度"]


@pytest.mark.parametrize(
    ("choices", "word", "code"),
    [
        (KINDS, "投诉", "complaint"),
        (KINDS, "Data rights", "data_rights"),
        (CHANNELS, "电话", "hotline"),
        (CHANNELS, "12345 热线", "h12345"),
        (CHANNELS, "Walk-In", "store"),
        (CHANNELS, "executive_box", "executive_box"),
        (STATUSES, "已办结", "closed"),
        (STATUSES, "Not accepted", "not_accepted"),
        (OUTCOMES, "部分属实", "partly"),
        (ROLES, "班组长", "lead"),
        (ROLES, "ＡＤＭＩＮ", "admin"),
    ],
)
def test_words_of_a_closed_list(choices, word, code):
    assert one_of(choices)(word, a_reading()) == code


@pytest.mark.parametrize("choices", [KINDS, CHANNELS, DEMANDS, STATUSES, OUTCOMES, ROLES])
def test_no_word_means_two_codes(choices):
    for code, words in choices.items():
        for word in (code, *words):
            assert one_of(choices)(word, a_reading()) == code


def test_an_unknown_word_of_a_closed_list_is_refused_with_the_list():
    with pytest.raises(Unusable) as caught:
        one_of(OUTCOMES)("大概属实", a_reading())
    assert caught.value.params == {"value": "大概属实", "choices": "upheld partly not"}


def test_an_unknown_channel_is_left_out_noted_and_kept():
    reading = a_reading("channel", "渠道")
    assert one_of_or_kept(CHANNELS)("飞鸽传书", reading) is None
    assert ([problem.code for problem in reading.problems], reading.extra) == (["choice_kept"], {"渠道": "飞鸽传书"})


def test_demands_in_one_cell_unknown_ones_become_other():
    reading = a_reading("demands", "诉求")
    assert several_of(DEMANDS)("退款；赔礼道歉、送锦旗；refund", reading) == ["refund", "apologise", "other"]
    assert ([problem.code for problem in reading.problems], reading.extra) == (["choice_kept"], {"诉求": "退款；赔礼道歉、送锦旗；refund"})
