"""Text tables are read by what they hold: encoding, delimiter, header, lines."""

import pytest

from qingting.infra.tables.opening import open_table
from tests.infra.tables.files import cells_of, gz, lines_of, put

ROWS = "编号,内容\n1,收到的杯子漏水\n2,𠮷野家的外卖洒了 🍲\n"
BODY = [("1", "收到的杯子漏水"), ("2", "𠮷野家的外卖洒了 🍲")]


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_rows_rare_characters_included(tmp_path, codec, found):
    table = open_table(put(tmp_path, "x.csv", ROWS.encode(codec)))
    assert (table.encoding, table.header, cells_of(table)) == (found, ("编号", "内容"), BODY)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_in_either_byte_order(tmp_path, order):
    mark = "\ufeff".encode(order)
    assert cells_of(open_table(put(tmp_path, "x.txt", mark + ROWS.encode(order)))) == BODY


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [("x.csv", ","), ("x.tsv", "\t"), ("x.txt", "|"), ("x.csv", ";"), ("x.csv", "\t"), ("x", ",")],
)
def test_the_delimiter_is_found_by_contents_not_by_suffix(tmp_path, name, delimiter):
    table = open_table(put(tmp_path, name, ROWS.replace(",", delimiter)))
    assert (table.delimiter, cells_of(table)) == (delimiter, BODY)


def test_commas_in_the_words_do_not_make_columns_of_a_tab_separated_file(tmp_path):
    table = open_table(put(tmp_path, "x.txt", "text\tlabel\none, two, three\ta\nfour, five, six\tb\n"))
    assert cells_of(table) == [("one, two, three", "a"), ("four, five, six", "b")]


def test_a_table_of_one_column_is_not_cut_at_commas(tmp_path):
    table = open_table(put(tmp_path, "x.txt", "投诉内容\n不好用\n退钱, 马上\n没人管\n说了三次, 没用, 真的\n"))
    assert cells_of(table) == [("不好用",), ("退钱, 马上",), ("没人管",), ("说了三次, 没用, 真的",)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do_and_lines_are_counted_from_one(tmp_path, end):
    table = open_table(put(tmp_path, "x.csv", ROWS.replace("\n", end)))
    assert cells_of(table) == BODY
    assert lines_of(table) == [2, 3]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks_and_the_line_is_where_the_row_begins(tmp_path):
    table = open_table(put(tmp_path, "x.csv", 'no,text\n1,"他说：""退钱"",\n现在"\n2,b\n'))
    assert [(row.line, row.cells) for row in table.rows()] == [(2, ("1", '他说："退钱",\n现在')), (4, ("2", "b"))]


def test_blank_lines_are_left_out_and_still_counted(tmp_path):
    table = open_table(put(tmp_path, "x.csv", "\n\na,b\n\n1,2\n , \n,\n3,4\n\n"))
    assert table.header_line == 3
    assert lines_of(table) == [5, 8]


def test_the_last_line_needs_no_line_end(tmp_path):
    assert cells_of(open_table(put(tmp_path, "x.csv", "a,b\n1,2"))) == [("1", "2")]


def test_equal_headings_are_made_distinct_and_reported(tmp_path):
    table = open_table(put(tmp_path, "x.csv", "电话,姓名,电话,电话\n1,2,3,4\n"))
    assert table.header == ("电话", "姓名", "电话 (2)", "电话 (3)")
    assert [problem.code for problem in table.problems] == ["header_duplicate", "header_duplicate"]


def test_a_heading_that_looks_like_a_renamed_one_keeps_its_name(tmp_path):
    header = open_table(put(tmp_path, "x.csv", "a,a,a (2)\n1,2,3\n")).header
    assert header == ("a", "a (3)", "a (2)")


def test_a_column_without_heading_gets_a_name_and_a_warning(tmp_path):
    table = open_table(put(tmp_path, "x.csv", ",b,c,\n1,2,3,4\n"))
    assert table.header == ("#1", "b", "c")
    assert [problem.code for problem in table.problems] == ["header_blank"]


def test_a_title_above_the_header_is_skipped_and_reported(tmp_path):
    table = open_table(put(tmp_path, "x.csv", "2026 年投诉台账,,\n导出时间：3 月 1 日,,\n编号,内容,状态\n1,a,b\n"))
    assert (table.header, table.header_line, cells_of(table)) == (("编号", "内容", "状态"), 3, [("1", "a", "b")])
    assert [problem.code for problem in table.problems] == ["title_skipped", "title_skipped"]


def test_line_breaks_and_marks_in_headings_become_blanks(tmp_path):
    assert open_table(put(tmp_path, "x.csv", '\ufeff"受理\n时间", 内容 \n1,2\n'.encode())).header == ("受理 时间", "内容")


def test_missing_cells_at_the_end_are_empty_and_reported(tmp_path):
    (row,) = open_table(put(tmp_path, "x.csv", "a,b,c\n1\n")).rows()
    assert (row.cells, [problem.code for problem in row.problems], row.broken) == (("1", "", ""), ["row_short"], False)


def test_empty_cells_beyond_the_header_do_no_harm(tmp_path):
    (row,) = open_table(put(tmp_path, "x.csv", "a,b\n1,2,, \n")).rows()
    assert (row.cells, row.problems) == (("1", "2"), ())


def test_a_row_with_more_cells_than_the_header_is_not_read_because_its_words_have_shifted(tmp_path):
    rows = list(open_table(put(tmp_path, "x.csv", "no,text,state\n1,退钱,open\n2,坏了,还没人管,open\n3,好,open\n")).rows())
    assert [(row.line, row.broken) for row in rows] == [(2, False), (3, True), (4, False)]
    assert rows[1].problems[0].code == "row_ragged"
    assert rows[1].cells == ()


def test_without_header_the_first_row_is_data_and_rows_keep_their_own_width(tmp_path):
    table = open_table(put(tmp_path, "x.txt", "一\tA\n二\tB\n三\tC\tD\n"))
    assert cells_of(table, headerless=True) == [("一", "A"), ("二", "B"), ("三", "C", "D")]


@pytest.mark.parametrize("name", ["x.csv.gz", "x.csv", "x.xlsx"])
def test_gzip_is_seen_by_contents(tmp_path, name):
    table = open_table(put(tmp_path, name, gz(ROWS)))
    assert (table.gzipped, table.format, cells_of(table)) == (True, "csv", BODY)


def test_rows_can_be_read_again(tmp_path):
    table = open_table(put(tmp_path, "x.csv.gz", gz(ROWS)))
    assert cells_of(table) == cells_of(table) == BODY


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    table = open_table(put(tmp_path, "x.csv", "编号,内容\n"))
    assert (table.header, cells_of(table)) == (("编号", "内容"), [])


class TestTabSeparatedTextWithoutQuoting:
    """Most programs that write tabs quote nothing, so quotation marks there are the customer's."""

    def test_words_that_begin_with_a_quotation_mark_do_not_swallow_the_next_lines(self, tmp_path):
        table = open_table(put(tmp_path, "x.txt", '"坏的"，他说\tA\n二\tB\n"没人管\tC\n四\tD\n'))
        assert cells_of(table, headerless=True) == [('"坏的"，他说', "A"), ("二", "B"), ('"没人管', "C"), ("四", "D")]

    def test_where_one_quotation_mark_is_the_customers_all_of_them_are(self, tmp_path):
        table = open_table(put(tmp_path, "x.txt", '"坏的"，他说\tA\n"没人管"\tB\n'))
        assert cells_of(table, headerless=True) == [('"坏的"，他说', "A"), ('"没人管"', "B")]

    def test_one_line_out_of_order_does_not_change_that(self, tmp_path):
        table = open_table(put(tmp_path, "x.txt", '"坏的"，他说\tA\n二\tB\n"没人管\tC\n四\n五\tD\n'))
        assert cells_of(table, headerless=True) == [('"坏的"，他说', "A"), ("二", "B"), ('"没人管', "C"), ("四",), ("五", "D")]

    def test_excel_quotes_are_taken_off_where_every_quoted_cell_is_well_formed(self, tmp_path):
        table = open_table(put(tmp_path, "x.txt", 'text\tlabel\n"说了""三次"""\tA\n二\tB\n'))
        assert cells_of(table) == [('说了"三次"', "A"), ("二", "B")]

    def test_a_quoted_line_break_is_still_one_cell(self, tmp_path):
        table = open_table(put(tmp_path, "x.txt", 'text\tlabel\n"一\n二"\tA\n三\tB\n'))
        assert cells_of(table) == [("一\n二", "A"), ("三", "B")]
