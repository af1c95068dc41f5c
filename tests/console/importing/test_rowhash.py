"""A row without a number of its own is known again by what it holds."""

import hashlib
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from qingting.console.importing.rowhash import Ordinals, RowHasher
from qingting.kernel.text import clean

HEADER = ("内容", "分类")
ROW = ("漏水", "质量")


def row_hash(source, header, cells):
    return RowHasher(header).hash(source, cells)


def test_the_hash_is_made_in_one_way_and_stays_the_same_over_versions():
    assert row_hash("template", HEADER, ROW) == hashlib.sha256('["template",[["内容","漏水"],["分类","质量"]]]'.encode()).hexdigest()


def test_white_space_number_form_empty_cells_and_column_order_do_not_count():
    same = row_hash("s", ("a", "b", "c"), ("1", "x", ""))
    assert row_hash("s", ("a", "b", "c"), (1.0, " x\r\n", None)) == same
    assert row_hash("s", ("b", "a"), ("x", 1)) == same


def test_words_columns_and_source_count():
    hashes = {
        row_hash("s", HEADER, ROW),
        row_hash("t", HEADER, ROW),
        row_hash("s", HEADER, ("漏水 ，", "质量")),
        row_hash("s", ("内容", "标签"), ROW),
        row_hash("s", HEADER, ("质量", "漏水")),
        row_hash("s", None, ROW),
        row_hash("s", HEADER, ("漏水", datetime(2026, 1, 1))),
    }
    assert len(hashes) == 7


def test_without_header_position_counts():
    assert row_hash("s", None, ("a", "b")) != row_hash("s", None, ("b", "a"))


def test_equal_rows_are_counted():
    ordinals = Ordinals()
    one, two = row_hash("s", HEADER, ("a", "b")), row_hash("s", HEADER, ("c", "d"))
    assert [ordinals.next(digest) for digest in (one, two, one, one, two)] == [0, 0, 1, 2, 1]


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4), st.lists(st.text(max_size=5), min_size=1, max_size=4))
def test_different_cells_have_different_hashes(one, two):
    def meaning(cells):
        return [(index, cell.strip()) for index, cell in enumerate(cells)]

    if row_hash("s", None, one) == row_hash("s", None, two):
        assert [pair for pair in meaning(map(clean, one)) if pair[1]] == [pair for pair in meaning(map(clean, two)) if pair[1]]
