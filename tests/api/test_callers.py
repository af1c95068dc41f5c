"""Who calls: tokens and their scopes, signed-in browsers with CSRF, holders of a receipt link; never anybody named in a body or a header."""

import json
import logging

import pytest
from django.test import Client

from qingting.people.actions.manage_tokens import revoke_token
from qingting.people.models import ApiToken, User
from tests.support.company import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi", "Bearer " + "x" * 9000, "bearer\tqt_x", "Bearer qt_\xff"]
)
def test_without_a_valid_token_nobody_gets_in(call, value):
    for method, path in (
        ("GET", "/complaints"),
        ("POST", "/complaints"),
        ("GET", "/policy"),
        ("GET", "/metrics"),
        ("POST", "/triage"),
        ("POST", "/complaints/batch"),
    ):
        answer = call(method, path, by=None, Authorization=value)
        assert answer.status == 401 and answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_ends(call, company):
    assert call("GET", "/complaints").status == 200
    revoke_token(token_id=ApiToken.objects.get().pk, user_id=company.manager.id, actor=SYSTEM, now=company.now)
    assert call("GET", "/complaints").status == 401


def test_a_deactivated_persons_token_ends(call, company):
    call("GET", "/complaints")
    User.objects.filter(pk=company.manager.id).update(is_active=False)
    assert call("GET", "/complaints").status == 401


def test_scopes_narrow_a_token_and_widen_nothing(call):
    no = call.register()["no"]
    assert call("GET", "/complaints", scopes=("read",)).status == 200
    assert call("POST", "/complaints", {"verbatim": "x"}, scopes=("read",)).status == 403
    assert call("POST", f"/complaints/{no}/accept", {}, scopes=("read", "note")).status == 403
    assert call("POST", f"/complaints/{no}/note", {"text": "x"}, scopes=("read", "note")).status == 200
    assert call("POST", "/complaints", {"verbatim": "x"}, scopes=("register",)).status == 201
    assert call("GET", "/complaints", scopes=("register",)).status == 403
    assert call("POST", f"/complaints/{no}/decide", {"outcome": "upheld", "text": "x"}, by="auditor", scopes=("all",)).status == 403


def test_the_actor_is_whoever_holds_the_token_whatever_body_and_headers_say(call, company):
    no = call.register()["no"]
    for body in ({"actor": "admin"}, {"user_id": company.admin.id}, {"role": "admin"}, {"tenant": 1}):
        assert call("POST", f"/complaints/{no}/note", {"text": "x", **body}).status == 422
    call("POST", f"/complaints/{no}/note", {"text": "x"}, X_Remote_User="admin", X_Forwarded_User="admin", Remote_User="admin")
    last = call("GET", f"/complaints/{no}/timeline").body["items"][-1]
    assert (last["actor"], last["source"]) == ("manager-名", "api")


def test_a_stranger_finds_neither_complaint_nor_its_acts(call):
    no = call.register(involved=[])["no"]
    assert call("POST", f"/complaints/{no}/assign", {"to": "agent"}).status == 200
    for method, path, body in [
        ("GET", "", None),
        ("GET", "/timeline", None),
        ("POST", "/note", {"text": "x"}),
        ("POST", "/accept", {}),
        ("POST", "/attach", {"attachments": ["x"]}),
    ]:
        answer = call(method, f"/complaints/{no}{path}", body, by="stranger")
        assert answer.status in (404, 422), path
    assert no not in str(call("GET", "/complaints", by="stranger").body)
    assert no not in str(call("GET", f"/complaints?q={no}", by="stranger").body)


class TestReceipt:
    def test_the_holder_sees_and_answers_one_complaint_and_nothing_else(self, call):
        mine, other = call.register(), call.register(verbatim="另一件")
        key = {"by": None, "X_Receipt": mine["receipt"]["secret"]}
        seen = call("GET", f"/complaints/{mine['no']}", **key).body
        assert (
            seen["verbatim"]
            and seen["grade"] is None
            and not {"risks", "repeat_count", "involved", "extra", "summary"} & seen.keys()
            and seen["suggestions"] == {}
        )
        assert call("POST", f"/complaints/{mine['no']}/add", {"text": "还没收到"}, **key).status == 200
        assert call("GET", f"/complaints/{other['no']}", **key).status == 404
        assert call("POST", f"/complaints/{other['no']}/add", {"text": "x"}, **key).status == 404
        for method, path in (
            ("GET", "/complaints"),
            ("POST", "/complaints"),
            ("POST", "/complaints/batch"),
            ("GET", "/policy"),
            ("GET", "/metrics"),
            ("POST", "/triage"),
            ("POST", "/people/handover"),
        ):
            assert call(
                method,
                path,
                {"verbatim": "x", "text": "x", "username": "agent", "to": "agent2", "reason": "x"} if method == "POST" else None,
                **key,
            ).status in (403, 422), path

    def test_acts_of_the_staff_are_closed_to_it(self, call):
        mine = call.register()
        for act in ("accept", "decide", "close", "assign", "note", "reveal", "set-grade", "link", "correct"):
            answer = call(
                "POST",
                f"/complaints/{mine['no']}/{act}",
                {"outcome": "upheld", "text": "x", "to": "agent", "grade": "A", "reason": "x"},
                by=None,
                X_Receipt=mine["receipt"]["secret"],
            )
            assert answer.status in (403, 422), act

    def test_internal_events_are_not_in_its_timeline(self, call):
        mine = call.register()
        call("POST", f"/complaints/{mine['no']}/note", {"text": "客户语气激动"})
        call("POST", f"/complaints/{mine['no']}/respond", {"text": "您好"})
        items = call("GET", f"/complaints/{mine['no']}/timeline", by=None, X_Receipt=mine["receipt"]["secret"]).body["items"]
        assert (
            "客户语气激动" not in str(items)
            and "您好" in str(items)
            and {i["name"] for i in items} <= {"complaints.complaint.registered", "handling.reply.sent"}
        )

    @pytest.mark.parametrize("secret", ["x", "x" * 22, "x" * 5000, "' OR 1=1", "\xff" * 22])
    def test_a_wrong_secret_is_nobody(self, call, secret):
        assert call("GET", "/complaints/TS1", by=None, X_Receipt=secret).status == 401

    def test_a_customer_with_a_very_long_name_can_speak(self, call):
        mine = call.register(customer={"name": "名" * 120})
        assert call("POST", f"/complaints/{mine['no']}/add", {"text": "x"}, by=None, X_Receipt=mine["receipt"]["secret"]).status == 200


class TestSession:
    @pytest.fixture
    def browser(self, call, company):
        client = Client(enforce_csrf_checks=True)
        client.force_login(User.objects.get(username="manager"), backend="django.contrib.auth.backends.ModelBackend")
        return client

    def test_reading_needs_no_csrf_and_writing_does(self, browser, call):
        no = call.register()["no"]
        assert browser.get("/api/v1/complaints").status_code == 200
        refused = browser.post(f"/api/v1/complaints/{no}/note", json.dumps({"text": "x"}), "application/json")
        assert refused.status_code == 403 and json.loads(refused.content)["code"] == "api.auth.csrf"
        browser.cookies["csrftoken"] = "a" * 32
        done = browser.post(
            f"/api/v1/complaints/{no}/note", json.dumps({"text": "x"}), "application/json", headers={"X-CSRFToken": "a" * 32}
        )
        assert done.status_code == 200

    def test_a_first_password_must_be_changed_before_anything(self, browser, call):
        User.objects.filter(username="manager").update(must_change_password=True)
        answer = browser.get("/api/v1/complaints")
        assert answer.status_code == 403 and json.loads(answer.content)["code"] == "api.auth.password_to_change"


def test_secrets_are_in_no_log_line(call, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    mine = call.register()
    from qingting.api import routes

    monkeypatch.setattr(routes, "list_complaints", lambda *a, **k: 1 / 0)
    call("GET", "/complaints")
    call("GET", f"/complaints/{mine['no']}", by=None, X_Receipt=mine["receipt"]["secret"])
    call("GET", "/complaints", by=None, Authorization="Bearer qt_wrong-token")
    assert not [secret for secret in (call.token(), mine["receipt"]["secret"], "qt_wrong-token") if secret in caplog.text]
