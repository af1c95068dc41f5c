"""Workbooks: typed cells, merged cells, sheets, and the ways in which a small one asks for a large memory."""

import io
import struct
import zipfile
from datetime import date, datetime

import pytest

from qingting.infra.tables.errors import DamagedFile, EmptyTable, NoSuchSheet, NotATable, PackedTooTightly, TooLarge
from qingting.infra.tables.limits import Limits
from qingting.infra.tables.opening import open_table
from qingting.infra.tables.unzipping import check_workbook
from tests.infra.tables.files import cells_of, gz, lines_of, put, raw_workbook, workbook


def test_numbers_dates_and_texts_come_with_their_types(tmp_path):
    rows = [
        ["编号", "电话", "时间", "内容"],
        [188006, 13800006621, datetime(2019, 2, 28, 11, 25, 5), "坏\n了"],
        [2.5, "x", datetime(2019, 2, 28), "=1+1 后"],
    ]
    table = open_table(put(tmp_path, "x.xlsx", workbook(rows[:2] + [[2.5, "x", datetime(2019, 2, 28), "后"]])))
    assert (table.format, table.sheet, table.encoding) == ("xlsx", "Sheet1", None)
    first, second = cells_of(table)
    assert first == (188006, 13800006621, datetime(2019, 2, 28, 11, 25, 5), "坏\n了")
    assert second[2] in (datetime(2019, 2, 28), date(2019, 2, 28))


@pytest.mark.parametrize(("name", "wrap"), [("x.csv", bytes), ("x.xlsx.gz", gz), ("x", gz)])
def test_a_workbook_is_known_by_contents_also_gzipped(tmp_path, name, wrap):
    table = open_table(put(tmp_path, name, wrap(workbook([["a", "b"], ["1", "2"]]))))
    assert (table.format, cells_of(table)) == ("xlsx", [("1", "2")])


def test_lines_are_the_row_numbers_excel_shows(tmp_path):
    table = open_table(put(tmp_path, "x.xlsx", workbook([[], ["a", "b"], [], ["1", "2"], ["", " "], ["3", "4"]])))
    assert table.header_line == 2
    assert lines_of(table) == [4, 6]


def test_a_sheet_that_begins_at_c3_is_read_from_there(tmp_path):
    table = open_table(put(tmp_path, "x.xlsx", workbook([[], [], ["", "", "a", "b"], ["", "", "1", "2"]])))
    assert (table.header, cells_of(table), lines_of(table)) == (("a", "b"), [("1", "2")], [4])


class TestMergedCells:
    def test_a_cell_merged_over_rows_counts_for_each_of_them(self, tmp_path):
        rows = [["部门", "内容"], ["客服部", "a"], ["", "b"], ["", "c"], ["品质部", "d"]]
        table = open_table(put(tmp_path, "x.xlsx", workbook(rows, merge=["A2:A4"])))
        assert cells_of(table) == [("客服部", "a"), ("客服部", "b"), ("客服部", "c"), ("品质部", "d")]

    def test_a_blank_row_below_a_merged_cell_stays_blank(self, tmp_path):
        rows = [["部门", "内容"], ["客服部", "a"], ["", ""], ["", "c"]]
        assert lines_of(open_table(put(tmp_path, "x.xlsx", workbook(rows, merge=["A2:A4"])))) == [2, 4]

    def test_a_merged_title_above_the_header_is_skipped(self, tmp_path):
        rows = [["2026 年投诉台账", "", ""], ["编号", "内容", "状态"], ["1", "a", "b"]]
        table = open_table(put(tmp_path, "x.xlsx", workbook(rows, merge=["A1:C1"])))
        assert (table.header, cells_of(table)) == (("编号", "内容", "状态"), [("1", "a", "b")])

    def test_a_merged_heading_does_not_reach_into_the_rows(self, tmp_path):
        table = open_table(put(tmp_path, "x.xlsx", workbook([["编号", "内容"], ["", "a"], ["2", "b"]], merge=["A1:A2"])))
        assert cells_of(table) == [("", "a"), ("2", "b")]

    def test_a_merged_area_far_larger_than_the_sheet_costs_nothing(self, tmp_path):
        content = raw_workbook(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>',
            after='<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>',
        )
        assert cells_of(open_table(put(tmp_path, "x.xlsx", content))) == [("", 3.0)]


class TestSheets:
    SHEETS = {"空": [], "投诉": [["a", "b"], ["1", "2"]], "人员": [["c", "d"], ["3", "4"]]}

    def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_named(self, tmp_path):
        table = open_table(put(tmp_path, "x.xlsx", workbook([], sheets=self.SHEETS)))
        assert (table.sheet, table.sheets) == ("投诉", ("空", "投诉", "人员"))
        assert [(problem.code, "人员" in problem.zh) for problem in table.problems] == [("other_sheets", True)]

    @pytest.mark.parametrize("wanted", ["人员", "3"])
    def test_another_sheet_by_name_or_number(self, tmp_path, wanted):
        assert cells_of(open_table(put(tmp_path, "x.xlsx", workbook([], sheets=self.SHEETS)), sheet=wanted)) == [("3", "4")]

    @pytest.mark.parametrize("wanted", ["4", "0", "没有", "²"])
    def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(self, tmp_path, wanted):
        with pytest.raises(NoSuchSheet) as caught:
            open_table(put(tmp_path, "x.xlsx", workbook([], sheets=self.SHEETS)), sheet=wanted)
        assert "投诉" in caught.value.message("zh")

    def test_a_workbook_of_empty_sheets_is_empty(self, tmp_path):
        with pytest.raises(EmptyTable):
            open_table(put(tmp_path, "x.xlsx", workbook([], sheets={"a": [], "b": [[" "]]})))


def test_a_formula_gives_the_result_saved_with_it_and_is_reported(tmp_path):
    content = raw_workbook(
        '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    table = open_table(put(tmp_path, "x.xlsx", content))
    assert cells_of(table) == [("ab", 2.0)]
    assert [(problem.code, "2" in problem.en) for problem in table.problems] == [("formula_cells", True)]


def test_error_values_of_a_sheet_are_empty(tmp_path):
    content = raw_workbook(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><v>5</v></c></row>'
    )
    assert cells_of(open_table(put(tmp_path, "x.xlsx", content))) == [("", 5.0)]


class TestWorkbooksThatAskForTooMuch:
    def test_one_cell_at_the_far_corner(self, tmp_path):
        content = raw_workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.xlsx", content))

    def test_the_same_with_single_quotes_and_attributes_in_another_order(self, tmp_path):
        content = raw_workbook("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c s='0'\n r = 'XFD1048576'><v>1</v></c></row>")
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.xlsx", content))

    def test_cells_that_do_not_say_where_they_are(self, tmp_path):
        content = raw_workbook('<row r="1">' + "<c><v>1</v></c>" * 16_000 + '</row><row r="1048576"><c><v>5</v></c></row>')
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.xlsx", content))

    def test_the_same_in_one_row_longer_than_a_block(self):
        content = raw_workbook('<row r="1">' + "<c><v>1</v></c>" * 140_000 + "</row>")
        with pytest.raises(TooLarge):
            check_workbook(io.BytesIO(content), name="x.xlsx", packed_size=len(content), limits=Limits(sheet_cells=100_000))

    def test_honest_cells_that_do_not_say_where_they_are_pass(self, tmp_path):
        content = raw_workbook("".join("<row>" + "<c><v>1</v></c>" * 20 + "</row>" for _ in range(3000)))
        assert sum(1 for _ in open_table(put(tmp_path, "x.xlsx", content)).rows()) == 2999

    def test_one_long_shared_text_in_every_cell(self, tmp_path):
        rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(1, 5001))
        content = raw_workbook(rows, shared="<si><t>" + "长" * 10_000 + "</t></si><si><t>b</t></si>")
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.xlsx", content), limits=Limits(sheet_bytes=20_000_000))

    def test_the_same_hidden_behind_white_space(self, tmp_path):
        rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v >0</v></c></row>' for number in range(1, 5001))
        content = raw_workbook(rows, shared="<si><t>" + "长" * 10_000 + "</t></si>")
        with pytest.raises(TooLarge):
            open_table(put(tmp_path, "x.xlsx", content), limits=Limits(sheet_bytes=20_000_000))

    def test_one_long_shared_text_used_once_passes(self, tmp_path):
        rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>{int(number > 1)}</v></c></row>' for number in range(1, 5001))
        content = raw_workbook(rows, shared="<si><t>" + "长" * 10_000 + "</t></si><si><t>b</t></si>")
        assert sum(1 for _ in open_table(put(tmp_path, "x.xlsx", content), limits=Limits(sheet_bytes=20_000_000)).rows()) == 4999

    def test_a_part_that_unpacks_to_a_thousand_times_its_size(self, tmp_path):
        content = raw_workbook('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 20_000_000)
        with pytest.raises(PackedTooTightly):
            open_table(put(tmp_path, "x.xlsx", content), limits=Limits(ratio_from=1 << 20))

    def test_a_part_that_lies_about_its_size(self, tmp_path):
        content = bytearray(raw_workbook('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 20_000_000))
        name = b"xl/worksheets/sheet1.xml"
        at = content.rindex(name) - 46  # its entry in the directory at the end
        struct.pack_into("<I", content, at + 24, 100)
        with pytest.raises(PackedTooTightly):
            open_table(put(tmp_path, "x.xlsx", bytes(content)), limits=Limits(ratio_from=1 << 20))

    def test_a_workbook_beyond_the_limit(self, tmp_path):
        for content in (workbook([["a", "b"]]), gz(workbook([["a", "b"]]))):
            with pytest.raises(TooLarge):
                open_table(put(tmp_path, "x.xlsx", content), limits=Limits(workbook_bytes=1000))


class TestThingsThatAreNoWorkbook:
    def test_another_zip(self, tmp_path):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.csv", "a,b\n1,2\n")
        with pytest.raises(NotATable):
            open_table(put(tmp_path, "x.xlsx", stream.getvalue()))

    @pytest.mark.parametrize("kept", [100, -30])
    def test_a_truncated_workbook(self, tmp_path, kept):
        with pytest.raises(DamagedFile):
            open_table(put(tmp_path, "x.xlsx", workbook([["a", "b"]])[:kept]))

    def test_a_workbook_with_wrong_bytes_inside(self, tmp_path):
        content = bytearray(workbook([["a", "b"]] * 400))
        middle = content.index(b"xl/worksheets/sheet1.xml") + 300
        content[middle : middle + 20] = bytes(20)
        with pytest.raises(DamagedFile):
            open_table(put(tmp_path, "x.xlsx", bytes(content)))

    def test_a_sheet_that_is_not_xml(self, tmp_path):
        with pytest.raises((DamagedFile, EmptyTable)):
            open_table(put(tmp_path, "x.xlsx", raw_workbook("<row><c></row></c><<<")))

    def test_a_cell_beyond_the_limit_fails_its_row_only(self, tmp_path):
        table = open_table(put(tmp_path, "x.xlsx", workbook([["a", "b"], ["1", "x" * 900], ["2", "y"]])), limits=Limits(cell_chars=500))
        assert [(row.broken, row.line) for row in table.rows()] == [(True, 2), (False, 3)]
