"""The outbox: written once for a cause, claimed before it is sent, and never sent twice by machine when it is unclear whether it arrived."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from qingting.infra.notify.channels import InDoubt, NotReached, Refused
from qingting.infra.notify.models import Notice, Outbox
from qingting.infra.notify.sending import CLAIM_LIFETIME, MAX_ATTEMPTS, claim, send_waiting
from qingting.infra.notify.writing import notify_staff, queue_message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@dataclass
class Fake:
    """A channel that answers as told; everything else here is real."""

    code: str = "email"
    repeatable: bool = False
    answer: Exception | None = None
    sent: list = field(default_factory=list)

    def send(self, letter):
        self.sent.append(letter)
        if self.answer is not None:
            raise self.answer


def queue(cause="reply:1", recipient="feng@example.com", channel="email", text="已安排"):
    queue_message(channel=channel, recipient=recipient, text=text, cause=("complaint", cause), now=NOW, complaint_id=1, subject="进展")


def send(channel, at=NOW, render=lambda row: row.text, limit=20):
    return send_waiting({channel.code: channel}, now=lambda: at, render=render, limit=limit)


def row():
    return Outbox.objects.get()


def test_a_sent_message_is_sent_and_stays_sent():
    queue()
    channel = Fake()
    assert (send(channel), send(channel, NOW + timedelta(days=1))) == (1, 0)
    assert (row().state, row().sent_at, len(channel.sent)) == ("sent", NOW, 1)


def test_once_for_a_cause_whatever_the_text():
    for text in ("一", "二"):
        queue(text=text)
    queue(cause="reply:2")
    queue(recipient="other@example.com")
    assert Outbox.objects.count() == 3


def test_the_portals_inbox_has_it_at_once_and_is_never_claimed():
    queue(channel="portal", recipient="TS1")
    assert (row().state, row().sent_at) == ("sent", NOW)
    assert claim(NOW, 10, ["portal", "email"]) == []


def test_refused_for_good_is_failed_and_not_tried_again():
    queue()
    channel = Fake(answer=Refused("550"))
    send(channel)
    assert (row().state, row().error) == ("failed", "550") and send(channel, NOW + timedelta(days=9)) == 0


def test_not_reached_is_tried_later_and_later_and_ends_as_failed():
    queue()
    channel, at, waits = Fake(answer=NotReached("no route")), NOW, []
    while row().state == "queued":
        assert send(channel, at) == 1
        if row().state == "queued":
            assert send(channel, at) == 0
            waits.append((row().next_try_at - at).total_seconds())
            at = row().next_try_at
    assert waits == [60.0 * 2**n for n in range(MAX_ATTEMPTS - 1)] and row().state == "failed" and row().attempts == MAX_ATTEMPTS


def test_in_doubt_is_shown_and_never_sent_again_by_machine():
    queue()
    channel = Fake(answer=InDoubt("HTTP 500"))
    send(channel)
    assert row().state == "in_doubt" and send(channel, NOW + timedelta(days=9)) == 0 and len(channel.sent) == 1


def test_in_doubt_is_repeated_where_the_other_side_tells_repeats_apart_by_the_same_key():
    queue(channel="gateway")
    channel = Fake(code="gateway", repeatable=True, answer=InDoubt("HTTP 500"))
    send(channel)
    assert row().state == "queued"
    channel.answer = None
    send(channel, row().next_try_at)
    assert row().state == "sent" and {letter.key for letter in channel.sent} == {str(row().id)}


def test_in_doubt_to_the_last_attempt_ends_in_doubt_and_not_as_failed():
    queue(channel="gateway")
    channel = Fake(code="gateway", repeatable=True, answer=InDoubt("HTTP 500"))
    while row().state == "queued":
        send(channel, row().next_try_at)
    assert (row().state, row().attempts) == ("in_doubt", MAX_ATTEMPTS)


def test_a_worker_killed_between_claim_and_answer_leaves_a_message_in_doubt():
    queue()
    claim(NOW, 1, ["email"])  # and here the worker dies
    channel = Fake()
    assert send(channel, NOW + CLAIM_LIFETIME - timedelta(seconds=1)) == 0 and row().state == "queued"
    assert send(channel, NOW + CLAIM_LIFETIME + timedelta(seconds=1)) == 0
    assert row().state == "in_doubt" and channel.sent == []


def test_after_a_kill_a_repeatable_channel_sends_again_under_the_same_key():
    queue(channel="gateway")
    claim(NOW, 1, ["gateway"])
    channel = Fake(code="gateway", repeatable=True)
    send(channel, NOW + CLAIM_LIFETIME + timedelta(seconds=1))
    assert row().state == "sent" and channel.sent[0].key == str(row().id)


def test_a_kill_leaves_at_most_one_message_in_doubt():
    for number in range(5):
        queue(cause=f"reply:{number}")

    class Killed(BaseException):
        pass

    class Deadly(Fake):
        def send(self, letter):
            raise Killed

    with pytest.raises(Killed):
        send(Deadly())
    assert Outbox.objects.exclude(claimed_at=None).count() == 1


def test_a_text_that_cannot_be_written_out_was_not_sent_and_waits():
    queue()
    channel = Fake()

    def broken(_row):
        raise RuntimeError("no such complaint")

    send(channel, render=broken)
    assert row().state == "queued" and row().claimed_at is None and channel.sent == []
    send(channel, row().next_try_at)
    assert row().state == "sent"


def test_one_bad_message_does_not_hold_up_the_others():
    for number in range(3):
        queue(cause=f"reply:{number}", recipient=f"{number}@example.com")

    class Picky(Fake):
        def send(self, letter):
            super().send(letter)
            if letter.recipient.startswith("1"):
                raise Refused("no")

    send(Picky())
    assert sorted(Outbox.objects.values_list("state", flat=True)) == ["failed", "sent", "sent"]


def test_a_channel_that_is_not_configured_is_never_claimed():
    queue(channel="gateway")
    assert send(Fake()) == 0 and claim(NOW, 10, []) == []
    assert (row().state, row().attempts) == ("queued", 0)


def test_a_bell_rings_once_for_a_key_and_only_for_people():
    for _ in range(3):
        notify_staff([5, None, 5, 6], kind="task", now=NOW, once_key="task:1")
    notify_staff([5], kind="task", now=NOW, once_key="task:2")
    assert sorted(Notice.objects.values_list("user_id", "once_key")) == [(5, "task:1"), (5, "task:2"), (6, "task:1")]


@pytest.mark.django_db(transaction=True)
def test_several_workers_never_send_the_same_message():
    for number in range(40):
        queue(cause=f"reply:{number}", recipient=f"{number}@example.com")
    channel, start = Fake(), Barrier(4)

    def work():
        start.wait()
        while send(channel, limit=5):
            pass
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(channel.sent) == 40 == len({letter.key for letter in channel.sent})
    assert set(Outbox.objects.values_list("state", flat=True)) == {"sent"}
