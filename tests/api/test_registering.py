"""POST /complaints and /complaints/batch: the whole complaint with a receipt; a repeated key registers nothing twice, whatever happens in between."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from qingting.complaints.models import Complaint
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.ratelimit.models import IdempotentCall
from tests.api.conftest import TEXT

pytestmark = pytest.mark.django_db
BODY = {"verbatim": TEXT, "channel": "hotline"}


def test_the_answer_is_the_whole_complaint(call):
    answer = call(
        "POST",
        "/complaints",
        {**BODY, "customer": {"name": "冯女士", "phone": "13800006621", "email": "feng@example.com", "account_no": "C10086"}},
    )
    body = answer.body
    assert answer.status == 201 and body["no"].startswith("TS261118")
    for name in (
        "kind",
        "status",
        "origin",
        "judging",
        "grade",
        "category",
        "risks",
        "clocks",
        "promises",
        "owner",
        "repeat_of",
        "related",
        "missing",
        "receipt",
        "timeline",
    ):
        assert name in body
    assert {"code", "rank", "clause", "reasons"} <= body["grade"].keys() and {"name", "due_at", "state", "basis"} <= body["clocks"][
        0
    ].keys()
    assert body["receipt"]["url"].endswith("/portal/r/" + body["receipt"]["secret"])
    assert "receipt" not in call("GET", f"/complaints/{body['no']}").body


def test_contact_data_is_whole_only_for_those_who_may_see_it(call):
    no = call.register(customer={"name": "冯女士", "phone": "13800006621", "email": "feng@example.com", "account_no": "C10086"})["no"]
    call("POST", f"/complaints/{no}/assign", {"to": "agent"})
    assert call("GET", f"/complaints/{no}").body["customer"]["phone"] == "13800006621"
    masked = call("GET", f"/complaints/{no}", by="agent").body["customer"]
    assert (
        "13800006621" not in str(masked) and "feng@" not in str(masked) and "C10086" not in str(masked) and masked["phone"].endswith("6621")
    )


def test_the_same_key_and_body_give_the_same_complaint_and_a_fresh_receipt_that_works(call):
    first, second = (call("POST", "/complaints", BODY, Idempotency_Key="k-1") for _ in range(2))
    assert (first.status, second.status) == (201, 201) and first.body["no"] == second.body["no"] and Complaint.objects.count() == 1
    assert first.body["receipt"]["secret"] != second.body["receipt"]["secret"]
    for answer in (first, second):
        assert call("GET", f"/complaints/{first.body['no']}", by=None, X_Receipt=answer.body["receipt"]["secret"]).status == 200


def test_the_same_key_with_another_body_is_a_conflict(call):
    call("POST", "/complaints", BODY, Idempotency_Key="k-1")
    answer = call("POST", "/complaints", {**BODY, "verbatim": "另一件"}, Idempotency_Key="k-1")
    assert answer.status == 409 and Complaint.objects.count() == 1


def test_keys_belong_to_their_caller(call):
    first = call("POST", "/complaints", BODY, Idempotency_Key="k-1")
    other = call("POST", "/complaints", BODY, Idempotency_Key="k-1", by="agent")
    assert first.body["no"] != other.body["no"]


def test_a_call_that_failed_leaves_its_key_free(call):
    assert call("POST", "/complaints", {**BODY, "channel": "pigeon"}, Idempotency_Key="k-1").status == 422
    assert call("POST", "/complaints", BODY, Idempotency_Key="k-1", by="auditor").status == 403
    assert not IdempotentCall.objects.exists()
    assert call("POST", "/complaints", BODY, Idempotency_Key="k-1").status == 201


def test_a_key_too_long_is_refused_and_not_cut(call):
    assert call("POST", "/complaints", BODY, Idempotency_Key="k" * 201).status == 400
    assert call("POST", "/complaints", BODY, Idempotency_Key="k" * 200).status == 201


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_registers_once(call):
    call.token()
    start, answers = Barrier(5), []

    def work():
        start.wait()
        answers.append(call("POST", "/complaints", BODY, Idempotency_Key="k-1"))
        connection.close()

    threads = [Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [a.status for a in answers] == [201] * 5 and len({a.body["no"] for a in answers}) == 1 and Complaint.objects.count() == 1
    assert len({a.body["receipt"]["secret"] for a in answers}) == 5 and list(broken_links()) == []


def test_an_external_number_twice_is_409_and_names_the_complaint(call):
    source = {"source": {"system": "12315", "external_no": "W-1"}}
    no = call.register(**source)["no"]
    answer = call("POST", "/complaints", {**BODY, **source})
    assert answer.status == 409 and no in answer.body["detail"] and answer.fields == ["source.external_no"]


def test_in_a_batch_every_row_stands_alone(call):
    rows = [
        BODY,
        {},
        {**BODY, "channel": "pigeon"},
        "text",
        None,
        {**BODY, "source": {"system": "x", "external_no": "1"}},
        {**BODY, "source": {"system": "x", "external_no": "1"}},
        BODY,
    ]
    answer = call("POST", "/complaints/batch", {"items": rows})
    assert (
        answer.status == 207
        and [item["status"] for item in answer.body["items"]] == [201, 422, 422, 422, 422, 201, 409, 201]
        and answer.body["created"] == 3
    )
    assert [item["index"] for item in answer.body["items"]] == list(range(8)) and Complaint.objects.count() == 3
    receipt = answer.body["items"][0]["complaint"]["receipt"]["secret"]
    assert call("GET", f"/complaints/{answer.body['items'][0]['complaint']['no']}", by=None, X_Receipt=receipt).status == 200
    assert call("POST", "/complaints/batch", [BODY]).status == 201


@pytest.mark.parametrize("body", [[], {"items": []}, {"items": {}}, {}, "x", [BODY] * 501, {"items": None}])
def test_a_batch_has_1_to_500_rows(call, body):
    assert call("POST", "/complaints/batch", body).status == 422 and not Complaint.objects.exists()


def test_five_hundred_rows_are_taken(call):
    answer = call("POST", "/complaints/batch", [{"verbatim": f"第 {n} 件"} for n in range(500)])
    assert answer.status == 201 and answer.body["created"] == 500
    assert len({item["complaint"]["no"] for item in answer.body["items"]}) == 500
