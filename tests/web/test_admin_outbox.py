"""Messages are shown as they stand; what machines may not decide, a person does, and it is recorded."""

from __future__ import annotations

import dataclasses

import pytest

from qingting.infra.notify.models import Outbox
from qingting.infra.notify.sending import claim
from qingting.infra.notify.writing import queue_message
from tests.web.admin_support import browser_of, counted, events_of, main_of


def a_message(company, state: str, *, text: str = "您的投诉有新进展", key: str = "1", no: str | None = None, error: str = "") -> Outbox:
    complaint_id = company.record(no).pk if no else None
    queue_message(
        channel="email",
        recipient="feng@example.com",
        text=text,
        cause=("test", f"{state}{key}"),
        now=company.now,
        complaint_id=complaint_id,
        subject="进展",
    )
    found = Outbox.objects.get(cause_id=f"{state}{key}")
    Outbox.objects.filter(pk=found.pk).update(state=state, attempts=8, error=error)
    found.refresh_from_db()
    return found


@pytest.fixture
def admin(company):
    return browser_of("admin")


def test_a_closed_channel_is_shown_with_the_variable_that_opens_it(company, admin, settings):
    page = main_of(admin.open("outbox"))
    assert "QINGTING_SMTP_URL" in page and "QINGTING_GATEWAY_URL" in page and "已开通：客户门户。" in page
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, smtp_url="smtp://localhost")
    page = main_of(admin.open("outbox"))
    assert "QINGTING_SMTP_URL" not in page and "QINGTING_GATEWAY_URL" in page and "已开通：客户门户、邮件。" in page


def test_messages_are_narrowed_by_state_and_no_address_is_whole(company, admin):
    for state in ("queued", "sent", "failed", "in_doubt"):
        a_message(company, state, error=f"原因{state}")
    for state in ("queued", "sent", "failed", "in_doubt"):
        page = main_of(admin.open("outbox", f"?state={state}"))
        assert f"原因{state}" in page and sum(f"原因{other}" in page for other in ("queued", "sent", "failed", "in_doubt")) == 1
        assert "feng@example.com" not in page and "f***@example.com" in page


def test_a_failed_message_is_tried_again_once(company, admin):
    no = company.register().no
    message = a_message(company, "failed", no=no)
    admin.send("outbox_decide", query="?decision=retry", message_id=message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)
    assert [m.pk for m in claim(message.next_try_at, 10, ["email"]) if m.pk == message.pk] == [message.pk]
    event = events_of(f"complaint:{company.record(no).pk}")[-1]
    assert (event.name, event.data["decision"], event.actor_id) == ("notify.message.decided", "retry", company.admin.id)
    admin.send("outbox_decide", query="?decision=retry", message_id=message.pk)
    admin.after()
    assert "状态已经变了" in admin.toasts


@pytest.mark.parametrize(("decision", "state"), [("resend", "queued"), ("mark_sent", "sent")])
def test_a_doubtful_message_is_decided_by_a_person_with_a_reason(company, admin, decision, state):
    message = a_message(company, "in_doubt")
    assert "这条消息存疑" in admin.open("outbox_message", message_id=message.pk)
    assert "请填写" in admin.send("outbox_decide", {"decision": decision, "reason": " "}, status=422, message_id=message.pk)
    admin.send("outbox_decide", {"decision": decision, "reason": "已电话核实"}, message_id=message.pk)
    message.refresh_from_db()
    assert message.state == state
    assert events_of("outbox")[-1].text == "已电话核实"


@pytest.mark.parametrize("decision", ["retry", "", "drop", "resend"])
def test_a_decision_that_does_not_fit_the_state_changes_nothing(company, admin, decision):
    message = a_message(company, "sent")
    admin.post(f"/outbox/{message.pk}/decide?decision={decision}", {"reason": "x"})
    message.refresh_from_db()
    assert message.state == "sent" and not events_of("outbox")


def test_the_list_costs_the_same_for_one_and_for_many_and_is_paged(company, admin):
    no = company.register().no
    Outbox.objects.all().delete()
    a_message(company, "sent", no=no)
    admin.open("outbox")
    with counted() as few:
        admin.open("outbox")
    for number in range(60):
        a_message(company, "sent", key=str(number + 2), no=no)
    with counted() as many:
        page = admin.open("outbox")
    assert many() == few() and "1–50" in page and "before=" in page
    assert "没有消息" in admin.open("outbox", "?before=nonsense&state=failed")


def test_markup_in_a_message_stays_letters(company, admin):
    message = a_message(company, "failed", text="<script>alert(1)</script>", error='"><svg onload=alert(1)>')
    for path in ("/outbox", f"/outbox/{message.pk}"):
        raw = admin.get(path).content.decode()
        assert "<script>alert" not in raw and "<svg onload" not in raw
