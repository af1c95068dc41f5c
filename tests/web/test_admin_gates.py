"""Every address of administration stands behind one act of the standard; who may not do it is told so and sees nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from qingting.web.urls_admin import urlpatterns
from tests.support.company import ROLES
from tests.web.admin_support import browser_of

GATES = {
    "manage_users": "staff staff_new staff_detail staff_edit staff_password staff_deactivate staff_activate token_create token_revoke leave_add leave_remove "
    "organisation unit_new unit_edit unit_remove",
    "set_level": "levels level_of level_grant level_end",
    "handover": "handover",
    "reveal_phone": "customers customer customer_edit customer_reveal",
    "view": "catalogue standard standard_check standard_clocks standard_scripts standard_versions roles",
    "administer": "product_new product_edit product_remove order_new order_edit outbox outbox_message outbox_decide health",
    "import": "imports import_new import_template import_job import_look import_start import_stop import_drop import_progress import_report",
    "": "account session_end",
}
ACT_OF = {name: act for act, names in GATES.items() for name in names.split()}
KWARGS = {
    "user_id": 987654321, "customer_id": 987654321, "product_id": 987654321, "order_id": 987654321, "unit_id": 987654321, "grant_id": 1, "leave_id": 1, "token_id": 1, "id": 987654321,
    "kind": "team", "step": "run", "job_id": uuid4(), "message_id": uuid4(),
}  # fmt: skip


def address(pattern) -> str:
    return reverse(f"web:{pattern.name}", kwargs={name: KWARGS[name] for name in pattern.pattern.converters} or None)


def test_every_address_is_in_the_table_and_carries_its_act():
    assert {pattern.name: getattr(pattern.callback, "gate", "") for pattern in urlpatterns} == ACT_OF


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_in_exactly_where_the_standard_allows_the_act(company, role):
    allowed = next(r.acts for r in company.standard.roles if r.code == role)
    browser = browser_of(role)
    for pattern in urlpatterns:
        act = ACT_OF[pattern.name]
        if not act:
            continue
        for method in (browser.get, browser.post):
            status = method(address(pattern)).status_code
            if status == 405:
                continue
            assert (status == 403) == (act not in allowed), (pattern.name, role, status)
            assert status < 500, (pattern.name, role, status)


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(company):
    for pattern in urlpatterns:
        answer = Client().get(address(pattern))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login"), pattern.name


def test_a_refusal_says_who_may(company):
    page = browser_of("agent").open("staff", status=403)
    assert "系统管理员" in page and "staff/new" not in page


def test_a_sidebar_shows_only_what_opens(company):
    page = browser_of("agent").open("standard")
    assert reverse("web:staff") not in page and reverse("web:health") not in page
    page = browser_of("admin").open("standard")
    assert all(
        f'href="{reverse("web:" + name)}"' in page
        for name in ("staff", "organisation", "customers", "catalogue", "imports", "outbox", "health")
    )


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999", "9223372036854775808"])
def test_numbers_nobody_has_are_not_found_and_break_nothing(company, number):
    browser = browser_of("admin")
    for path in (
        "staff/{}",
        "staff/{}/edit",
        "levels/{}",
        "customers/{}",
        "catalogue/products/{}",
        "catalogue/orders/{}",
        "organisation/team/{}",
        "organisation/nothing/{}",
    ):
        assert browser.get("/" + path.format(number)).status_code == 404, path
    for path in (
        "staff/{}/activate",
        "staff/{}/password",
        "staff/1/tokens/{}/revoke",
        "staff/1/leave/{}/remove",
        "account/sessions/{}/end",
        "organisation/branch/{}/remove",
        "catalogue/products/{}/remove",
    ):
        assert browser.post("/" + path.format(number)).status_code in (302, 404), path
