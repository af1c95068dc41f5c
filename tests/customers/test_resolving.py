"""Who is this: known by number, account, phone or address together with the name; families share phones and are kept apart."""

from datetime import UTC, datetime

import pytest

from qingting.customers.actions.resolve_customer import resolve_customer
from qingting.customers.actions.resolve_many import Wanted, resolve_many
from qingting.customers.models import Customer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
FENG = {"name": "冯女士", "phone": "13800006621"}


def one(**given):
    found = resolve_customer(now=NOW, **given)
    return found.id if found else None


def many(*given):
    return resolve_many([Wanted(**g) for g in given], now=NOW)


@pytest.mark.parametrize("resolve", [lambda **given: one(**given), lambda **given: many(given)[0]])
class TestBothWays:
    def test_nothing_known_is_nobody(self, resolve):
        assert resolve() is None and not Customer.objects.exists()

    def test_the_same_person_is_found_again(self, resolve):
        assert resolve(**FENG) == resolve(**FENG) and Customer.objects.count() == 1

    def test_the_same_phone_with_another_name_is_another_person(self, resolve):
        assert resolve(**FENG) != resolve(name="冯先生", phone="13800006621") and Customer.objects.count() == 2

    def test_an_external_id_is_stronger_than_everything_else(self, resolve):
        first = resolve(external_id="crm-1", **FENG)
        assert resolve(external_id="crm-1", name="改了名", phone="13900000000") == first
        assert resolve(external_id="crm-2", **FENG) != first

    def test_account_and_address_recognise_too(self, resolve):
        assert resolve(name="冯女士", account_no="C1") == resolve(name="冯女士", account_no="C1")
        assert resolve(name="冯女士", email="feng@example.com") == resolve(name="冯女士", email="feng@example.com")


def test_empty_fields_are_filled_and_filled_ones_are_never_overwritten():
    first = one(**FENG)
    one(email="feng@example.com", region="华东", **FENG)
    one(email="other@example.com", region="华南", **FENG)
    kept = Customer.objects.get(pk=first)
    assert (kept.email, kept.region) == ("feng@example.com", "华东")


def test_a_phone_without_a_name_belongs_to_whoever_has_it():
    assert one(phone="13800006621") == one(**FENG)
    assert Customer.objects.get().name == "冯女士"


def test_a_list_knows_its_own_new_people_and_names_alone_recognise_nobody():
    ids = many(FENG, FENG, {"name": "冯先生", "phone": "13800006621"}, {"name": "王"}, {"name": "王"}, {})
    assert ids[0] == ids[1] != ids[2] and ids[3] != ids[4] and ids[5] is None
    assert many(FENG)[0] == ids[0]
