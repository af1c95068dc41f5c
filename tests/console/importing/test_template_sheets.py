"""Our own sheets: complaints and master data, in Chinese or English headings, from the template or from somebody's own list."""

import io

import pytest

from qingting.console.importing.columns.column import plain_heading
from qingting.console.importing.profiles.template import NUMBERED_BY, SHEETS
from qingting.console.importing.templates import template, write_template
from tests.console.importing.support import NOW, SHANGHAI, codes, opened, rows_of

RECORDS = {
    "departments": {"code", "name", "parent"},
    "branches": {"code", "name", "region", "department"},
    "staff": {"username", "name", "role", "email", "phone", "team", "department", "branch", "superior", "level", "shift", "leave"},
    "products": {"code", "name", "line"},
    "customers": {"external_id", "name", "phone", "email", "account_no", "region"},
    "orders": {"no", "customer_external_id", "phone", "product", "batch_no", "branch", "price_fen", "ordered_at"},
}


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("lang", ["zh", "en"])
class TestTheTemplate:
    def test_its_examples_are_read_without_a_problem_and_its_kind_is_found_by_its_header(self, tmp_path, kind, lang):
        path = tmp_path / f"{kind}.xlsx"
        write_template(path, kind, lang)
        file = opened(tmp_path, name=path.name, content=path.read_bytes())
        rows = list(file.rows())
        assert (file.profile.name, file.kind, file.mode, file.problems) == ("template", kind, "live", ())
        assert [(row.line, row.problems, row.record is None) for row in rows] == [(2, (), False), (3, (), False)]

    def test_it_has_a_header_and_two_rows_of_the_same_width(self, tmp_path, kind, lang):
        header, rows = template(kind, lang)
        assert len(set(header)) == len(header)
        assert [len(row) for row in rows] == [len(header)] * 2
        assert all(rows[0][index] for index, column in enumerate(SHEETS[kind]) if column.required)


def test_every_column_of_the_complaint_template_reaches_the_record(tmp_path):
    write_template(stream := io.BytesIO(), "complaints", "zh")
    first, second = rows_of(tmp_path, name="x.xlsx", content=stream.getvalue())
    assert first.identity == ("crm", "KS2025-0001")
    assert first.record == {
        "source_system": "crm",
        "external_no": "KS2025-0001",
        "row_hash": None,
        "row_ordinal": None,
        "kind": "complaint",
        "channel": "hotline",
        "received_at": "2025-10-28T11:25:05+08:00",
        "occurred_at": "2025-10-27T20:00:00+08:00",
        "customer": {"name": "冯女士", "phone": "13800006621", "email": None, "account_no": "C10086", "external_id": None},
        "verbatim": "收到的保温杯内胆有裂纹，倒水就漏，要求换一个新的。",
        "title": "保温杯漏水",
        "summary": None,
        "demands": ["exchange"],
        "category": "quality.defect",
        "category_name": "quality.defect",
        "grade": "C",
        "product": "BX-520",
        "order_no": "2510270042",
        "batch_no": "2509-C",
        "region": "华东",
        "branch": None,
        "site": None,
        "involved": [],
        "first_response": {"at": "2025-10-28T11:40:00+08:00", "by": "limei", "content": "致歉，告知两日内给出换货安排。", "promises": []},
        "owner": "wangqiang",
        "team": "aftersales",
        "status": "closed",
        "outcome": "upheld",
        "decision_text": "已换新，客户确认收到。",
        "decided_at": "2025-10-30T16:00:00+08:00",
        "closed_at": "2025-11-02T10:00:00+08:00",
        "rating": {"score": 5, "comment": "处理很快", "at": "2025-11-03T09:00:00+08:00"},
        "reopened_count": 0,
        "promises": [],
        "tasks": [],
        "events": [],
        "extra": {},
    }
    assert (second.record["demands"], second.record["category"], second.record["category_name"]) == (
        ["apologise", "explain"],
        None,
        "服务承诺未兑现",
    )
    assert (second.record["status"], second.record["rating"], second.record["first_response"]) == ("investigating", None, None)


@pytest.mark.parametrize("kind", RECORDS)
def test_a_master_data_record_has_exactly_its_keys(tmp_path, kind):
    write_template(stream := io.BytesIO(), kind, "en")
    rows = rows_of(tmp_path, name="x.xlsx", content=stream.getvalue())
    assert all(set(row.record) == RECORDS[kind] for row in rows)
    assert [row.identity for row in rows] == [(kind, row.record[NUMBERED_BY[kind]]) for row in rows]


class TestSomebodysOwnList:
    def test_staff(self, tmp_path):
        header = ("姓名", "工号", "岗位", "手机号", "所属部门", "班组", "直接上级", "级别", "班次", "请假", "生日")
        file = opened(
            tmp_path,
            header,
            ("李梅", "1024", "客服", "1.38E+10", "service", "frontline_a", "1001", "二级", "早班", "2026-02-16至2026-02-20", "x"),
        )
        (row,) = file.rows()
        assert (file.kind, [(problem.field, problem.code) for problem in file.problems]) == ("staff", [("生日", "column_ignored")])
        assert row.record == {
            "username": "1024", "name": "李梅", "role": "agent", "email": None, "phone": None, "team": "frontline_a", "department": "service",
            "branch": None, "superior": "1001", "level": "L2", "shift": "早班", "leave": [{"start": "2026-02-16", "end": "2026-02-20"}],
        }  # fmt: skip
        assert codes(row) == [("phone", "phone_rounded")]

    @pytest.mark.parametrize(
        ("changed", "problem"),
        [
            ({0: ""}, ("name", "required")),
            ({1: "-"}, ("username", "required")),
            ({2: "厨师"}, ("role", "choice_unknown")),
            ({3: "L9"}, ("level", "choice_unknown")),
        ],
    )
    def test_staff_that_cannot_be_taken(self, tmp_path, changed, problem):
        cells = ["李梅", "limei", "坐席", "L1"]
        for index, cell in changed.items():
            cells[index] = cell
        (row,) = rows_of(tmp_path, ("姓名", "用户名", "角色", "能力级别"), cells)
        assert (row.record, codes(row)) == (None, [problem])

    def test_orders_in_yuan_or_in_fen(self, tmp_path):
        yuan = rows_of(
            tmp_path, ("订单编号", "手机号", "产品", "实付金额", "下单日期"), ("1", "13800006621.0", "BX-520", "1,299.00", "2025/10/20")
        )
        fen = rows_of(
            tmp_path, ("订单编号", "手机号", "产品", "金额（分）", "下单日期"), ("1", "13800006621.0", "BX-520", "129900", "45950")
        )
        assert yuan[0].record == fen[0].record
        assert (yuan[0].record["price_fen"], yuan[0].record["ordered_at"], yuan[0].record["phone"]) == (
            129_900,
            "2025-10-20T00:00:00+08:00",
            "13800006621",
        )

    def test_a_customer_without_number_is_known_by_contents(self, tmp_path):
        one, two = rows_of(tmp_path, ("客户名称", "联系电话", "邮箱"), ("冯女士", "13800006621", ""), ("冯女士", "13800006621", ""))
        assert (one.identity[1], two.identity[1]) == (0, 1)
        assert one.identity[0] == two.identity[0]

    def test_departments_branches_and_products_are_told_apart_by_their_own_words(self, tmp_path):
        assert opened(tmp_path, ("部门编码", "部门名称", "上级部门"), ("a", "b", "")).kind == "departments"
        assert opened(tmp_path, ("门店编号", "门店名称", "大区"), ("a", "b", "")).kind == "branches"
        assert opened(tmp_path, ("SKU", "产品名称", "品类"), ("a", "b", "")).kind == "products"

    def test_complaints(self, tmp_path):
        header = (
            "工单号",
            "投诉渠道",
            "投诉时间",
            "投诉人",
            "联系方式",
            "投诉描述",
            "客户诉求",
            "被投诉人",
            "责任部门",
            "满意度",
            "评价",
            "金额",
            "坐席",
        )
        cells = (
            "G1",
            "小程序",
            "44197.5",
            "高先生",
            "１３９００００１２３４",
            "没人管",
            "退费、道歉",
            "张三；李四",
            "物流部",
            "不满意",
            "慢",
            "12",
            "5001",
        )
        file = opened(tmp_path, header, cells)
        (row,) = file.rows()
        got = {
            key: row.record[key] for key in ("external_no", "channel", "received_at", "verbatim", "demands", "involved", "rating", "extra")
        }
        assert got == {
            "external_no": "G1",
            "channel": "wechat",
            "received_at": "2021-01-01T12:00:00+08:00",
            "verbatim": "没人管",
            "demands": ["refund", "apologise"],
            "involved": [{"kind": "staff", "name": "张三"}, {"kind": "staff", "name": "李四"}, {"kind": "department", "name": "物流部"}],
            "rating": {"score": 2, "comment": "慢", "at": None},
            "extra": {"金额": "12", "坐席": "5001"},
        }
        assert (row.record["customer"]["name"], row.record["customer"]["phone"]) == ("高先生", "13900001234")
        assert [problem.field for problem in file.problems] == ["金额", "坐席"]

    def test_every_problem_of_a_row_is_named_not_only_the_first(self, tmp_path):
        (row,) = rows_of(tmp_path, ("投诉内容", "受理时间", "状态", "结论"), ("", "1970-01-01", "睡觉中", "大概"))
        assert row.record is None
        assert codes(row) == [
            ("received_at", "date_implausible"),
            ("status", "choice_unknown"),
            ("outcome", "choice_unknown"),
            ("verbatim", "required"),
        ]

    def test_a_closing_time_without_status_means_closed(self, tmp_path):
        (row,) = rows_of(tmp_path, ("投诉内容", "办结时间"), ("漏水", "2025-11-02"))
        assert (row.record["status"], row.record["outcome"]) == ("closed", None)

    def test_what_cannot_stand_alone_is_kept_among_the_extra_fields(self, tmp_path):
        (row,) = rows_of(tmp_path, ("投诉内容", "首次答复内容", "评价"), ("漏水", "已致歉", "还行"))
        assert (row.record["first_response"], row.record["rating"]) == (None, None)
        assert row.record["extra"] == {"first_response_content": "已致歉", "rating_comment": "还行"}
        assert set(codes(row)) == {("first_response", "without_time"), ("rating", "without_score")}

    def test_two_columns_for_one_field_the_first_filled_counts_and_the_other_is_kept(self, tmp_path):
        one, two, three = rows_of(tmp_path, ("投诉内容", "描述"), ("漏水", "杯底漏水"), ("", "杯底漏水"), ("漏水", " 漏水 "))
        assert (one.record["verbatim"], one.record["extra"]) == ("漏水", {"描述": "杯底漏水"})
        assert (two.record["verbatim"], two.record["extra"]) == ("杯底漏水", {})
        assert (three.record["verbatim"], three.record["extra"]) == ("漏水", {})

    def test_equal_headings_do_not_lose_a_column(self, tmp_path):
        (row,) = rows_of(tmp_path, ("投诉内容", "备注", "备注"), ("漏水", "甲", "乙"))
        assert row.record["extra"] == {"备注": "甲", "备注 (2)": "乙"}

    def test_guarded_text_of_our_own_export_loses_its_guard(self, tmp_path):
        (row,) = rows_of(tmp_path, ("投诉内容",), ("'=1+1 这个公式是你们发给我的",), kind="complaints")
        assert row.record["verbatim"] == "=1+1 这个公式是你们发给我的"

    def test_typed_cells_of_a_workbook(self, tmp_path):
        from datetime import datetime

        from tests.infra.tables.files import workbook

        rows = [
            ["投诉编号", "投诉内容", "受理时间", "联系电话", "满意度", "件数", "提醒"],
            [7, "漏水", datetime(2025, 10, 28, 11, 25, 5), 13800006621, 4, 2, datetime(2025, 1, 1, 8)],
        ]
        (row,) = rows_of(tmp_path, name="x.xlsx", content=workbook(rows))
        assert (row.record["external_no"], row.record["received_at"]) == ("7", "2025-10-28T11:25:05+08:00")
        assert (row.record["customer"]["phone"], row.record["rating"]["score"]) == ("13800006621", 4)
        assert row.record["extra"] == {"件数": 2, "提醒": "2025-01-01 08:00:00"}


@pytest.mark.parametrize("kind", SHEETS)
def test_no_heading_of_a_sheet_means_two_columns(kind):
    seen = {}
    for column in SHEETS[kind]:
        for heading in column.headings():
            assert seen.setdefault(heading, column.key) == column.key


@pytest.mark.parametrize("heading", ["*联系电话", "联系电话（必填）", "联系 电话：", "【联系电话】", "联系电话\n"])
def test_marks_around_a_heading_do_not_count(heading):
    assert plain_heading(heading) == "联系电话"


def test_now_and_zone_decide_what_is_plausible(tmp_path):
    rows = (("投诉内容", "受理时间"), ("漏水", "2026-11-22 10:00"))
    assert rows_of(tmp_path, *rows, now=NOW, zone=SHANGHAI)[0].record is not None
    assert rows_of(tmp_path, *rows, now=NOW.replace(year=2025), zone=SHANGHAI)[0].record is None
