"""A seal remembers where every chain stood, so that even a chain shortened together with its head is found, also after others have grown."""

from datetime import timedelta

import pytest

from qingting.infra.ledger.models import Event, Head
from qingting.infra.ledger.verifying import seal
from qingting.kernel.actor import Actor
from tests.infra.ledger.support import NOW, faults, forger, write

pytestmark = pytest.mark.django_db
SEALER = Actor("system", None, "系统")


@pytest.fixture
def sealed():
    for number in (1, 2, 3):
        for _ in range(number):
            write(f"complaint:{number}")
    seal(actor=SEALER, now=NOW)


def rewind(subject, seq):
    """Cut the chain after `seq` and make its head say that this is the end."""
    with forger() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE subject = %s AND subject_seq > %s", [subject, seq])
    last = Event.objects.get(subject=subject, subject_seq=seq)
    Head.objects.filter(subject=subject).update(seq=seq, hash=last.hash)


def test_a_seal_counts_chains_and_events(sealed):
    event = Event.objects.get(subject="ledger")
    assert (event.name, event.data["chains"], event.data["events"]) == ("ledger.day.sealed", 3, 6)
    assert faults() == []


def test_growing_after_a_seal_is_no_fault(sealed):
    for number in (1, 3, 4):
        write(f"complaint:{number}")
    assert faults() == []
    seal(actor=SEALER, now=NOW + timedelta(days=1))
    write("complaint:2")
    assert faults() == []


def test_sealing_twice_with_nothing_new_gives_the_same_digest(sealed):
    first = Event.objects.get(subject="ledger").data["digest"]
    assert seal(actor=SEALER, now=NOW + timedelta(days=1)) == first


def test_a_tail_cut_off_together_with_its_head_is_found_although_others_have_grown(sealed):
    for _ in range(9):
        write("complaint:1")
    rewind("complaint:3", 2)
    assert faults() == [("complaint:3", 3)]


def test_a_tail_written_anew_is_found(sealed):
    rewind("complaint:3", 2)
    write("complaint:3")
    assert faults() == [("complaint:3", 3)]


def test_a_chain_removed_with_head_and_all_is_found_by_the_seal(sealed):
    with forger() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE subject = 'complaint:2'")
    Head.objects.filter(subject="complaint:2").delete()
    for number in range(10, 20):
        write(f"complaint:{number}")
    assert faults() == [("ledger", 1)]


def test_moving_the_mark_back_with_the_chain_is_found_by_the_digest(sealed):
    rewind("complaint:3", 2)
    head = Head.objects.get(subject="complaint:3")
    Head.objects.filter(subject="complaint:3").update(sealed_seq=2, sealed_hash=head.hash)
    assert faults() == [("ledger", 1)]
