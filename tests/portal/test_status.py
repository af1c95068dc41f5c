"""Number and four digits: the status and nothing else, and no way of finding out more."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from qingting.portal.limits import LIMITS
from tests.portal.conftest import WORDS


def ask(visitor, no: str, digits: str):
    return visitor.post("/portal/status", {"no": no, "digits": digits})


def test_the_status_in_a_few_words_and_nothing_else(visitor, opened):
    record = opened(visitor.submit(name="冯女士", demands=["refund"]))
    html = ask(visitor, record.no, "6621").content.decode()
    assert "已经收到，正在安排专人受理" in html and record.no in html
    for secret in (WORDS, "冯女士", "13800006621", "/portal/r/", "agent", record.title):
        assert secret not in html


@pytest.mark.parametrize(("no", "digits"), [(" {no} ", "6621"), ("{lower}", "６６２１"), ("{wide}", " 6 6 2 1 ")])
def test_as_people_type_it(visitor, opened, no, digits):
    real = opened(visitor.submit()).no
    wide = real.translate({ord(c): ord(c) + 0xFEE0 for c in real})
    assert ask(visitor, no.format(no=real, lower=real.lower(), wide=wide), digits).status_code == 200


def test_a_wrong_number_and_wrong_digits_get_the_same_answer(visitor, opened):
    record = opened(visitor.submit())
    answers = [
        ask(visitor, no, digits)
        for no, digits in (
            (record.no, "0000"),
            ("TS2611189999", "6621"),
            (record.no, "621"),
            (record.no, "\x00"),
            ("'; --", "6621"),
            ("", ""),
            (record.no, "13800006621"),
        )
    ]
    texts = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert {answer.status_code for answer in answers} == {404} and len(texts) == 1


def test_a_complaint_without_a_telephone_is_opened_by_no_digits(visitor, opened):
    record = opened(visitor.submit(phone="", email="feng@example.com"))
    for digits in ("", "0000", "    "):
        assert ask(visitor, record.no, digits).status_code == 404


def test_trying_the_digits_out_ends_soon_for_a_number_from_everywhere(visitor, opened):
    record = opened(visitor.submit())
    tries = LIMITS["status_no"][0]
    codes = [
        Client(REMOTE_ADDR=f"203.0.113.{i}").post("/portal/status", {"no": record.no, "digits": f"{i:04}"}).status_code
        for i in range(tries + 2)
    ]
    assert codes == [404] * tries + [429] * 2
    assert ask(visitor, record.no, "6621").status_code == 429, "the right digits neither, or the limit would mean nothing"
    other = opened(visitor.submit(phone="13900001234"))
    assert ask(visitor, other.no, "1234").status_code == 200


def test_one_address_cannot_go_through_the_numbers(visitor):
    codes = [ask(visitor, f"TS261118{i:04}", "6621").status_code for i in range(LIMITS["status"][0] + 1)]
    assert codes[-1] == 429 and codes[-2] == 404
    assert "Retry-After" in visitor.page.headers


def test_digits_never_stand_in_an_address(visitor):
    html = visitor.get("/portal/status")
    assert re.search(r'<form[^>]*method="post"[^>]*action="/portal/status"', html)
