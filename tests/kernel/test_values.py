"""The small records everything passes around: who acts, what was decided, identifiers and secrets."""

import dataclasses
import string
import uuid

import pytest

from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.decision import Decision
from qingting.kernel.ids import hash_secret, new_secret, uuid7


def test_an_actor_cannot_give_itself_another_role() -> None:
    actor = Actor("staff", 7, "林岚", "agent")
    with pytest.raises(dataclasses.FrozenInstanceError):
        actor.role = "admin"  # type: ignore[misc]


def test_the_system_acts_without_being_a_person() -> None:
    system = Actor("system", None, "系统")
    assert (system.role, system.team_id, system.lang, system.scopes) == (None, None, "zh", frozenset())


def test_a_decision_names_the_clause_it_rests_on() -> None:
    decision = Decision("A", "4.2.1", "grade.a.life_safety", Bi("危及生命安全", "danger to life"), ("harm",))
    assert (decision.value, decision.clause, decision.because) == ("A", "4.2.1", ("harm",))


def test_identifiers_sort_in_the_order_of_their_making() -> None:
    made = [uuid7() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_identifiers_are_plain_version_7_uuids_that_a_database_driver_knows() -> None:
    made = uuid7()
    assert type(made) is uuid.UUID
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_a_secret_fits_into_a_link() -> None:
    secrets = {new_secret() for _ in range(500)}
    assert len(secrets) == 500
    assert {len(secret) for secret in secrets} == {22}
    assert set("".join(secrets)) <= set(string.ascii_letters + string.digits + "-_")


def test_only_the_hash_of_a_secret_needs_to_be_kept() -> None:
    assert hash_secret("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hash_secret("abc") != hash_secret("abC")


def test_a_mangled_link_is_a_wrong_secret_and_not_a_crash() -> None:
    assert len(hash_secret("\ud800\x00退款")) == 64
