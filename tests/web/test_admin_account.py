"""The own account: everybody's, nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from qingting.people.models import StaffSession, User
from tests.support.company import PASSWORD, ROLES
from tests.web.admin_support import browser_of, events_of, main_of

AGENT = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


@pytest.mark.parametrize("role", ROLES)
def test_everybody_has_an_account_page(company, role):
    page = main_of(browser_of(role).open("account"))
    assert f"{role}-名" in page and next(r.name.zh for r in company.standard.roles if r.code == role) in page


def test_language_and_address_are_saved(company):
    browser = browser_of("agent")
    browser.send("account", {"language": "en", "email": "agent@example.com", "phone": "139"})
    user = User.objects.get(username="agent")
    assert (user.lang, user.email, user.phone) == ("en", "agent@example.com", "139")
    assert 'lang="en"' in browser.after()
    assert events_of(f"user:{user.pk}")[-1].data["fields"] == ["email", "phone"]


def test_what_is_not_asked_cannot_be_smuggled_in(company):
    browser_of("agent").send(
        "account",
        {
            "language": "zh",
            "email": "",
            "phone": "",
            "role": "admin",
            "display_name": "x",
            "is_active": "0",
            "team_id": "1",
            "user_id": str(company.admin.id),
        },
    )
    user = User.objects.get(username="agent")
    assert (user.role, user.display_name, user.is_active) == ("agent", "agent-名", True)


@pytest.mark.parametrize("changes", [{"email": "nonsense"}, {"phone": "1" * 31}, {"email": "a@b.c" * 80}])
def test_a_wrong_field_is_named(company, changes):
    browser = browser_of("agent")
    browser.send("account", {"language": "xx", "email": "", "phone": "", **changes}, status=422)
    assert "qt-error" in browser.page and User.objects.get(username="agent").lang == "zh"


def signed_in(agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/login", {"username": "agent", "password": PASSWORD}).status_code == 302
    return client


def test_another_device_is_signed_out_and_the_own_one_stays(company):
    here, there = signed_in(AGENT), signed_in("<script>alert(1)</script> Firefox/130 (Linux)")
    page = here.get("/account").content.decode()
    assert "Chrome · Windows" in page and "Firefox · Linux" in page and "<script>alert" not in page and "这台设备" in page
    other = StaffSession.objects.exclude(session_key=here.session.session_key).get()
    assert here.post(f"/account/sessions/{other.pk}/end").status_code == 302
    assert here.get("/account").status_code == 200 and there.get("/account")["Location"].startswith("/login")
    assert events_of(f"user:{company.agent.id}")[-1].name == "people.session.ended"


def test_nobody_ends_a_session_of_somebody_else(company):
    theirs = signed_in(AGENT)
    row = StaffSession.objects.get()
    browser_of("admin").send("session_end", status=404, id=row.pk)
    assert theirs.get("/account").status_code == 200
