"""What a chain is: every event joined to the one before, refusing change, and every tampering named."""

import pytest
from django.db import DatabaseError, connection, transaction

from qingting.infra.ledger.bulk import NewChain, record_chains
from qingting.infra.ledger.models import Event, Head, Text
from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.recording import NewEvent, record
from qingting.infra.ledger.verifying import broken_links
from qingting.kernel.actor import Actor
from tests.infra.ledger.support import NOW, WRITER, faults, forger, write

pytestmark = pytest.mark.django_db


def test_events_of_several_acts_form_one_dense_chain():
    for _ in range(3):
        write(
            "complaint:1",
            NewEvent("complaints.note.added", text="一"),
            NewEvent("handling.reply.sent", {"channels": ["portal"]}, text="二"),
        )
    past = list(Event.objects.filter(subject="complaint:1").order_by("subject_seq"))
    assert [e.subject_seq for e in past] == [1, 2, 3, 4, 5, 6]
    assert [e.prev_hash for e in past] == ["0" * 64, *(e.hash for e in past[:-1])]
    assert (Head.objects.get(subject="complaint:1").seq, Head.objects.get(subject="complaint:1").hash) == (6, past[-1].hash)
    assert faults() == []


def test_a_name_outside_the_registry_is_refused():
    with pytest.raises(KeyError), transaction.atomic():
        record([NewEvent("complaints.complaint.vanished")], subject="complaint:1", actor=WRITER, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        record([NewEvent("complaints.note.added")], subject="complaint:1", actor=WRITER, now=NOW)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET actor_name = '别人'",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "UPDATE ledger_event SET xact = xact",
    ],
)
def test_the_database_itself_refuses_to_change_the_past(statement):
    write("complaint:1")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER USER")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "别人"), ("actor_id", 8), ("actor_kind", "system"), ("at", "2026-11-18 02:00:00.123457+00"), ("name", "complaints.complaint.closed"), ("data", '{"n": 2}'),
        ("complaint_id", 99), ("source", "api"), ("clauses", "{9.9}"), ("policy_version", "2020-01"), ("on_behalf_of", "客户"), ("request_id", "x"), ("version", 2),
    ],
)  # fmt: skip
def test_a_changed_column_is_found_where_it_was_changed(column, value):
    for subject in ("complaint:1", "complaint:2"):
        for _ in range(3):
            write(subject)
    with forger() as cursor:
        cursor.execute(f"UPDATE ledger_event SET {column} = %s WHERE subject = 'complaint:2' AND subject_seq = 2", [value])
    assert faults() == [("complaint:2", 2)]


def test_a_changed_text_is_found():
    write("complaint:1")
    Text.objects.update(text="客户同意不再追究")
    assert faults() == [("complaint:1", 1)]


def test_an_erased_text_leaves_the_chain_whole_and_is_shown_as_erased():
    write("complaint:1")
    assert past_of("complaint:1")[0].text == "已电话联系"
    Text.objects.all().delete()
    assert faults() == []
    assert past_of("complaint:1")[0].text == ""


def test_a_link_taken_out_of_the_middle_is_found():
    for _ in range(4):
        write("complaint:1")
    with forger() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE subject_seq = 2")
    assert faults() == [("complaint:1", 2)]


def test_two_links_that_changed_places_are_found():
    for n in range(3):
        write("complaint:1", NewEvent("complaints.note.added", {"n": n}))
    with forger() as cursor:
        cursor.execute("UPDATE ledger_event SET subject_seq = subject_seq + 100")
        cursor.execute("UPDATE ledger_event SET subject_seq = CASE subject_seq WHEN 101 THEN 1 WHEN 102 THEN 3 ELSE 2 END")
    assert faults() == [("complaint:1", 2)]


def test_a_tail_cut_off_is_found_by_the_head():
    for _ in range(3):
        write("complaint:1")
    with forger() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE subject_seq = 3")
    assert faults() == [("complaint:1", 2)]


def test_a_chain_whose_events_are_all_gone_is_found():
    write("complaint:1")
    write("complaint:2")
    with forger() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE subject = 'complaint:1'")
    assert faults() == [("complaint:1", 1)]


def test_a_chain_without_its_head_is_found():
    write("complaint:1")
    Head.objects.all().delete()
    assert faults() == [("complaint:1", 1)]


def test_every_broken_chain_is_named_once_and_the_list_is_bounded():
    for number in range(30):
        write(f"complaint:{number:02}")
        write(f"complaint:{number:02}")
    with forger() as cursor:
        cursor.execute("UPDATE ledger_event SET actor_name = '别人'")
    found = list(broken_links(limit=20))
    assert len(found) == 20 and {f.seq for f in found} == {1}


def test_a_customers_long_name_fits():
    with transaction.atomic():
        record(
            [NewEvent("complaints.message.received", text="还没修好")],
            subject="complaint:1",
            actor=Actor("customer", 3, "名" * 120),
            now=NOW,
        )
    assert len(Event.objects.get().actor_name) == 80 and faults() == []


def test_a_past_written_at_once_is_the_same_kind_of_chain():
    steps = [(NOW, WRITER, NewEvent("complaints.complaint.registered", {"share": 1e16, "tags": ("a", "b")}, "原\x00话"))] * 3
    with transaction.atomic():
        assert (
            record_chains([NewChain("complaint:5", 5, "2026-01", steps), NewChain("complaint:6", 6, "2026-01", steps[:1])], source="import")
            == 4
        )
    write("complaint:5")
    assert faults() == []
    assert [p.seq for p in past_of("complaint:5")] == [1, 2, 3, 4]
    assert past_of("complaint:5")[0].text == "原话"
