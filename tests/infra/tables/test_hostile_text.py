"""Whatever a text file holds, reading it ends, says what is wrong and where, and costs a bounded amount of memory."""

import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingting.infra.tables.errors import (
    CannotOpen,
    DamagedFile,
    EmptyTable,
    MixedEncoding,
    NotATable,
    PackedTooTightly,
    TableError,
    TooLarge,
    UnknownEncoding,
)
from qingting.infra.tables.limits import Limits
from qingting.infra.tables.opening import open_table
from tests.infra.tables.files import cells_of, gz, put


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\xef\xbb\xbf", b"   \n , ,\n", gz(b"")])
def test_a_file_without_any_row_is_empty(tmp_path, content):
    with pytest.raises(EmptyTable):
        open_table(put(tmp_path, "x.csv", content))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("x.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        ("x.xls", "\ufeff\n<!DOCTYPE html><p>台账".encode(), "html"),
        ("x.xls", b'<?xml version="1.0"?><Workbook/>', "xml"),
        ("x.csv", b'{"text": "a"}\n{"text": "b"}\n', "json"),
        ("x.csv", b'[{"text": "a"}]', "json"),
        ("x.csv", b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        ("x.csv", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        ("x.csv", "a,b\n1,2\n".encode("utf-16-le"), "binary"),
        ("x.csv", "a,b\n".encode("utf-32"), "binary"),
        ("x.csv", bytes(5000), "binary"),
        ("x.csv.gz", gz(gz("a,b\n1,2\n")), "gzip_in_gzip"),
    ],
)
def test_what_is_not_a_table_is_called_by_its_name(tmp_path, name, content, what):
    with pytest.raises(NotATable) as caught:
        open_table(put(tmp_path, name, content))
    assert caught.value.what == what


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CannotOpen):
            open_table(path)


def test_bytes_that_are_neither_encoding_are_named_by_their_offset(tmp_path):
    with pytest.raises(UnknownEncoding) as caught:
        open_table(put(tmp_path, "x.csv", b"a,b\n1,caf\xe9\n2,\xff\xff\n"))
    assert (caught.value.params["utf8_at"], caught.value.params["gb18030_at"]) == (9, 9)


def test_the_offset_is_right_beyond_the_first_block(tmp_path):
    start = "编号,内容\n" + "1,杯子漏水\n" * 200_000
    with pytest.raises(MixedEncoding) as caught:
        open_table(put(tmp_path, "x.csv", start.encode() + b"2,\xff\xff\n"))
    assert caught.value.params["at"] == len(start.encode()) + 2


def test_files_of_two_encodings_joined_are_refused_instead_of_garbled(tmp_path):
    one, two = "编号,内容\n1,收到的杯子漏水要求换货\n".encode(), "2,不好用没有人回电\n".encode("gb18030")
    with pytest.raises(MixedEncoding) as caught:
        open_table(put(tmp_path, "x.csv", one + two))
    assert caught.value.params["at"] == len(one) + 2


def test_utf16_cut_in_the_middle_of_a_character_is_refused(tmp_path):
    with pytest.raises(MixedEncoding):
        open_table(put(tmp_path, "x.csv", "a,b\n1,2".encode("utf-16")[:-1]))


def test_nul_characters_are_removed_and_reported(tmp_path):
    rows = list(open_table(put(tmp_path, "x.csv", "编号,内容\n1,坏\0了\n2,好\n")).rows())
    assert [row.cells for row in rows] == [("1", "坏了"), ("2", "好")]
    assert [[problem.code for problem in row.problems] for row in rows] == [["nul_removed"], []]


def test_nul_characters_are_removed_from_tab_separated_lines_too(tmp_path):
    rows = list(open_table(put(tmp_path, "x.tsv", "编号\t内容\n1\t坏\0了\n2\t好\n")).rows())
    assert [(row.cells, len(row.problems)) for row in rows] == [(("1", "坏了"), 1), (("2", "好"), 0)]


def test_a_cell_of_200_000_characters_is_read(tmp_path):
    long = "投" * 200_000
    assert cells_of(open_table(put(tmp_path, "x.csv", f"no,text\n1,{long}\n2,b\n"))) == [("1", long), ("2", "b")]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_cell_beyond_the_limit_fails_its_row_only(tmp_path, delimiter):
    text = f"no,text\n1,{'a' * 2000}\n2,b\n".replace(",", delimiter)
    rows = list(open_table(put(tmp_path, "x.csv", text), limits=Limits(cell_chars=1000)).rows())
    assert [(row.line, row.broken) for row in rows] == [(2, True), (3, False)]
    assert rows[0].problems[0].code == "cell_too_long"


def test_a_line_beyond_the_limit_fails_its_row_only(tmp_path):
    text = f"no,text\n1,b\n2,{'a' * 5000}\n3,c\n"
    rows = list(open_table(put(tmp_path, "x.csv", text), limits=Limits(record_chars=1000)).rows())
    assert [(row.line, row.broken) for row in rows] == [(2, False), (3, True), (4, False)]
    assert rows[1].problems[0].code == "row_too_long"


class TestQuotesThatAreNeverClosed:
    def test_at_the_end_of_the_file_only_their_own_row_fails(self, tmp_path):
        rows = list(open_table(put(tmp_path, "x.csv", 'no,text\n1,"坏了\n2,好\n3,行\n')).rows())
        assert [(row.line, row.cells, row.broken) for row in rows] == [(2, (), True), (3, ("2", "好"), False), (4, ("3", "行"), False)]
        assert rows[0].problems[0].code == "quote_unclosed"

    def test_in_a_long_file_the_rows_after_them_are_read(self, tmp_path):
        text = "no,text\n" + '1,"坏了\n' + "".join(f"{number},好\n" for number in range(2, 3002))
        rows = list(open_table(put(tmp_path, "x.csv", text), limits=Limits(record_chars=4000)).rows())
        assert [row.line for row in rows if row.broken] == [2]
        assert [row.cells[0] for row in rows if not row.broken] == [str(number) for number in range(2, 3002)]

    def test_in_the_very_last_line(self, tmp_path):
        rows = list(open_table(put(tmp_path, "x.csv", 'no,text\n1,a\n2,"b')).rows())
        assert [row.broken for row in rows] == [False, True]

    def test_without_end_reading_stops_and_says_so(self, tmp_path):
        text = "no,text\n" + "1,a\n" * 3 + 'z",",x\n' * 5000
        rows = list(open_table(put(tmp_path, "x.csv", text), limits=Limits(record_chars=300, broken_records=20)).rows())
        assert rows[-1].problems[0].code == "reading_stopped"
        assert len(rows) < 60


def test_a_file_that_holds_the_end_mark_of_the_reader_is_read_like_any_other(tmp_path):
    assert cells_of(open_table(put(tmp_path, "x.csv", "a,b\n1,\0end of file\0\nend of file,2\n"))) == [
        ("1", "end of file"),
        ("end of file", "2"),
    ]


class TestGzip:
    @pytest.mark.parametrize("kept", [10, 20, -12, -1])
    def test_a_truncated_file_is_refused_before_any_row(self, tmp_path, kept):
        packed = gz("编号,内容\n" + "".join(f"{number},{random.Random(number).random()}\n" for number in range(5000)))
        with pytest.raises(DamagedFile):
            open_table(put(tmp_path, "x.csv.gz", packed[:kept]))

    def test_wrong_bytes_are_refused(self, tmp_path):
        packed = bytearray(gz("编号,内容\n" + "".join(f"{number},{random.Random(number).random()}\n" for number in range(5000))))
        packed[len(packed) // 2] ^= 0xFF
        with pytest.raises(DamagedFile):
            open_table(put(tmp_path, "x.csv.gz", bytes(packed)))

    def test_a_bomb_is_stopped_by_its_ratio(self, tmp_path):
        with pytest.raises(PackedTooTightly):
            open_table(put(tmp_path, "x.csv.gz", gz(b"a,b\n" + b"1,2\n" * 1_000_000)), limits=Limits(ratio_from=1 << 20))

    def test_a_bomb_is_stopped_by_its_size(self, tmp_path):
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.csv.gz", gz(b"a,b\n" + b"1,2\n" * 1_000_000)), limits=Limits(unpacked_bytes=1 << 20))

    def test_a_well_packed_honest_file_passes(self, tmp_path):
        table = open_table(put(tmp_path, "x.csv.gz", gz("a,b\n" + "1,2\n" * 100_000)))
        assert sum(1 for _ in table.rows()) == 100_000


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    with pytest.raises(TooLarge):
        open_table(put(tmp_path, "x.csv", "a,b\n1,2\n"), limits=Limits(file_bytes=4))


def test_too_many_columns_are_refused(tmp_path):
    with pytest.raises(TooLarge):
        open_table(put(tmp_path, "x.csv", ",".join(map(str, range(30))) + "\n"), limits=Limits(columns=20))


def test_a_header_of_a_million_equal_headings_is_refused_at_once(tmp_path):
    start = time.process_time()
    with pytest.raises(TooLarge):
        open_table(put(tmp_path, "x.csv", "a," * 900_000 + "\n"))
    assert time.process_time() - start < 30


def test_a_lying_suffix_is_reported_and_does_no_harm(tmp_path):
    table = open_table(put(tmp_path, "台账.xlsx", "a,b\n1,2\n"))
    assert [problem.code for problem in table.problems] == ["suffix_differs"]
    assert cells_of(table) == [("1", "2")]


def test_memory_does_not_grow_with_the_rows(tmp_path):
    path = put(tmp_path, "x.csv", "编号,内容\n" + "".join(f"{number},杯子漏水，要求换货并道歉\n" for number in range(200_000)))
    table = open_table(path)
    tracemalloc.start()
    try:
        assert sum(1 for _ in table.rows()) == 200_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 8_000_000
    assert peak < 2_000_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(alphabet='a,"\n\r\t;|\0号', max_size=200).map(str.encode))
def test_any_bytes_are_read_to_the_end_or_refused(tmp_path_factory, content):
    path = put(tmp_path_factory.getbasetemp(), "any.csv", content)
    try:
        table = open_table(path, limits=Limits(record_chars=100, broken_records=5))
    except TableError as error:
        assert error.message("zh") != error.message("en")
        return
    rows = list(table.rows())
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    assert all(len(row.cells) == len(table.header) for row in rows if not row.broken)
    assert all(row.problems for row in rows if row.broken)
