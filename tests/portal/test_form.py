"""The form gives back everything that was typed, says beside each field what is wrong, and never ticks a consent."""

from __future__ import annotations

import re

import pytest

from qingting.complaints.models import Complaint
from tests.portal.conftest import WORDS, a_file


def box(html: str, name: str) -> str:
    found = re.search(rf'<input type="checkbox"[^>]*name="{name}"[^>]*>', html)
    assert found is not None
    return found[0]


def test_no_consent_is_ticked_beforehand_not_even_when_the_page_comes_back(visitor):
    first = visitor.get("/portal/")
    again = visitor.post("/portal/", visitor.filled(phone="", sensitive="1")).content.decode()
    for html in (first, again):
        assert "checked" not in box(html, "consent") and "checked" not in box(html, "sensitive")
    assert "checked" not in first


def test_everything_typed_comes_back_and_each_message_stands_beside_its_field(visitor):
    typed = {
        "category": "quality",
        "demands": ["refund", "certify"],
        "name": "冯女士",
        "order_no": "DD-1",
        "email": "not-an-address",
        "phone": "12",
        "consent": "",
    }
    answer = visitor.post("/portal/", visitor.filled(verbatim="  \n第一行\n第二行  ", **typed))
    html = answer.content.decode()
    assert answer.status_code == 422 and Complaint.objects.count() == 0
    assert ">\n  \n第一行\n第二行  </textarea>" in html, "the words come back as they were"
    for value in ("冯女士", "DD-1", "not-an-address"):
        assert f'value="{value}"' in html
    assert re.search(r'value="quality" checked', html) and re.search(r'value="refund" checked', html)
    assert re.search(r"<details open><summary[^>]*><span[^>]*>更多</span></summary>", html), "a choice among the folded ones is seen"
    for field, words in (("phone", "号码看起来不完整"), ("email", "邮箱地址看起来不完整"), ("consent", "请在这里打勾")):
        assert re.search(rf'id="{field}-error">.*?{words}', html, re.S), field
        assert f'aria-describedby="{field}' in html
    assert "还有 3 处需要补充或更正" in html


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"verbatim": ""}, "verbatim", "请写下发生了什么"),
        ({"verbatim": " \n\t "}, "verbatim", "请写下发生了什么"),
        ({"verbatim": "\u200b\u200b"}, "verbatim", "请写下发生了什么"),
        ({"verbatim": "字" * 200_000}, "verbatim", "您写了 200,000 个"),
        ({"phone": ""}, "phone", "手机号或邮箱"),
        ({"phone": "一三八"}, "phone", "号码看起来不完整"),
        ({"phone": "138****6621"}, "phone", "号码看起来不完整"),
        ({"phone": "1" * 80}, "phone", "最多 60 个字"),
        ({"email": "a@b"}, "email", "邮箱地址"),
        ({"email": "a@example.com\nbcc: x@example.com"}, "email", "邮箱地址"),
        ({"name": "名" * 121}, "name", "最多 120 个字"),
        ({"order_no": "9" * 61}, "order_no", "最多 60 个字"),
        ({"category": "no.such"}, "category", "请重新选择"),
        ({"demands": ["refund", "the_moon"]}, "demands", "请重新选择"),
        ({"consent": "0"}, "consent", "请在这里打勾"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(visitor, fields, field, words):
    answer = visitor.post("/portal/", visitor.filled(**fields))
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-error">(.*?)</p>', answer.content.decode(), re.S)
    assert found is not None and words in found[1]
    assert Complaint.objects.count() == 0


def test_all_demands_at_once_are_too_many_but_no_crash(visitor, standard):
    answer = visitor.post("/portal/", visitor.filled(demands=[d.code for d in standard.demands]))
    assert answer.status_code in (302, 422)


def test_an_address_is_enough_without_a_telephone(visitor, opened):
    record = opened(visitor.submit(phone="", email="feng@example.com"))
    assert record.customer.email == "feng@example.com" and record.customer.phone == ""


@pytest.mark.parametrize(
    "words", ["𠮷野家送来的锅 🍲 漏了", "  前后的空格也是原话  ", "=1+1 @总经理 ＋８６", "ﷺ ‮反向‬ 文字", "Ça ne marche pas — ça fuit!"]
)
def test_the_words_are_kept_exactly(visitor, opened, words):
    secret = visitor.submit(verbatim=words)
    assert opened(secret).verbatim == words


def test_nul_and_control_characters_go_and_the_rest_stays(visitor, opened):
    record = opened(visitor.submit(verbatim="水\x00管\x07爆了\r\n快来", name="冯\x00女士", order_no="D\x001"))
    assert (record.verbatim, record.customer_name, record.order_no) == ("水管爆了\n快来", "冯女士", "D1")


def test_a_hundred_thousand_characters_are_taken(visitor, opened):
    assert len(opened(visitor.submit(verbatim="长" * 100_000)).verbatim) == 100_000


def test_the_picked_kind_gives_way_to_a_finer_guess_and_stands_otherwise(visitor, opened):
    assert (
        opened(visitor.submit(verbatim="新买的扫地机用了三天就坏了，开不了机，按键也没反应", category="quality")).category
        == "quality.defect"
    )
    assert opened(visitor.submit(verbatim="就是不满意", category="service")).category == "service"


def test_health_is_asked_for_apart_and_never_forced(visitor, opened):
    assert "单独同意" in visitor.get("/portal/")
    secret = visitor.submit(verbatim="用了之后身上起红疹，很不舒服")
    assert opened(secret).consents == {"personal_information": True, "sensitive_information": False}
    assert "您没有勾选单独同意，我们照常受理" in visitor.get(f"/portal/r/{secret}")
    agreed = visitor.submit(verbatim="用了之后身上起红疹，很不舒服", sensitive="1")
    assert opened(agreed).consents["sensitive_information"] is True
    assert "您没有勾选单独同意" not in visitor.get(f"/portal/r/{agreed}")
    assert "您没有勾选单独同意" not in visitor.get(f"/portal/r/{visitor.submit()}")


def test_a_double_click_registers_once(visitor, opened):
    body = visitor.filled(files=[a_file()])
    first, second = visitor.post("/portal/", body), visitor.post("/portal/", {**body, "files": [a_file()]})
    assert first.status_code == second.status_code == 302
    assert Complaint.objects.count() == 1
    one, two = (opened(answer["Location"].rsplit("/", 1)[1]) for answer in (first, second))
    assert one.no == two.no, "both links open the one complaint"


def test_two_clicks_at_the_same_moment_register_once(transactional_db, company, moment):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection
    from django.test import Client

    from tests.portal.conftest import Visitor

    body = Visitor(Client()).filled()

    def click(_number: int) -> int:
        try:
            return Client().post("/portal/", body).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(click, range(4))) == [302] * 4
    assert Complaint.objects.count() == 1


def test_the_same_page_with_other_words_is_asked_about_before_it_becomes_another_complaint(visitor):
    body = visitor.filled()
    visitor.post("/portal/", body)
    answer = visitor.post("/portal/", {**body, "verbatim": "这是另一件事：发票开错了。"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "刚才的内容已经提交成功" in html and "这是另一件事" in html
    assert Complaint.objects.count() == 1
    assert visitor.post("/portal/", {**body, "verbatim": "这是另一件事：发票开错了。", "request_key": visitor.key(html)}).status_code == 302
    assert Complaint.objects.count() == 2


@pytest.mark.parametrize("key", ["", "short", "x" * 300, "../../etc", "a b c d e f g h i j k", "\x00" * 20])
def test_a_mangled_key_costs_no_complaint(visitor, key):
    assert visitor.post("/portal/", visitor.filled(request_key=key)).status_code == 302


def test_a_forged_form_is_refused_with_everything_typed(visitor, company):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/portal/", {"verbatim": WORDS, "phone": "13800006621", "consent": "1"})
    assert answer.status_code == 403 and WORDS in answer.content.decode() and "请再提交一次" in answer.content.decode()
    assert Complaint.objects.count() == 0


def test_a_body_that_is_no_form_is_refused_calmly(visitor):
    for body, kind in (
        (b"\xff\xfe{", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"a=1&" * 3000, "application/x-www-form-urlencoded"),
    ):
        assert visitor.web.generic("POST", "/portal/", body, content_type=kind).status_code in (400, 422)


def test_no_other_methods(visitor):
    for method in ("put", "delete", "patch"):
        assert getattr(visitor.web, method)("/portal/").status_code == 405
