"""The link is the key: it opens one complaint, nothing else opens it, and looking through it changes nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

from qingting.complaints.actions.register_record import revoke_receipts
from qingting.kernel.ids import new_secret
from qingting.portal.limits import LIMITS
from tests.portal.conftest import a_file

POSTS = ("add", "choose", "confirm", "rate", "withdraw", "reopen")


def everything() -> dict[str, str]:
    """A fingerprint of every table."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0]
    return found


def body(answer) -> str:
    """Without what differs from page to page by design: token, request id, key."""
    return re.sub(r'value="[A-Za-z0-9_-]{22,80}"', 'value=""', answer.content.decode())


def test_looking_changes_nothing_however_often_and_by_whatever_method(visitor, company, opened):
    secret = visitor.submit(files=[a_file()])
    no = opened(secret).no
    company.do("propose", no, by="manager", options=[{"title": "补发"}], tell=True)
    company.do("decide", no, by="manager", outcome="upheld", text="好了。")
    link = re.search(rf"/portal/r/{secret}/file/[0-9a-f-]{{36}}", visitor.get(f"/portal/r/{secret}"))
    assert link is not None
    before = everything()
    scanner = Client(HTTP_USER_AGENT="LinkScanner/1.0")
    for path in (
        "/portal/",
        "/portal/status",
        "/portal/privacy",
        f"/portal/r/{secret}",
        f"/portal/r/{secret}/",
        link[0],
        *(f"/portal/r/{secret}/{name}" for name in POSTS),
    ):
        for query in ("", "?satisfied=yes&score=5&option=A&text=x"):
            for method in ("get", "head"):
                assert getattr(scanner, method)(path + query).status_code in (200, 302), path
            assert scanner.options(path + query).status_code in (200, 405)
    assert everything() == before


def test_a_wrong_a_revoked_and_a_mangled_link_get_the_same_answer(visitor, opened, now):
    secret = visitor.submit()
    assert visitor.web.get(f"/portal/r/{secret}").status_code == 200
    revoke_receipts(opened(secret).pk, now)
    answers = [
        visitor.web.get(f"/portal/r/{wrong}")
        for wrong in (secret, new_secret(), secret[:-1], secret + "x", "x", "%00", "%F0%9F%92%A9", "a%2Fb", "'" * 22, "9" * 400)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({body(answer) for answer in answers}) == 1
    assert "这个链接打不开" in answers[0].content.decode()


def test_a_wrong_link_cannot_act_either(visitor):
    for name in POSTS:
        assert visitor.post(f"/portal/r/{new_secret()}/{name}", {"text": "x", "satisfied": "yes", "score": "5"}).status_code == 404


def test_guessing_is_slowed_down_and_the_right_link_still_opens(visitor):
    secret = visitor.submit()
    answers = [visitor.web.get(f"/portal/r/{new_secret()}").status_code for _ in range(LIMITS["wrong_link"][0] + 3)]
    assert answers[-3:] == [429] * 3 and answers[0] == 404
    assert visitor.web.get(f"/portal/r/{secret}").status_code == 200, "neighbours behind one address are not locked out of their own"
    assert Client(REMOTE_ADDR="203.0.113.9").get(f"/portal/r/{new_secret()}").status_code == 404


def test_the_number_alone_opens_nothing(visitor, opened):
    record = opened(visitor.submit())
    for path in (record.no, str(record.pk), record.no.lower()):
        assert visitor.web.get(f"/portal/r/{path}").status_code == 404
    assert visitor.post("/portal/status", {"no": record.no, "digits": ""}).status_code == 404


def test_the_secret_lies_nowhere_in_plain_and_goes_out_where_there_is_an_address(visitor, opened, monkeypatch):
    from dataclasses import replace

    from django.conf import settings

    from qingting.infra.notify.models import Outbox

    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, smtp_url="smtp://127.0.0.1:1"))
    secret = visitor.submit(email="feng@example.com")
    letter = Outbox.objects.get(channel="email")
    assert letter.recipient == "feng@example.com" and opened(secret).no in letter.text and "{receipt_link}" in letter.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])
            assert cursor.fetchone()[0] == 0, table


def test_staff_who_open_a_link_are_the_customer_there(visitor, company, opened):
    from qingting.infra.ledger.reading import past_of
    from qingting.people.models import User

    secret = visitor.submit()
    visitor.web.force_login(User.objects.get(username="manager"), backend="django.contrib.auth.backends.ModelBackend")
    assert visitor.act(secret, "add", text="从客服电脑上打开").status_code == 302
    last = past_of(f"complaint:{opened(secret).pk}")[-1]
    assert (last.actor_kind, last.source) == ("customer", "portal")
    assert "审计" not in visitor.get(f"/portal/r/{secret}") and "查进度" in visitor.page.content.decode()


def test_the_page_asks_the_database_little_however_long_the_talk(visitor, opened, django_assert_max_num_queries):
    secret = visitor.submit(files=[a_file()])
    for number in range(6):
        visitor.act(secret, "add", text=f"第 {number} 句")
    visitor.get(f"/portal/r/{secret}")
    with django_assert_max_num_queries(12):
        visitor.get(f"/portal/r/{secret}")


def test_two_links_of_two_customers_do_not_touch(visitor, company, opened):
    mine, other = visitor.submit(), visitor.submit(phone="13900001111", verbatim="别人的事情，别人知道。")
    assert "别人的事情" not in visitor.get(f"/portal/r/{mine}")
    visitor.act(mine, "withdraw")
    assert (opened(mine).status, opened(other).status) == ("withdrawn", "registered")


def test_link_pages_are_kept_by_nobody(visitor):
    visitor.get(f"/portal/r/{visitor.submit()}")
    assert visitor.page["Cache-Control"] == "private, no-store" and visitor.page["X-Robots-Tag"] == "noindex"
    assert visitor.page["Referrer-Policy"] == "same-origin" and "default-src 'none'" in visitor.page["Content-Security-Policy"]


def test_the_same_answer_sent_twice_counts_once(visitor, opened):
    from qingting.infra.ledger.reading import past_of

    secret = visitor.submit()
    key = visitor.key(visitor.get(f"/portal/r/{secret}"))
    for _ in range(2):
        assert visitor.post(f"/portal/r/{secret}/add", {"text": "再说一句", "request_key": key}).status_code == 302
    assert visitor.post(f"/portal/r/{secret}/add", {"text": "另一句", "request_key": key}).status_code == 302
    texts = [event.text for event in past_of(f"complaint:{opened(secret).pk}") if event.name == "complaints.message.received"]
    assert texts == ["再说一句", "另一句"]


def test_an_answer_that_came_too_late_shows_how_it_stands_and_keeps_the_words(visitor, company, opened):
    secret = visitor.submit()
    company.do("propose", opened(secret).no, by="manager", options=[{"title": "补发"}], tell=True)
    visitor.get(f"/portal/r/{secret}")
    key = visitor.key(visitor.page.content.decode())
    company.do("decide", opened(secret).no, by="manager", outcome="upheld", text="已经补发。")
    answer = visitor.post(f"/portal/r/{secret}/choose", {"option": "A", "request_key": key})
    assert answer.status_code == 409 and "情况刚刚有了变化" in answer.content.decode() and "已经补发。" in answer.content.decode()
    assert visitor.act(secret, "confirm", satisfied="perhaps", comment="打了很多字").status_code == 422
    assert "打了很多字" in visitor.page.content.decode()


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("add", {"text": ""}, "请写下发生了什么"),
        ("add", {"text": "字" * 20_001}, "最多 20,000 个字"),
        ("rate", {"score": "6"}, "请重新选择"),
        ("rate", {"score": "5"}, "情况刚刚有了变化"),
        ("confirm", {"satisfied": "yes"}, "情况刚刚有了变化"),
        ("choose", {"option": "A"}, "情况刚刚有了变化"),
        ("choose", {"option": "none"}, "情况刚刚有了变化"),
        ("reopen", {"again": "又来"}, "情况刚刚有了变化"),
        ("withdraw", {"reason": "字" * 20_001}, "最多 20,000 个字"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(visitor, name, fields, words):
    answer = visitor.act(visitor.submit(), name, **fields)
    assert answer.status_code in (409, 422)
    html = answer.content.decode()
    assert words in html
    for text in fields.values():
        assert len(text) < 100 or text in html


def test_an_option_that_was_not_shown_cannot_be_chosen(visitor, company, opened):
    secret = visitor.submit()
    no = opened(secret).no
    company.do("propose", no, by="manager", options=[{"title": "先给客户看的"}], tell=True)
    company.do("propose", no, by="manager", at=company.after(minutes=5), title="内部还在讨论的")
    page = visitor.get(f"/portal/r/{secret}")
    assert "先给客户看的" in page and "内部还在讨论的" not in page
    assert visitor.act(secret, "choose", option="B").status_code == 422
