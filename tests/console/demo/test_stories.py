"""The planted stories are there to be found, and the six single cases are told."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import timedelta
from pathlib import Path
from statistics import mean

import pytest

from qingting.console.demo import truth
from tests.console.demo.conftest import events_named, instant

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def planted(firm, history, live):
    numbers = truth.members(firm.plan)
    told = {record["external_no"]: record for record in [*history, *live]}
    return {story: [told[number] for number in numbers[story]] for story in truth.STORIES}


def test_every_story_has_its_people(planted) -> None:
    for story, least in {"lock_batch": 50, "region_late": 45, "rude_agent": 8, "price_burst": 45, "remote_stamp": 45}.items():
        assert len(planted[story]) >= least, story


def test_locks_of_one_batch_fail_more_every_week(firm, planted, history, live) -> None:
    bad = truth.BATCH.batch_no(firm.as_of)
    batch = next(batch for batch in firm.batches if batch.batch_no == bad and batch.product == truth.BATCH.product)
    assert batch.supplier == truth.BATCH.supplier
    cases = planted["lock_batch"]
    assert {record["batch_no"] for record in cases} == {bad}
    weeks = Counter((firm.cut - instant(record["received_at"])).days // 7 for record in cases)
    assert max(weeks) < 8
    assert weeks[0] > 2 * weeks[5]
    assert weeks[0] + weeks[1] > weeks[3] + weeks[4]
    told = {record["category"] for record in cases}
    locks = [r for r in [*history, *live] if r["product"] == "智能门锁 L3" and r["category"] in told]
    others = Counter(record["batch_no"] for record in locks if record["batch_no"] != bad)
    exposed = Counter(order.batch_no for order in firm.orders if order.product == "L3")
    rate_bad = len(cases) / exposed[bad]
    rate_others = sum(others.values()) / sum(count for number, count in exposed.items() if number != bad)
    assert rate_bad > 2 * rate_others


def test_one_family_is_locked_in(planted) -> None:
    grave = [record for record in planted["lock_batch"] if record["grade"] == "A"]
    assert [record["category"] for record in grave] == ["safety.trapped"]
    assert any(task["department"] == "supply_chain" for task in grave[0]["tasks"])
    assert any(promise["state"] == "broken" for promise in grave[0]["promises"])


def test_one_region_waits_for_parcels(firm, planted, history) -> None:
    story = truth.REGION
    late = [r for r in history if r["category"] in ("logistics.delay", "logistics.not_shipped") and r["region"] == story.region]
    begin, end = truth.window(firm.cut, story.from_days_ago, story.until_days_ago)
    inside = sum(begin <= instant(record["received_at"]) < end for record in late) / (end - begin).days
    outside = sum(not begin <= instant(record["received_at"]) < end for record in late) / (180 - (end - begin).days)
    assert inside > 3 * outside
    assert {record["region"] for record in planted["region_late"]} == {story.region}


def test_one_agent_is_named_again_and_again(firm, planted, history) -> None:
    named = Counter(i["name"] for r in history if r["category"] == "service.rude" for i in r["involved"] if i["kind"] == "staff")
    first, second = named.most_common(2)
    assert first[0] == truth.RUDE.name
    assert first[1] >= 2 * second[1]
    assert all(record["owner"] != truth.RUDE.username for record in planted["rude_agent"])


def test_a_price_falls_after_the_promotion(firm, planted, history) -> None:
    drops = [instant(r["received_at"]).date() for r in history if r["category"] == "price_promotion.price_drop"]
    begin = firm.as_of - timedelta(days=truth.PRICE.from_days_ago)
    burst = [day for day in drops if begin <= day < begin + timedelta(days=7)]
    assert len(burst) / 7 > 4 * (len(drops) - len(burst)) / 173
    assert sum(truth.PRICE.promotion in record["verbatim"] for record in planted["price_burst"]) > 15


def test_moved_customers_need_a_stamp(planted, firm) -> None:
    city = {branch.code: branch.city for branch in firm.branches}
    homes = {customer.external_id: customer.city for customer in firm.customers}
    cases = planted["remote_stamp"]
    assert {record["category"] for record in cases} == {"process.remote"}
    assert all(city[record["branch"]] != homes[record["customer"]["external_id"]] for record in cases)
    months = Counter(record["received_at"][:7] for record in cases)
    assert len(months) >= 6
    assert any(record["origin"] == "live" for record in cases)


CASES = {
    "三次咨询遇客服态度恶劣": ("态度", "sensitive"),
    "门锁失灵致人员被锁屋内": ("门锁", None),
    "异地退款须回原门店盖章": ("异地", None),
    "取件机故障未告知、柜台排队过久": ("柜台", None),
    "饮用净水器出水后不适并要求退款": ("12315", None),
    "坐席答不上来反复转接": ("新来的", None),
}


@pytest.mark.parametrize("title", CASES)
def test_the_six_cases_are_told_to_their_end(history, title: str) -> None:
    told = [record for record in history if record["title"] == title]
    assert len(told) == 1
    record = told[0]
    assert record["status"] == "closed"
    assert record["rating"]["score"] >= 4
    assert len(record["verbatim"]) > 120
    assert events_named(record, "handling.decision.made")


def test_the_rude_case_has_its_three_steps(history) -> None:
    case = next(record for record in history if record["title"] == "三次咨询遇客服态度恶劣")
    same = [r for r in history if r["customer"] == case["customer"] and r["received_at"] < case["received_at"]]
    assert [record["kind"] for record in same][-2:] == ["inquiry", "inquiry"]
    assert case["promises"][0]["text"].startswith("24小时")
    assert case["promises"][0]["state"] == "kept"
    assert events_named(case, "complaints.attachment.opened")[0]["text"]
    assert {task["department"] for task in case["tasks"]} == {"service", "training"}
    assert set(case["extra"]["customer_flag"]) == {"reason", "strategy", "until"}
    revisit = instant(events_named(case, "complaints.complaint.confirmed")[0]["at"]) - instant(case["received_at"])
    assert revisit >= timedelta(days=30)


def test_the_trainee_grows(firm, history) -> None:
    trainee = next(person for person in firm.staff if person.username == truth.TRAINEE.username)
    assert [grant.level for grant in trainee.grants] == ["L1", "L2"]
    named = [r for r in history if trainee.name in [i["name"] for i in r["involved"]]]
    kinds = [record["kind"] for record in named if record["customer"]["name"] == "段女士"]
    assert kinds == ["complaint", "praise"]


def test_a_broken_promise_shows_in_the_lock_story(planted) -> None:
    """The batch is handled worse than the rest: customers feel it."""
    rated = [record["rating"]["score"] for record in planted["lock_batch"] if record["rating"]]
    assert mean(rated) < 4.3


def test_nothing_outside_the_demo_knows_the_truth() -> None:
    found = subprocess.run(
        ["grep", "-rlE", r"demo\.truth|demo import truth", str(ROOT / "src"), "--include=*.py"], capture_output=True, text=True, check=False
    ).stdout.split()
    assert found
    assert all("/console/demo/" in path for path in found)
