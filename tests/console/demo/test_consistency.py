"""Every record is valid, ordered in time, and ends as its status says."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from qingting.complaints.commands import HistoryComplaint
from qingting.console.demo.build import build_company
from qingting.console.demo.codes import GRAVE_CODES
from tests.console.demo.conftest import events_named, instant

FINISHED = {"closed", "withdrawn", "not_accepted"}
OPEN = {"registered", "accepted", "investigating", "proposing", "implementing", "confirming"}
RANK = {"A": 1, "B": 2, "C": 3, "D": 4}
MAY_OWN = {"L1": "D", "L2": "DC", "L3": "DCB", "L4": "DCBA"}


def test_every_record_is_a_history_complaint(history, live) -> None:
    for record in [*history, *live]:
        HistoryComplaint.model_validate(record)


def test_history_is_finished_and_in_order(firm, history) -> None:
    assert len(history) == 3000
    received = [record["received_at"] for record in history]
    assert received == sorted(received)
    assert {record["status"] for record in history} == FINISHED
    assert {record["origin"] for record in history} == {"history"}
    numbers = [record["external_no"] for record in history]
    assert len(set(numbers)) == len(numbers)


def test_nothing_happens_at_or_after_the_cut(firm, history, live) -> None:
    cut = firm.cut
    for record in [*history, *live]:
        assert instant(record["received_at"]) < cut
        assert all(instant(event["at"]) < cut for event in record["events"])
        assert all(instant(promise["made_at"]) < cut for promise in record["promises"])
        if record["rating"]:
            assert instant(record["rating"]["at"]) < cut


def test_events_run_forward_and_all_times_are_china_time(history, live) -> None:
    for record in [*history, *live]:
        times = [event["at"] for event in record["events"]]
        assert times == sorted(times), record["external_no"]
        assert all(time.endswith("+08:00") for time in [record["received_at"], *times])
        assert record["events"][0]["name"] == "complaints.complaint.registered"
        assert instant(times[0]) >= instant(record["received_at"])


def test_closed_complaints_went_all_the_way(history) -> None:
    way = [
        "complaints.complaint.registered", "complaints.complaint.accepted", "complaints.complaint.assigned", "handling.reply.sent",
        "handling.decision.made", "complaints.complaint.confirmed", "complaints.complaint.closed",
    ]  # fmt: skip
    for record in history:
        if record["status"] != "closed" or record["kind"] != "complaint":
            continue
        first = {name: events_named(record, name)[0]["at"] for name in way}
        assert [first[name] for name in way] == sorted(first[name] for name in way), record["external_no"]
        assert record["owner"] and record["team"] and record["outcome"] and record["decision_text"]
        assert record["decided_at"] <= record["closed_at"]
        assert events_named(record, "complaints.complaint.closed")[-1]["at"] == record["closed_at"]
        assert events_named(record, "handling.decision.made")[-1]["at"] == record["decided_at"]
        assert record["reopened_count"] == len(events_named(record, "complaints.complaint.reopened"))
        if record["rating"]:
            assert record["rating"]["at"] >= record["closed_at"] or record["reopened_count"]


def test_other_ends_say_so(history) -> None:
    last = {"withdrawn": "complaints.complaint.withdrawn", "not_accepted": "complaints.complaint.refused"}
    for record in history:
        if record["status"] in last:
            assert record["events"][-1]["name"] == last[record["status"]]
    assert {record["status"] for record in history} == FINISHED


def test_the_closing_guards_hold(history) -> None:
    """Told the decision, tasks verified, promises settled, outside recourse told where nothing was granted."""
    for record in history:
        if record["status"] != "closed":
            continue
        assert all(promise["state"] != "open" and promise["settled_at"] <= record["closed_at"] for promise in record["promises"])
        assert all(task["state"] == "verified" for task in record["tasks"]), record["external_no"]
        closed = record["closed_at"]
        assert all(event["at"] <= closed for event in events_named(record, "handling.task.verified"))
        if record["outcome"] == "not" and record["kind"] == "complaint":
            assert events_named(record, "handling.decision.made")[-1]["data"]["recourse_told"] is True


def test_promises_agree_with_their_events(history, live) -> None:
    for record in [*history, *live]:
        made = events_named(record, "handling.promise.made")
        assert len(made) == len(record["promises"])
        assert {event["data"]["nth"] for event in made} == set(range(1, len(made) + 1))
        for event in events_named(record, "handling.promise.kept", "handling.promise.broken", "handling.promise.renegotiated"):
            promise = record["promises"][event["data"]["nth"] - 1]
            assert promise["state"] == event["name"].rsplit(".", 1)[1]
            assert promise["settled_at"] == event["at"]
            if promise["state"] == "kept":
                assert event["at"] <= promise["due_at"]
            if promise["state"] == "broken":
                assert event["at"] == promise["due_at"]


def test_owners_hold_the_level_and_are_never_the_one_complained_about(firm, history, live) -> None:
    people = {person.username: person for person in firm.staff}
    for record in [*history, *live]:
        if record["owner"] is None or record["kind"] != "complaint" or record["title"].endswith("咨询"):
            continue
        owner = people[record["owner"]]
        assert record["grade"] in MAY_OWN[owner.level], (record["external_no"], owner.username)
        assert owner.name not in [involved["name"] for involved in record["involved"]]


def test_the_order_behind_a_complaint_is_the_customers_and_older(firm, history, live) -> None:
    orders = {order.no: order for order in firm.orders}
    names = {product.code: product.name for product in firm.products}
    for record in [*history, *live]:
        order = orders[record["order_no"]]
        assert firm.customers[order.customer].external_id == record["customer"]["external_id"]
        assert order.ordered_on <= instant(record["received_at"]).date()
        assert names[order.product] == record["product"]
        assert order.batch_no == record["batch_no"]
        assert order.branch == record["branch"]


def test_grade_and_category_do_not_contradict_the_standard(history, live) -> None:
    for record in [*history, *live]:
        if record["category"].startswith("safety."):
            assert RANK[record["grade"]] <= 3, record["external_no"]
        if record["category"] in GRAVE_CODES:
            assert RANK[record["grade"]] <= 2, record["external_no"]


def test_our_people_answer_in_working_hours(history) -> None:
    """Grave matters aside, nobody writes in the middle of the night."""
    by_night = Counter()
    for record in history:
        if record["grade"] in "CD":
            for event in events_named(record, "handling.reply.sent", "complaints.note.added", "handling.decision.made"):
                by_night[not 8 <= instant(event["at"]).hour < 21] += 1
    assert by_night[True] / sum(by_night.values()) < 0.02


def test_live_ones_are_open_in_every_state_and_grade(firm, live) -> None:
    assert 110 <= len(live) <= 135
    assert {record["status"] for record in live} == OPEN
    assert {record["grade"] for record in live} == set("ABCD")
    assert {record["origin"] for record in live} == {"live"}
    assert all(record["closed_at"] is None and record["rating"] is None for record in live)
    assert sum(record["owner"] is None for record in live) >= 10
    soon = firm.cut + timedelta(days=1)
    open_promises = [promise for record in live for promise in record["promises"] if promise["state"] == "open"]
    assert sum(instant(promise["due_at"]) < soon for promise in open_promises) >= 10
    assert sum(promise["state"] == "broken" for record in live for promise in record["promises"]) >= 5
    assert sum(task["state"] in ("open", "returned") for record in live for task in record["tasks"]) >= 5


@pytest.mark.parametrize(("complaints", "months"), [(10, 1), (60, 1), (400, 2), (300, 24)])
def test_other_sizes_hold_together(complaints: int, months: int) -> None:
    small = build_company(date(2026, 3, 2), complaints=complaints, months=months, seed=3)
    told = list(small.history())
    assert len(told) == complaints
    assert {record["status"] for record in told} <= FINISHED
    assert instant(told[0]["received_at"]).date() >= small.as_of - timedelta(days=round(months * 30.44) + 12)
    assert all(record["status"] in OPEN for record in small.live())
