"""The real files, whole. They are no part of the project: QINGTING_EVAL_DATA names the folder that holds them."""

import os
from collections import Counter
from pathlib import Path

import pytest

from qingting.console.importing.errors import MissingColumns
from qingting.console.importing.reading import open_import
from tests.console.importing.support import NOW, SHANGHAI

FOLDER = os.environ.get("QINGTING_EVAL_DATA")
pytestmark = [pytest.mark.evaluation, pytest.mark.skipif(not FOLDER, reason="QINGTING_EVAL_DATA names no folder with the evaluation data")]


def read(name, **options):
    file = open_import(Path(FOLDER or "") / name, zone=SHANGHAI, now=NOW, **options)
    return file, list(file.rows())


@pytest.mark.parametrize(
    ("name", "profile", "count", "statuses"),
    [
        ("teddy2020c/fj3_4326_messages.xlsx", "citizen-messages", 4326, {"registered": 4326}),
        ("teddy2020c/fj4_2816_with_replies.xlsx", "citizen-messages", 2816, {"closed": 2816}),
        ("teddy2020c/fj2_test_2801_unlabelled.xlsx", "citizen-messages", 2801, {"registered": 2801}),
        ("cocc/train.txt", "telecom-orders", 1943, {"registered": 1943}),
        ("cfpb/narratives.csv.gz", "cfpb", 6582, {"registered": 6582}),
    ],
)
def test_every_row_is_read_and_none_is_the_same_as_another(name, profile, count, statuses):
    file, rows = read(name)
    problems = Counter((problem.field, problem.code) for row in rows for problem in row.problems)
    print(f"{name}: {len(rows)} rows, {sum(row.record is None for row in rows)} failed, problems {dict(problems)}")
    assert (file.profile.name, file.kind, file.mode, len(rows)) == (profile, "complaints", "history", count)
    assert not problems
    assert Counter(row.record["status"] for row in rows) == statuses
    assert len({row.identity for row in rows}) == count
    assert all(row.record["verbatim"] for row in rows)
    assert [row.line for row in rows] == sorted({row.line for row in rows})


def test_messages_keep_their_time_and_their_likes():
    _, rows = read("teddy2020c/fj3_4326_messages.xlsx")
    assert min(row.record["received_at"] for row in rows).startswith("2017-06-08")
    assert sum(row.record["extra"].get("received_at_precision") == "day" for row in rows) == 14
    assert max(row.record["extra"]["点赞数"] for row in rows) > 1000
    assert len({row.record["customer"]["external_id"] for row in rows}) == 3332


def test_replies_come_after_their_messages():
    _, rows = read("teddy2020c/fj4_2816_with_replies.xlsx")
    assert all(row.record["decided_at"] == row.record["closed_at"] > row.record["received_at"] for row in rows)
    assert all(row.record["decision_text"] and row.record["outcome"] is None for row in rows)


def test_work_orders_that_are_equal_all_stay_and_words_in_quotation_marks_keep_them():
    _, rows = read("cocc/train.txt")
    repeated = Counter(row.record["row_hash"] for row in rows)
    assert len(repeated) == len(rows) - sum(row.record["row_ordinal"] > 0 for row in rows) == 1881
    assert len({row.record["category_name"] for row in rows}) == 8
    assert all(row.record["received_at"] is None and row.record["customer"]["name"] is None for row in rows)
    lines = (Path(FOLDER or "") / "cocc/train.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith('"') for line in lines)
    assert [(row.record["verbatim"], row.record["category_name"]) for row in rows] == [
        tuple(map(str.strip, line.split("\t"))) for line in lines
    ]


def test_consumer_complaints_without_number_are_read_too():
    _, rows = read("cfpb/narratives.csv.gz")
    assert sum(row.record["external_no"] is None for row in rows) == 1988
    assert sum(row.record["received_at"] is None for row in rows) == 1988
    assert sum(len(row.record["involved"]) for row in rows) == 4594
    assert len({row.record["category_name"] for row in rows}) == 7


def test_a_stream_of_counts_without_words_is_refused_as_a_whole():
    with pytest.raises(MissingColumns):
        read("cfpb/stream_2015.csv")
