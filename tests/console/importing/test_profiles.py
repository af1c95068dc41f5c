"""The shipped profiles: which file is of which form, and what becomes of its rows."""

import pytest

from qingting.console.importing.errors import AmbiguousKind, MissingColumns, UnknownForm, UnknownKind, UnknownProfile
from qingting.console.importing.registry import PROFILES
from tests.console.importing.support import codes, opened, rows_of

CITIZEN = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")
REPLIED = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")
CFPB = ("id", "date", "product", "Issue", "issue", "Company", "company", "State", "state", "label", "src", "text")
KEYS = {
    "source_system", "external_no", "row_hash", "row_ordinal", "kind", "channel", "received_at", "occurred_at", "customer", "verbatim", "title",
    "summary", "demands", "category", "category_name", "grade", "product", "order_no", "batch_no", "region", "branch", "site", "involved",
    "first_response", "owner", "team", "status", "outcome", "decision_text", "decided_at", "closed_at", "rating", "reopened_count", "promises",
    "tasks", "events", "extra",
}  # fmt: skip


def filled(record) -> dict:
    return {key: value for key, value in record.items() if value not in (None, [], {}, 0)}


class TestCitizenMessages:
    def test_a_message_without_reply_is_registered(self, tmp_path):
        file = opened(
            tmp_path,
            CITIZEN,
            ("188006.0", "A000102948", "影楼是否纳税", "2019/2/28 11:25:05", "\n\t\t\n\t请查一下。\n\n还有一家\n\t", "0", "3"),
        )
        (row,) = file.rows()
        assert (file.profile.name, file.kind, file.mode) == ("citizen-messages", "complaints", "history")
        assert set(row.record) == KEYS
        assert filled(row.record) == {
            "source_system": "citizen-messages",
            "external_no": "188006",
            "kind": "complaint",
            "channel": "other",
            "received_at": "2019-02-28T11:25:05+08:00",
            "customer": {"name": "A000102948", "phone": None, "email": None, "account_no": None, "external_id": "A000102948"},
            "verbatim": "请查一下。\n\n还有一家",
            "title": "影楼是否纳税",
            "status": "registered",
            "extra": {"反对数": "0", "点赞数": "3"},
        }
        assert (row.line, row.problems, row.identity) == (2, (), ("citizen-messages", "188006"))

    def test_a_message_with_reply_is_closed_and_its_finding_is_not_told(self, tmp_path):
        (row,) = rows_of(tmp_path, REPLIED, ("2549", "U1", "物业", "2019/4/25 9:32:09", "请管管", "已收悉，已转区里。", "2019/5/10"))
        kept = {key: row.record[key] for key in ("status", "outcome", "decision_text", "decided_at", "closed_at", "extra")}
        assert kept == {
            "status": "closed",
            "outcome": None,
            "decision_text": "已收悉，已转区里。",
            "decided_at": "2019-05-10T00:00:00+08:00",
            "closed_at": "2019-05-10T00:00:00+08:00",
            "extra": {"decided_at_precision": "day", "closed_at_precision": "day"},
        }
        assert row.problems == ()

    def test_a_reply_dated_before_its_message_is_kept_and_noted(self, tmp_path):
        (row,) = rows_of(tmp_path, REPLIED, ("1", "U1", "物业", "2019/4/25 9:32:09", "请管管", "好", "2019/4/24 9:00"))
        assert row.record["decided_at"] == "2019-04-24T09:00:00+08:00"
        assert codes(row) == [("decided_at", "time_order"), ("closed_at", "time_order")]

    def test_a_reply_dated_by_the_day_of_its_message_is_not_before_it(self, tmp_path):
        (row,) = rows_of(tmp_path, REPLIED, ("1", "U1", "物业", "2019/4/25 9:32:09", "请管管", "好", "2019/4/25"))
        assert row.problems == ()

    @pytest.mark.parametrize(
        ("changed", "problem"),
        [
            ({0: ""}, ("external_no", "required")),
            ({4: " 无 "}, ("verbatim", "required")),
            ({3: "1970-01-01 00:00:00"}, ("received_at", "date_implausible")),
            ({3: "2099/1/1"}, ("received_at", "date_implausible")),
            ({3: "上周二"}, ("received_at", "date_unreadable")),
            ({6: "不详"}, ("decided_at", "date_unreadable")),
        ],
    )
    def test_a_row_that_cannot_be_taken_says_why(self, tmp_path, changed, problem):
        cells = ["1", "U1", "物业", "2019/4/25 9:32:09", "请管管", "好", "2019/5/10 1:00"]
        for index, cell in changed.items():
            cells[index] = cell
        (row,) = rows_of(tmp_path, REPLIED, cells)
        assert row.record is None
        assert codes(row) == [problem]
        assert row.identity is not None

    def test_a_missing_time_is_not_invented(self, tmp_path):
        (row,) = rows_of(tmp_path, REPLIED, ("1", "U1", "物业", "", "请管管", "好", "-"))
        assert (row.record["received_at"], row.record["decided_at"], row.record["status"]) == (None, None, "closed")


class TestTelecomOrders:
    LINES = "".join(
        f"{text}\t{label}\n"
        for text, label in [("无法上网", "网络问题"), ("无法上网", "网络问题"), ("多扣了费", "费用问题"), ("无法上网", "网络问题")]
    )

    def test_lines_without_header_are_known_by_their_labels_and_every_equal_line_stays(self, tmp_path):
        file = opened(tmp_path, name="train.txt", content=self.LINES.encode())
        rows = list(file.rows())
        assert (file.profile.name, file.mode, [row.line for row in rows]) == ("telecom-orders", "history", [1, 2, 3, 4])
        assert [row.record["row_ordinal"] for row in rows] == [0, 1, 0, 2]
        assert len({row.identity for row in rows}) == 4
        assert filled(rows[0].record) == {
            "source_system": "telecom-orders",
            "row_hash": rows[0].identity[0],
            "kind": "complaint",
            "customer": dict.fromkeys(("name", "phone", "email", "account_no", "external_id")),
            "verbatim": "无法上网",
            "category_name": "网络问题",
            "status": "registered",
        }

    def test_a_second_reading_gives_every_row_the_same_identity(self, tmp_path):
        file = opened(tmp_path, name="train.txt", content=self.LINES.encode())
        assert [row.identity for row in file.rows()] == [row.identity for row in file.rows()]

    def test_a_row_keeps_its_identity_whatever_the_first_line_is(self, tmp_path):
        one = rows_of(tmp_path, name="a.txt", content=self.LINES.encode())
        two = rows_of(tmp_path, name="b.txt", content=("别的事\t服务问题\n" + self.LINES).encode())
        assert [row.identity for row in two[1:]] == [row.identity for row in one]

    def test_a_tab_inside_the_words_stays_there(self, tmp_path):
        rows = rows_of(tmp_path, name="x.txt", content=(self.LINES * 5 + "投诉\t两次\t服务问题\n").encode())
        assert (rows[-1].record["verbatim"], rows[-1].record["category_name"]) == ("投诉\t两次", "服务问题")

    def test_lines_without_words_or_label_fail(self, tmp_path):
        rows = rows_of(tmp_path, name="x.txt", content=(self.LINES * 10 + "\t服务问题\n有字\t\n单独\n").encode())
        assert [(row.record, codes(row)) for row in rows[-3:]] == [
            (None, [("verbatim", "required")]),
            (None, [("category_name", "required")]),
            (None, [("verbatim", "required")]),
        ]

    def test_gb18030_and_gzip_make_no_difference(self, tmp_path):
        import gzip

        rows = rows_of(tmp_path, name="x.gz", content=gzip.compress(self.LINES.encode("gb18030")))
        assert [row.identity for row in rows] == [row.identity for row in rows_of(tmp_path, name="y.txt", content=self.LINES.encode())]

    def test_pairs_of_sentences_are_not_taken_for_work_orders(self, tmp_path):
        with pytest.raises(UnknownForm):
            opened(tmp_path, name="dev.txt", content="怎么开证明\t证明怎么开\t1\n谁是她\t她是谁\t0\n".encode())


class TestCfpb:
    ROW = (
        "6731964.0",
        "2023-03-22 00:00:00",
        "Payday loan",
        "Charged fees",
        "",
        "American First",
        "",
        "GA",
        "",
        "consumer_loan",
        "cc",
        "This was\n not clear.",
    )

    def test_a_complaint(self, tmp_path):
        file = opened(tmp_path, CFPB, self.ROW)
        (row,) = file.rows()
        assert (file.profile.name, file.mode) == ("cfpb", "history")
        assert filled(row.record) == {
            "source_system": "cfpb",
            "external_no": "6731964",
            "kind": "complaint",
            "received_at": "2023-03-22T00:00:00+08:00",
            "customer": dict.fromkeys(("name", "phone", "email", "account_no", "external_id")),
            "verbatim": "This was\n not clear.",
            "title": "Charged fees",
            "category_name": "consumer_loan",
            "product": "Payday loan",
            "region": "GA",
            "involved": [{"kind": "other", "name": "American First"}],
            "status": "registered",
            "extra": {"received_at_precision": "day", "src": "cc"},
        }
        assert row.identity == ("cfpb", "6731964")

    def test_columns_that_differ_by_case_are_one_column_and_the_filled_one_counts(self, tmp_path):
        cells = list(self.ROW)
        cells[3:9] = ["", "Managing an account", "", "CITIBANK", "", "NJ"]
        (row,) = rows_of(tmp_path, CFPB, cells)
        assert (row.record["title"], row.record["region"]) == ("Managing an account", "NJ")
        assert row.record["involved"] == [{"kind": "other", "name": "CITIBANK"}]

    def test_a_row_without_number_and_date_is_known_by_its_contents(self, tmp_path):
        (row,) = rows_of(tmp_path, CFPB, ("", "", *self.ROW[2:]))
        assert (row.record["external_no"], row.record["received_at"], row.record["row_ordinal"]) == (None, None, 0)
        assert row.identity == (row.record["row_hash"], 0)

    def test_the_bureaus_own_export(self, tmp_path):
        header = ("Date received", "Product", "Issue", "Consumer complaint narrative", "Company", "State", "Submitted via", "Company response to consumer", "Timely response?", "Complaint ID")  # fmt: skip
        cells = ("05/06/2023", "Mortgage", "Payoff", "They lost it", "Bank", "TX", "Web", "Closed with explanation", "Yes", "7001995")
        (row,) = rows_of(tmp_path, header, cells)
        assert filled(row.record) | {"customer": None} == {
            "source_system": "cfpb",
            "external_no": "7001995",
            "kind": "complaint",
            "channel": "portal",
            "received_at": "2023-05-06T00:00:00+08:00",
            "customer": None,
            "verbatim": "They lost it",
            "title": "Payoff",
            "product": "Mortgage",
            "region": "TX",
            "involved": [{"kind": "other", "name": "Bank"}],
            "status": "closed",
            "decision_text": "Closed with explanation",
            "extra": {"received_at_precision": "day", "Timely response?": "Yes"},
        }

    def test_a_list_without_any_words_of_a_customer_is_refused_as_a_whole(self, tmp_path):
        with pytest.raises(MissingColumns) as caught:
            opened(
                tmp_path,
                ("", "Complaint ID", "Product", "Issue", "State", "Date received"),
                ("0", "1291006", "Debt", "Calls", "TX", "3/19/2015"),
            )
        assert "narrative" in caught.value.message("zh")


class TestChoosing:
    def test_the_four_profiles(self):
        assert set(PROFILES) == {"citizen-messages", "telecom-orders", "cfpb", "template"}
        assert {name for name, profile in PROFILES.items() if profile.mode == "live"} == {"template"}

    def test_the_profile_may_be_named(self, tmp_path):
        assert opened(tmp_path, ("text", "label"), ("退钱", "费用问题"), profile="telecom-orders").profile.name == "telecom-orders"

    @pytest.mark.parametrize(
        ("options", "error"),
        [
            ({"profile": "zendesk"}, UnknownProfile),
            ({"kind": "tickets"}, UnknownKind),
            ({"profile": "cfpb", "kind": "staff"}, UnknownKind),
            ({"kind": "staff"}, MissingColumns),
            ({"profile": "citizen-messages"}, MissingColumns),
            ({}, UnknownForm),
        ],
    )
    def test_what_does_not_fit_is_refused_in_both_languages(self, tmp_path, options, error):
        with pytest.raises(error) as caught:
            opened(tmp_path, ("foo", "bar"), ("1", "2"), **options)
        assert caught.value.message("zh") != caught.value.message("en")
        assert "{" not in caught.value.message("zh") + caught.value.message("en")

    def test_a_header_that_fits_two_kinds_equally_asks_which(self, tmp_path):
        header, cells = ("编码", "名称"), ("x1", "某某")
        with pytest.raises(AmbiguousKind) as caught:
            opened(tmp_path, header, cells)
        assert "departments" in caught.value.message("en")
        assert opened(tmp_path, header, cells, kind="branches").kind == "branches"

    def test_another_source_system_may_be_given(self, tmp_path):
        (row,) = rows_of(tmp_path, CITIZEN, ("1", "U", "t", "2019/2/28", "x", "", ""), source_system="mayor")
        assert (row.record["source_system"], row.identity) == ("mayor", ("mayor", "1"))

    def test_rows_that_cannot_be_read_at_all_are_rows_too(self, tmp_path):
        text = "编号,内容,状态\n1,坏了,已办结\n2,坏了,还没管,已办结\n3,行,已办结\n"
        rows = rows_of(tmp_path, content=text.encode())
        assert [(row.line, row.record is None, row.identity) for row in rows] == [
            (2, False, ("template", "1")),
            (3, True, None),
            (4, False, ("template", "3")),
        ]
