"""Many writers, one unbroken chain; a seal in the middle of them waits for nobody."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from qingting.infra.ledger.models import Event
from qingting.infra.ledger.recording import NewEvent, record
from qingting.infra.ledger.verifying import seal
from qingting.kernel.actor import Actor
from tests.infra.ledger.support import NOW, WRITER, faults, write

pytestmark = pytest.mark.django_db(transaction=True)


def run_together(*works):
    start, errors = Barrier(len(works)), []

    def run(work):
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_six_writers_of_one_subject_leave_one_unbroken_chain():
    def many():
        for _ in range(8):
            write("complaint:1", NewEvent("complaints.note.added", text="a"), NewEvent("complaints.note.added", text="b"))

    run_together(*[many] * 6)
    seqs = list(Event.objects.order_by("subject_seq").values_list("subject_seq", flat=True))
    assert seqs == list(range(1, 97)) and faults() == []


def test_sealing_while_people_work_breaks_nothing():
    def many(number):
        for _ in range(10):
            write(f"complaint:{number}")

    def seals():
        for _ in range(5):
            seal(actor=Actor("system", None, "系统"), now=NOW)

    run_together(lambda: many(1), lambda: many(2), lambda: many(1), seals, seals)
    assert faults() == [] and Event.objects.filter(subject="ledger").count() == 10


def test_a_seal_does_not_wait_for_a_long_transaction():
    write("complaint:1")
    with transaction.atomic():
        record([NewEvent("complaints.note.added")], subject="complaint:1", actor=WRITER, now=NOW)
        run_together(lambda: seal(actor=Actor("system", None, "系统"), now=NOW))
    assert faults() == []
