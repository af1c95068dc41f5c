"""Every field of every form of administration is given what people and attackers type; the answer is always words, never an error, never markup."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from qingting.customers.models import Customer, Order, Product
from qingting.infra.notify.models import Outbox
from qingting.infra.notify.writing import queue_message
from qingting.people.models import Branch, Department, LevelGrant, Team, User
from tests.web.admin_support import HOSTILE, browser_of, fields_of

SENDABLE = [value for value in HOSTILE if value != "\ud83d"]  # no browser sends half a character
FINE = {200, 302, 403, 404, 409, 422}
FILTERED = {
    "staff": "q role team state page size", "levels": "q role team page", "organisation": "q tab page", "customers": "q before start", "catalogue": "q tab before start page", "standard": "version",
    "standard_check": "version file", "standard_scripts": "version step", "roles": "version", "outbox": "state channel before start", "imports": "tab", "handover": "from",
}  # fmt: skip


@pytest.fixture
def admin(company):
    return browser_of("admin")


@pytest.fixture
def forms(company):
    """Addresses of all forms with what they are about."""
    person = company.agent.id
    customer = Customer.objects.create(name="冯女士", phone="13800006621", created_at=company.now)
    product = Product.objects.create(code="BX", name="冰箱")
    order = Order.objects.create(no="DD", product=product, customer=customer)
    grant = LevelGrant.objects.create(user_id=person, level="L1", starts="2026-01-01", reason="x", at=company.now)
    queue_message(channel="email", recipient="a@b.cn", text="x", cause=("t", "1"), now=company.now)
    Outbox.objects.update(state="in_doubt")
    units = {
        "team": Team.objects.get(code="online").pk,
        "department": Department.objects.get(code="quality_dept").pk,
        "branch": Branch.objects.get().pk,
    }
    return [
        ("staff_new", {}), ("staff_edit", {"user_id": person}), ("staff_deactivate", {"user_id": company.rude.id}), ("token_create", {"user_id": person}), ("leave_add", {"user_id": person}),
        ("level_grant", {"user_id": person}), ("level_end", {"user_id": person, "grant_id": grant.pk}), ("handover", {}),
        *(("unit_new", {"kind": kind}) for kind in units), *(("unit_edit", {"kind": kind, "unit_id": pk}) for kind, pk in units.items()),
        ("customer_edit", {"customer_id": customer.pk}), ("customer_reveal", {"customer_id": customer.pk}), ("product_new", {}), ("product_edit", {"product_id": product.pk}),
        ("order_new", {}), ("order_edit", {"order_id": order.pk}), ("import_new", {}), ("outbox_decide", {"message_id": Outbox.objects.get().pk}), ("account", {}),
    ]  # fmt: skip


def fields(admin, name: str, kwargs: dict) -> set[str]:
    shown = "outbox_message" if name == "outbox_decide" else name
    answer = admin.get(reverse(f"web:{shown}", kwargs=kwargs or None))
    assert answer.status_code == 200, (name, answer.status_code)
    return fields_of(answer.content.decode())


def harmless(raw: str) -> bool:
    main = re.search(r"<main.*?</main>", raw, re.S)
    return main is None or not re.search(r"<script>alert|<svg onload|href=\"javascript:", main[0])


@pytest.mark.parametrize("value", SENDABLE, ids=range(len(SENDABLE)))
def test_all_fields_at_once(admin, forms, value):
    for name, kwargs in forms:
        names = fields(admin, name, kwargs)
        assert names, name
        answer = admin.post(reverse(f"web:{name}", kwargs=kwargs or None), {field: value for field in names if field != "file"})
        assert answer.status_code in FINE, (name, value[:30], answer.status_code)
        assert harmless(answer.content.decode()), (name, value[:30])
        if answer.status_code == 302 and answer["Location"].startswith("/"):
            assert harmless(admin.get(answer["Location"]).content.decode()), (name, value[:30])


def test_one_field_after_the_other(admin, forms):
    for name, kwargs in forms:
        for field in sorted(fields(admin, name, kwargs) - {"file"}):
            for value in (*SENDABLE[:2], *SENDABLE[5:7], "9" * 400):
                good = {
                    "display_name": "名",
                    "role": "agent",
                    "username": "u1",
                    "code": "c1",
                    "name": "名",
                    "reason": "因",
                    "level": "L2",
                    "starts": "2026-01-01",
                    "no": "N1",
                    "decision": "resend",
                    "language": "zh",
                }
                answer = admin.post(reverse(f"web:{name}", kwargs=kwargs or None), {**good, field: value})
                assert answer.status_code in FINE, (name, field, value[:30], answer.status_code)
                assert harmless(answer.content.decode()), (name, field, value[:30])


@pytest.mark.parametrize("name", FILTERED)
def test_addresses_with_strange_queries(admin, company, name):
    base = reverse(f"web:{name}")
    for key in FILTERED[name].split():
        for value in (*HOSTILE, "0", "1.5", "١٢", "²"):
            answer = admin.get(f"{base}?{key}={quote(value.encode('utf-8', 'surrogatepass'))}")
            assert answer.status_code in {200, 404}, (name, key, value[:30], answer.status_code)
            assert harmless(answer.content.decode()), (name, key, value[:30])


def test_a_lookup_through_the_address_reaches_no_other_column(admin, company):
    everybody = admin.get("/staff").content.decode().count("qt-cell-sub")
    secret = User.objects.get(username="agent").password[:8]
    for key in ("password__startswith", "user__password__startswith", "team__lead__password__startswith", "sort", "order_by"):
        assert admin.get(f"/staff?{key}={quote(secret)}").content.decode().count("qt-cell-sub") == everybody


def test_a_form_without_its_token_is_refused(company):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="admin"))
    for path in (f"/staff/{company.agent.id}/deactivate", "/staff/new", "/handover", "/imports/new", f"/staff/{company.agent.id}/password"):
        assert strict.post(path, {}).status_code == 403


def test_the_typed_words_come_back_whole(admin, company):
    words = "a \"b\" <c> & 'd' 「e」"
    page = admin.post("/staff/new", {"username": "", "display_name": words, "role": "agent"}).content.decode()
    assert words in html.unescape(page)
