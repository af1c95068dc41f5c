"""The ways out against real servers: what counts as delivered, refused, not reached, and unknown."""

from email import message_from_bytes
from email.policy import default

import pytest

from qingting.infra.notify.channels import Gateway, InDoubt, Letter, NotReached, Refused, Smtp
from tests.infra.notify.servers import SECRET, free_port, gateway, smtp_server

LETTER = Letter("0193-key", "feng@example.com", "投诉 TS2611180001 的进展", "冯女士您好：\n已为您安排换新。🙂")


def test_a_letter_arrives_as_it_was_written():
    with smtp_server() as (url, post):
        Smtp(url).send(LETTER)
    letter = message_from_bytes(post.letters[0], policy=default)
    assert post.recipients == [["feng@example.com"]]
    assert (letter["To"], letter["From"], letter["Subject"]) == ("feng@example.com", "cs@qingting.example", LETTER.subject)
    assert (
        letter.get_content().split() == LETTER.text.split()
        and letter["Auto-Submitted"] == "auto-generated"
        and "0193-key" in letter["Message-ID"]
    )


@pytest.mark.parametrize(
    ("answer", "meaning"), [("550 no such user", Refused), ("450 greylisted, come back", NotReached), ("452 too many", NotReached)]
)
def test_a_recipient_refused_for_good_or_for_now(answer, meaning):
    with smtp_server() as (url, post):
        post.refuse_recipient = answer
        with pytest.raises(meaning):
            Smtp(url).send(LETTER)
    assert post.letters == []


@pytest.mark.parametrize(("answer", "meaning"), [("554 spam", Refused), ("451 local error", NotReached)])
def test_the_content_refused_for_good_or_for_now(answer, meaning):
    with smtp_server() as (url, post):
        post.refuse_data = answer
        with pytest.raises(meaning):
            Smtp(url).send(LETTER)


def test_a_line_that_breaks_after_the_data_leaves_us_in_doubt():
    with smtp_server() as (url, post):
        post.hang_up = True
        with pytest.raises(InDoubt):
            Smtp(url, timeout=3).send(LETTER)


def test_nobody_at_home_is_not_reached():
    with pytest.raises(NotReached):
        Smtp(f"smtp://127.0.0.1:{free_port()}?tls=none", timeout=2).send(LETTER)


def test_a_server_without_encryption_is_not_used_when_encryption_is_asked():
    with smtp_server() as (url, post), pytest.raises(NotReached):
        Smtp(url.replace("tls=none", "tls=starttls")).send(LETTER)
    assert post.letters == []


@pytest.mark.parametrize(
    "recipient",
    [
        "a@example.com\r\nBcc: evil@example.com", "a@example.com\nSubject: x", "a@example.com, evil@example.com", "a@example.com; evil@example.com", "组: a@example.com, b@example.com;",
        "冯 <a@example.com>", "", "not an address", "a@example.com\x00", "<>", "用户@例子.中国",
    ],
)  # fmt: skip
def test_whatever_is_not_one_plain_address_is_refused(recipient):
    with smtp_server() as (url, post), pytest.raises(Refused):
        Smtp(url).send(Letter("k", recipient, "进展", "x"))
    assert post.letters == []


def test_a_subject_with_line_breaks_stays_one_header():
    with smtp_server() as (url, post):
        Smtp(url).send(Letter("k", "a@example.com", "进展\r\nBcc: evil@example.com\u2028X: y", "x"))
    letter = message_from_bytes(post.letters[0], policy=default)
    assert letter["Bcc"] is None and "evil@example.com" in letter["Subject"] and post.recipients == [["a@example.com"]]


def test_the_gateway_gets_a_signed_call_with_its_key():
    with gateway() as (url, calls):
        Gateway(url, SECRET, repeatable=True).send(Letter("row-1", "13800006621", "进展", "已安排换新"))
    assert calls.bodies == [{"key": "row-1", "to": "13800006621", "subject": "进展", "text": "已安排换新"}]
    assert (calls.signed, calls.keys) == ([True], ["row-1"])


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (400, Refused),
        (401, Refused),
        (404, Refused),
        (302, Refused),
        (429, NotReached),
        (503, NotReached),
        (500, InDoubt),
        (502, InDoubt),
        ("drop", InDoubt),
        ("garbage", InDoubt),
    ],
)
def test_what_the_gateway_answers(answer, meaning):
    with gateway() as (url, calls):
        calls.answer = answer
        with pytest.raises(meaning):
            Gateway(url, SECRET, repeatable=False, timeout=3).send(LETTER)
    assert calls.methods == ["POST"]  # a redirect is never followed: the message would be lost on the way and look delivered


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/", "http://does-not-exist.invalid/"])
def test_a_gateway_that_is_not_there_is_not_reached(url):
    with pytest.raises(NotReached):
        Gateway(url.format(port=free_port()), SECRET, repeatable=False, timeout=3).send(LETTER)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
def test_a_gateway_is_spoken_to_over_http_only(url):
    with pytest.raises(Refused):
        Gateway(url, SECRET, repeatable=False).send(LETTER)
