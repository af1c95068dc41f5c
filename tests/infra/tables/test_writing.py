"""Written files open in a spreadsheet as they were meant, and nothing in them is calculated."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingting.infra.tables import writing_xlsx
from qingting.infra.tables.formulas import guard, unguard
from qingting.infra.tables.opening import open_table
from qingting.infra.tables.writing_csv import write_csv
from qingting.infra.tables.writing_xlsx import Column, write_xlsx
from tests.infra.tables.files import SHANGHAI, cells_of

DANGEROUS = ["=1+1", "+86 138", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1", "＋1", "'=1", "''-1"]


def written(rows, columns=("a", "b")) -> openpyxl.Workbook:
    stream = io.BytesIO()
    write_xlsx(stream, columns, rows, zone=SHANGHAI)
    stream.seek(0)
    return openpyxl.load_workbook(stream)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_in_a_workbook(text):
    cell = written([[text, ""]]).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")


def test_no_heading_becomes_a_formula():
    assert written([], ["=1+1", "b"]).active["A1"].data_type == "s"


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_be_calculated_is_guarded_in_csv(tmp_path, text):
    write_csv(tmp_path / "x.csv", [text], [[text]], zone=SHANGHAI)
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["'" + text], ["'" + text]]


@pytest.mark.parametrize("text", ["退款", "a=b", "3-4", "12", "", "'", "'退款'", " =1"])
def test_other_text_is_written_as_it_is(text):
    assert guard(text) == text


@given(st.text(alphabet="'=+-@\t\ra号", max_size=6))
def test_taking_the_guard_off_gives_back_every_text(text):
    assert unguard(guard(text)) == text


def test_numbers_and_times_are_typed_in_a_workbook():
    rows = [[-5, 2.5], [True, date(2026, 2, 28)], [datetime(2026, 2, 28, 3, 25, tzinfo=UTC), time(9, 30)], [timedelta(hours=30), None]]
    sheet = written(rows).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [-5, 2.5],
        [True, datetime(2026, 2, 28)],
        [datetime(2026, 2, 28, 11, 25), time(9, 30)],
        [timedelta(hours=30), None],
    ]


@pytest.mark.parametrize(("value", "shown"), [(6222021234567890123, "6222021234567890123"), (float("nan"), "nan"), (float("inf"), "inf")])
def test_a_number_a_spreadsheet_would_spoil_is_written_as_text(value, shown):
    assert written([[value, ""]]).active["A2"].value == shown


def test_a_negative_number_stays_a_number_in_csv(tmp_path):
    write_csv(tmp_path / "x.csv", ["a", "b"], [[-5, datetime(2026, 2, 28, 3, 25, tzinfo=UTC)]], zone=SHANGHAI)
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbfa,b\r\n-5,2026-02-28 11:25:00\r\n"


def test_a_text_longer_than_a_cell_holds_is_cut_marked_and_counted():
    stream = io.BytesIO()
    result = write_xlsx(stream, ["a"], [["𠮷" * 20_000], ["b" * 32_767]], zone=SHANGHAI)
    sheet = openpyxl.load_workbook(stream).active
    assert result == (2, 1)
    assert sheet["A2"].value.endswith("𠮷…")
    assert len(sheet["A3"].value) == 32_767


def test_control_characters_and_half_surrogates_do_not_spoil_the_file():
    assert written([["a\x00b\x0bc\ud800d", "ok"]]).active["A2"].value == "abcd"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(writing_xlsx, "MOST_ROWS", 4)
    book = written([[number, "x"] for number in range(7)])
    assert [[row[0].value for row in sheet.iter_rows()] for sheet in book] == [["a", 0, 1, 2], ["a", 3, 4, 5], ["a", 6]]


def test_what_is_written_can_be_read_back(tmp_path):
    rows = [("1", "坏了\n要求退款"), ("2", "说“好”, 没来"), ("3", '"')]
    write_xlsx(tmp_path / "x.xlsx", [Column("编号", 8), "内容"], rows, zone=SHANGHAI)
    write_csv(tmp_path / "x.csv", ["编号", "内容"], rows, zone=SHANGHAI)
    assert cells_of(open_table(tmp_path / "x.xlsx")) == cells_of(open_table(tmp_path / "x.csv")) == rows


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.text(max_size=5)), min_size=1, max_size=5)
)
def test_any_csv_written_is_read_back_with_the_same_first_cells(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    write_csv(path, ["a", "b"], [(f"x{first}", second.replace("\0", "")) for first, second in rows], zone=SHANGHAI)
    assert [row.cells[0] for row in open_table(path).rows()] == [f"x{first}" for first, _ in rows]


def test_a_stream_is_left_open():
    stream = io.BytesIO()
    assert write_csv(stream, ["a"], [["b"], ["c"]], zone=SHANGHAI) == 2
    assert stream.getvalue().endswith(b"b\r\nc\r\n")
