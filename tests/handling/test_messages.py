"""What goes out to a customer: to the portal always, elsewhere where there is an address and a channel; the link is made only when the message leaves."""

import dataclasses

import pytest
from django.conf import settings as django_settings

from qingting.complaints.models import ReceiptSecret
from qingting.complaints.queries.finding import complaint_by_secret
from qingting.console.worker_loop import configured_channels
from qingting.handling.actions.tell_customer import LINK, channel_states
from qingting.infra.notify.models import Outbox
from qingting.infra.notify.sending import send_waiting
from qingting.workflows.render_message import render_message
from tests.infra.notify.servers import SECRET, gateway, smtp_server

pytestmark = pytest.mark.django_db
CUSTOMER = {"name": "冯女士", "phone": "13800006621", "email": "feng@example.com"}


@pytest.fixture
def configured(monkeypatch):
    def configure(**values):
        monkeypatch.setattr(django_settings, "ENVIRONMENT", dataclasses.replace(django_settings.ENVIRONMENT, **values))

    configure(smtp_url=None, gateway_url=None)
    return configure


def test_a_channel_that_is_not_configured_is_off_and_gets_nothing(company, configured):
    assert channel_states() == {"portal": True, "email": False, "gateway": False} and configured_channels() == {}
    no = company.register(customer=CUSTOMER).no
    company.do("respond", no, text="您好")
    assert set(Outbox.objects.values_list("channel", flat=True)) == {"portal"}


def test_a_configured_channel_is_used_where_there_is_an_address(company, configured):
    configured(smtp_url="smtp://127.0.0.1:1?tls=none")
    assert channel_states()["email"] and set(configured_channels()) == {"email"}
    company.register(customer=CUSTOMER)
    company.register(customer={"name": "王先生", "phone": "13911112222"})
    assert list(Outbox.objects.values_list("channel", "recipient")) == [("email", "feng@example.com")]


def test_the_link_is_minted_when_the_message_leaves_and_never_lies_in_the_outbox(company, configured):
    with smtp_server() as (mail, post), gateway() as (url, calls):
        configured(smtp_url=mail, gateway_url=url, gateway_secret=SECRET)
        no = company.register(customer=CUSTOMER).no
        assert all(LINK in text for text in Outbox.objects.values_list("text", flat=True))
        secrets = ReceiptSecret.objects.count()
        assert send_waiting(configured_channels(), now=lambda: company.now, render=render_message) == 2
    assert set(Outbox.objects.values_list("state", flat=True)) == {"sent"} and len(post.letters) == 1
    secret = calls.bodies[0]["text"].rpartition("/portal/r/")[2].strip()
    assert complaint_by_secret(secret).no == no and ReceiptSecret.objects.count() == secrets + 2
    assert secret not in str(list(Outbox.objects.values())) and LINK not in calls.bodies[0]["text"]


def test_each_act_tells_once_however_often_it_is_tried(company, configured):
    no = company.register(customer=CUSTOMER).no
    company.do("respond", no, text="您好")
    with pytest.raises(Exception, match="not_now"):
        company.do("implement", no)
    company.do("respond", no, text="您好")
    assert Outbox.objects.filter(channel="portal").count() == 2


def test_a_message_of_an_act_that_fails_is_not_sent(company, configured, monkeypatch):
    from qingting.handling.actions import respond

    no = company.register(customer=CUSTOMER).no
    monkeypatch.setattr(respond, "make_promises", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        company.do("respond", no, text="您好")
    assert not Outbox.objects.exists()


def test_a_customers_odd_address_and_name_make_no_other_letter(company, configured):
    with smtp_server() as (mail, post):
        configured(smtp_url=mail)
        company.register(customer={"name": "x\r\nBcc: evil@example.com {receipt_link}", "email": "a@example.com,evil@example.com"})
        send_waiting(configured_channels(), now=lambda: company.now, render=render_message)
    assert post.letters == [] and Outbox.objects.get().state == "failed"
