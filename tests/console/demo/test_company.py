"""The people, products, customers and orders of the company, and the codes it shares with the standard."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from qingting.console.demo.codes import DEMAND_NAMES, codes_used
from qingting.console.demo.customers import MAIL_HOST, PHONE_PREFIX
from qingting.console.demo.staff import DEMO_LOGINS
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.kernel.phone import mask_phone, normalise_phone
from qingting.policy.loading import load_standard

STANDARD = Path(__file__).resolve().parents[3] / "policies" / "standard" / "2026-01"
ROLES = ("agent", "specialist", "lead", "manager", "executive", "collaborator", "auditor", "admin")


@pytest.fixture(scope="module")
def rules():
    return load_standard(STANDARD)


def test_every_category_exists_in_the_standard(rules, history, live) -> None:
    known = {category.code for category in rules.categories if category.parent}
    assert codes_used() <= known
    assert {record["category"] for record in [*history, *live]} <= codes_used()


def test_demands_channels_teams_and_grades_exist_in_the_standard(rules, firm, history, live) -> None:
    records = [*history, *live]
    assert set(DEMAND_NAMES) <= {demand.code for demand in rules.demands}
    assert {demand for record in records for demand in record["demands"]} <= set(DEMAND_NAMES)
    assert {record["channel"] for record in records} <= {channel.code for channel in rules.channels}
    assert {record["kind"] for record in records} <= {kind.code for kind in rules.kinds}
    assert {team.code for team in firm.teams} == {team.code for team in rules.teams}
    assert {record["grade"] for record in records} <= {grade.code for grade in rules.grades}
    assert {person.role for person in firm.staff} == {role.code for role in rules.roles}


def test_every_event_has_a_name_of_the_registry(history, live) -> None:
    assert {event["name"] for record in [*history, *live] for event in record["events"]} <= set(EVENT_NAMES)


def test_authors_are_known(firm, history, live) -> None:
    people = {person.username for person in firm.staff} | {"customer", "system"}
    for record in [*history, *live]:
        assert {event["by"] for event in record["events"]} <= people
        assert record["owner"] in people | {None}
        assert {task["owner"] for task in record["tasks"]} <= people | {None}


def test_five_regions_and_eighteen_branches(firm) -> None:
    assert firm.regions == ("华东", "华北", "华南", "西南", "华中")
    assert len(firm.branches) == 18
    assert {branch.region for branch in firm.branches} == set(firm.regions)
    assert len({branch.code for branch in firm.branches}) == 18


def test_one_login_per_role(firm) -> None:
    logins = [person for person in firm.staff if person.demo_login]
    assert sorted(person.username for person in logins) == sorted(DEMO_LOGINS) == sorted(ROLES)
    assert all(person.username == person.role for person in logins)


def test_staff_stand_after_their_superiors_and_in_teams_with_a_lead(firm) -> None:
    seen: set[str] = set()
    assert 55 <= len(firm.staff) <= 65
    for person in firm.staff:
        assert person.superior is None or person.superior in seen, person.username
        seen.add(person.username)
    members = Counter(person.team for person in firm.staff if person.team)
    for team in firm.teams:
        assert team.lead in seen
        assert members[team.code] >= 3, team.code
    assert {person.level for person in firm.staff if person.level} == {"L1", "L2", "L3", "L4"}
    for person in firm.staff:
        assert [grant.since for grant in person.grants] == sorted(grant.since for grant in person.grants)
        assert (person.grants[-1].level if person.grants else None) == person.level
    extensions = [person.extension for person in firm.staff]
    assert len(set(extensions)) == len(extensions)
    assert any(person.leaves for person in firm.staff)


def test_phones_are_fictional_everywhere(firm, history, live) -> None:
    phones = [customer.phone for customer in firm.customers]
    assert len(set(phones)) == len(phones)
    for phone in phones:
        assert re.fullmatch(PHONE_PREFIX + r"\d{7}", phone)
        assert normalise_phone(phone) == phone
        assert re.fullmatch(r"169 \*{4} \d{4}", mask_phone(phone))
    for record in [*history, *live]:
        texts = [
            record["verbatim"],
            record["summary"] or "",
            record["decision_text"] or "",
            *(event["text"] or "" for event in record["events"]),
        ]
        for found in re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", " ".join(texts)):
            assert found.startswith((PHONE_PREFIX, "173")), found  # 173…: the number of a post on a complaint site


def test_mail_goes_nowhere(firm) -> None:
    assert all(customer.email is None or customer.email.endswith("@" + MAIL_HOST) for customer in firm.customers)
    assert MAIL_HOST.endswith("example.com")


def test_customers_and_orders(firm, history) -> None:
    assert len(firm.customers) == 2200
    assert len(firm.orders) == 9000
    assert len({order.no for order in firm.orders}) == 9000
    assert len({customer.external_id for customer in firm.customers}) == 2200
    products = {product.code for product in firm.products}
    made = {(batch.product, batch.batch_no): batch.made_on for batch in firm.batches}
    for order in firm.orders:
        assert order.product in products
        assert order.price_fen > 0
        assert 0 <= order.customer < len(firm.customers)
        assert made[order.product, order.batch_no] < order.ordered_on
        assert order.ordered_on < firm.as_of
    several = Counter(record["customer"]["external_id"] for record in history)
    assert sum(count > 1 for count in several.values()) > 100


def test_about_twenty_five_models(firm) -> None:
    assert 22 <= len(firm.products) <= 30
    assert "智能门锁 L3" in {product.name for product in firm.products}
    assert len(firm.batches) > 200
