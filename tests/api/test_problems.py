"""Every refusal is problem+json with words, the field and a stable code; nothing a caller can send is a 5xx or a page."""

import pytest

from qingting.complaints.models import Complaint

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400), (b"\xff\xfe", 400), (b'{"verbatim": NaN}', 400), (b'{"verbatim": "\\ud800"}', 400), (b"[" * 5000, 400), (b"null", 422), (b"[]", 422), (b'"text"', 422), (b"17", 422), (b"", 422),
        (b"verbatim=x", 400), (b'{"verbatim": 5}', 422), (b'{"verbatim": null}', 422), (b'{"verbatim": ""}', 422), (b'{"verbatim": "\\u0000"}', 422), (b'{"verbatim": "x", "verbatim2": 1}', 422),
    ],
)  # fmt: skip
def test_bodies_that_are_none(call, raw, status):
    assert call("POST", "/complaints", raw=raw).status == status
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", 5), ("channel", ["hotline"]), ("demands", "refund"), ("demands", [1]), ("demands", ["refund"] * 21), ("received_at", "yesterday"), ("received_at", "2026-13-01T00:00:00Z"), ("received_at", True),
        ("customer", "冯"), ("customer", {"phone": 1}), ("customer", {"name": "x" * 121}), ("customer", {"email": "x" * 255}), ("customer", {"id": 1}), ("involved", [{"kind": "boss", "name": "x"}]), ("involved", {}),
        ("source", {"external_no": "x"}), ("kind", "rage"), ("consents", {"x": "maybe"}), ("consents", {str(n): True for n in range(30)}), ("take_it", "perhaps"), ("attachments", "x"), ("product", "x" * 121),
        ("represented", []), ("first_response", {"promises": [{"text": ""}]}), ("order_no", "x" * 61), ("user_id", 1), ("actor", "admin"), ("status", "closed"), ("verbatim", "坏" * 100_001),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_named(call, field, value):
    answer = call("POST", "/complaints", {"verbatim": "x", field: value})
    assert answer.status == 422 and answer.fields and all(name.split(".")[0] == field for name in answer.fields)
    assert all(line["message"] and line["code"].startswith("input.") for line in answer.body["errors"])


@pytest.mark.parametrize(
    "more",
    [
        {"consents": {"a\x00b": True}}, {"customer": {"name": "a\x00b", "phone": "１３８００００６６２１", "email": "x\x00@y"}}, {"order_no": "\x00"}, {"involved": [{"kind": "staff", "name": "李\x00静"}]}, {"summary": "a\x00\r\nb"},
        {"source": {"system": "12\x00", "external_no": "\x00 x"}}, {"attachments": ["\x00", "x" * 5000]}, {"intake_id": "🙂𠮷"}, {"customer": {"phone": "x" * 5000}}, {"represented": {"name": "\x00"}},
    ],
)  # fmt: skip
def test_what_no_database_can_hold_is_cleaned_and_taken(call, more):
    assert call("POST", "/complaints", {"verbatim": "x" * 10, **more}).status in (201, 422)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404), ("GET", "/complaints/", 404), ("POST", "/complaints/TS1/explode", 404), ("GET", "/complaints/TS0000000000", 404), ("GET", "/api/nothing", 404), ("GET", "/api/v2/complaints", 404),
        ("GET", "/api/v1/", 404), ("DELETE", "/complaints", 405), ("PUT", "/complaints/TS1", 405), ("PATCH", "/policy", 405), ("GET", "/complaints/TS1/accept", 405), ("POST", "/metrics", 405), ("GET", "/complaints/%00", 404),
        ("GET", "/complaints/" + "x" * 3000, 404), ("POST", "/complaints/%00/accept", 404),
    ],
)  # fmt: skip
def test_addresses_and_methods_that_are_none(call, method, path, status):
    answer = call(method, path)
    assert answer.status == status
    if status == 405:
        assert answer.headers["Allow"]


def test_a_body_too_large_is_413(call):
    assert call("POST", "/complaints", raw=b'{"verbatim": "' + b"x" * (8 * 1024 * 1024) + b'"}').status == 413


def test_an_error_of_ours_is_a_500_in_words_with_its_request_id(call, monkeypatch):
    from qingting.api import routes

    def broken(*_arguments, **_named):
        raise RuntimeError("a bug")

    monkeypatch.setattr(routes, "list_complaints", broken)
    answer = call("GET", "/complaints")
    assert answer.status == 500 and "a bug" not in str(answer.body) and answer.headers["X-Request-ID"]


def test_the_words_come_in_the_language_asked_for(call):
    zh, en = call("POST", "/complaints", {}), call("POST", "/complaints", {}, Accept_Language="en-GB,en;q=0.9")
    assert zh.body["title"] == "内容需要更正" and en.body["title"] == "Needs correction" and "missing" in en.body["detail"]


def test_every_wrong_code_is_named_at_once(call):
    answer = call(
        "POST",
        "/complaints",
        {"verbatim": "x", "channel": "pigeon", "demands": ["moon"], "branch": "XX", "received_at": "2099-01-01T00:00:00Z"},
    )
    assert answer.status == 422 and sorted(answer.fields) == ["branch", "channel", "demands", "received_at"]


def test_acts_refuse_what_does_not_fit_too(call):
    no = call.register()["no"]
    for act, body, status in [
        ("accept", {"unknown": 1}, 422), ("assign", {"to": "nobody"}, 422), ("assign", {"to": "a\x00"}, 422), ("assign", {}, 422), ("set-grade", {"grade": "ZZ", "reason": "x"}, 422),
        ("set-grade", {"grade": "\x00", "reason": "x"}, 422), ("rate", {"score": 6}, 422), ("rate", {"score": 10**30}, 422), ("choose", {"option": "\x00"}, 422), ("choose", {"option": "A"}, 404),
        ("complete-task", {"task": 2**70}, 422), ("complete-task", {"task": 2**62}, 404), ("complete-task", {"task": -1}, 404), ("settle-promise", {"promise": 2**63, "outcome": "kept"}, 404), ("pause", {"reason": "lunch"}, 422),
        ("pause", {"reason": "waiting_customer", "until": "2026-12-01T00:00:00"}, 422), ("extend", {"until": "0001-01-01T00:00:00+14:00", "reason": "x"}, 422), ("close", {}, 409),
        ("extend", {"until": "9999-12-31T23:59:59-14:00", "reason": "x"}, 422), ("promise", {"text": "x", "due_at": "9999-12-31T23:59:59-14:00"}, 422), ("link", {"to": no}, 422), ("link", {"to": "TS0\x00"}, 404),
        ("link", {"to": "TS0", "kind": "enemy"}, 422), ("tick", {"item": "none"}, 404), ("attach", {"attachments": ["x"]}, 422), ("decide", {"outcome": "maybe", "text": "x"}, 422), ("handover", {"to": "x"}, 422),
        ("decide", {"outcome": "upheld", "text": "x", "remedy": {"kind": "cash", "amount_fen": -1}}, 422), ("propose", {"title": "x", "cost_fen": 10**18}, 422), ("propose", {}, 422), ("implement", {}, 409),
        ("transfer", {"to": "agent2"}, 422), ("respond", {"text": "x", "version": 99}, 409), ("respond", {"text": "x", "version": "new"}, 422), ("note", {}, 422), ("note", {"text": "x", "mentions": ["nobody"]}, 422),
    ]:  # fmt: skip
        answer = call("POST", f"/complaints/{no}/{act}", body)
        assert answer.status == status, (act, body, answer.status, answer.body)
    assert call("GET", f"/complaints/{no}").body["version"] == 0


def test_handing_over_is_checked_like_everything(call):
    for body, status in [
        ({}, 422),
        ({"username": "a\x00", "to": "agent", "reason": "x"}, 422),
        ({"username": "agent", "to": "agent", "reason": "离职"}, 422),
        ({"username": "agent", "to": "agent2", "reason": ""}, 422),
    ]:
        assert call("POST", "/people/handover", body).status == status
    assert call("POST", "/people/handover", {"username": "agent", "to": "agent2", "reason": "离职"}).body["complaints"] == 0


def test_triage_stores_nothing(call):
    answer = call("POST", "/triage", {"text": "我要找媒体曝光", "customer": {"phone": "13800006621"}})
    assert answer.status == 200 and answer.body["grade"]["code"] and not Complaint.objects.exists()
    assert call("POST", "/triage", {"text": ""}).status == 422
