"""GET /complaints: filters, search in two writings, and keyset paging that shows every row once in both directions."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingting.complaints.actions.refresh_search import refresh_search
from qingting.complaints.models import Complaint
from tests.api.conftest import TEXT

pytestmark = pytest.mark.django_db


def numbers(answer):
    return [item["no"] for item in answer.body["items"]]


def walk(call, query, size):
    """Every page forward, then every page back from the last one."""
    forward, pages, cursor = [], 0, ""
    last = None
    while True:
        answer = call("GET", f"/complaints?{query}&limit={size}&cursor={cursor}")
        assert answer.status == 200, answer.body
        forward += numbers(answer)
        pages, last = pages + 1, answer
        cursor = answer.body["next"]
        if cursor is None:
            break
    backward, cursor = numbers(last), last.body["prev"]
    while cursor is not None:
        answer = call("GET", f"/complaints?{query}&limit={size}&cursor={cursor}")
        backward = numbers(answer) + backward
        cursor = answer.body["prev"]
    return forward, backward, pages


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    offsets=st.lists(st.none() | st.integers(-2, 2), min_size=1, max_size=12),
    size=st.integers(1, 5),
    order=st.sampled_from(["due", "recent"]),
)
def test_paging_shows_every_row_once_in_order_both_ways(call, company, offsets, size, order):
    """Equal deadlines, none at all, equal registration times: ties are broken by id."""
    Complaint.objects.all().update(region="别处")
    rows = [company.register(f"第 {n} 件", customer={"name": f"甲{n}"}).no for n in range(len(offsets))]
    for no, offset in zip(rows, offsets, strict=True):
        due = None if offset is None else company.after(hours=offset)
        Complaint.objects.filter(no=no).update(region="此处", next_due_at=due, registered_at=company.after(hours=offset or 0))
    found = list(Complaint.objects.filter(no__in=rows))
    if order == "due":
        wanted = sorted(found, key=lambda c: (c.next_due_at is None, c.next_due_at or company.now, c.pk))
    else:
        wanted = sorted(found, key=lambda c: (c.registered_at, c.pk), reverse=True)
    forward, backward, pages = walk(call, f"region={quote('此处')}&sort={order}", size)
    assert forward == [c.no for c in wanted] == backward
    assert pages == max(1, -(-len(rows) // size))


def test_totals_are_said_to_be_exact_only_when_they_are(call, company):
    for n in range(7):
        company.register(f"第 {n} 件", customer={"name": f"甲{n}"})
    answer = call("GET", "/complaints?limit=3")
    assert (answer.body["total"], answer.body["total_is_exact"]) == (7, True)


def test_filters_narrow(call, company):
    a = company.register("门锁把我妈妈反锁在屋里，差点出人命！", channel="store", region="华东", customer={"name": "甲"}).no
    b = company.register(TEXT, channel="hotline", customer={"name": "乙"}, category="logistics.delay").no
    company.do("assign", b, to="agent")
    for query, wanted in [
        ("grade=A", [a]), ("grade=A,D", [a, b]), ("channel=store", [a]), ("region=" + quote("华东"), [a]), ("owner=agent", [b]), ("owner=me", []), ("category=logistics", [b]), ("category=logistics.delay", [b]),
        ("category=logist", []), ("status=registered", [a, b]), ("status=closed", []), ("view=unassigned", [a]), ("view=high", [a]), ("kind=praise", []), ("origin=history", []), ("grade=Z", []),
        ("due_before=" + quote(company.after(hours=25).isoformat()), [a, b]), ("due_before=" + quote(company.now.isoformat()), []),
    ]:  # fmt: skip
        assert sorted(numbers(call("GET", f"/complaints?{query}"))) == sorted(wanted), query


@pytest.mark.parametrize(
    "query",
    [
        "view=secret", "sort=password", "sort=owner__password", "cursor=abc", "cursor=" + "A" * 5000, "cursor=W10", "cursor=bnVsbA", "due_before=yesterday", "due_before=2026-01-01T00:00:00", "limit=many", "owner=nobody",
        "due_before=0001-01-01T00:00:00%2B14:00", "due_before=9999-12-31T23:59:59-14:00", "q=" + quote("退"), "q=a", "q=%25", "q=_", "q=%F0%9F%98%80", "team=none", "owner=%00", "team=%00",
    ],
)  # fmt: skip
def test_what_a_list_does_not_understand_it_says(call, query):
    answer = call("GET", f"/complaints?{query}")
    assert answer.status in (400, 422) and answer.body["detail"]


def forged(*values):
    import base64

    import orjson

    return base64.urlsafe_b64encode(orjson.dumps(list(values))).decode().rstrip("=")


@pytest.mark.parametrize(
    "values",
    [
        ("n", "due", "2026-01-01T00:00:00", 1), ("n", "due", "not a time", 1), ("n", "due", 5, 1), ("n", "due", None, "1"), ("n", "due", None, True), ("n", "due", None, -1), ("n", "due", None, 2**63), ("n", "due", None, 1.5),
        ("x", "due", None, 1), ("n", "recent", "2026-01-01T00:00:00+00:00", 1), ("n", "due", None), ("n", "due", None, 1, 1), ("n", "due", ["2026"], 1), (),
    ],
)  # fmt: skip
def test_a_forged_cursor_is_refused(call, values):
    answer = call("GET", f"/complaints?cursor={forged(*values)}")
    assert answer.status == 400 and answer.fields == ["cursor"]


def test_a_cursor_of_another_order_is_refused(call):
    assert call("GET", f"/complaints?sort=recent&cursor={forged('n', 'recent', None, 1)}").status == 400


@pytest.mark.parametrize(
    "query",
    ["status=%00", "category=%00%25", "channel=" + "x" * 5000, "region=%25", "grade=" + "A," * 500, "q=" + quote("退款\x00%_"), "q=" + "x" * 10_000, "limit=-5", "limit=99999999999999999999", "assignee__password__startswith=a", "origin='"],
)  # fmt: skip
def test_hostile_filters_are_values_and_nothing_more(call, query):
    call.register()
    assert call("GET", f"/complaints?{query}").status in (200, 422)


class TestSearch:
    @pytest.fixture
    def found(self, call, company):
        no = company.register(
            "充电器发热冒烟，要求退货退款。", order_no="DD20261118-77", product="BX-520", site="上海市静安区", customer={"name": "冯晓敏", "phone": "13800006621"},
            source={"system": "12315", "external_no": "W-991"}, involved=[{"kind": "department", "name": "配送部"}],
        ).no  # fmt: skip
        company.register("门锁坏了", customer={"name": "王"})
        return no

    @pytest.mark.parametrize(
        "query",
        [
            "退款",
            "發熱",
            "充電器",
            "ＢＸ－５２０",
            "bx-520",
            "13800006621",
            "6621",
            "138 0000 6621",
            "DD20261118-77",
            "dd20261118",
            "冯晓敏",
            "馮曉敏",
            "静安",
            "W-991",
            "配送部",
            "发热 退款",
            "退货退款",
        ],
    )
    def test_it_is_found_however_it_is_written(self, call, found, query):
        assert numbers(call("GET", f"/complaints?q={quote(query)}")) == [found]

    @pytest.mark.parametrize("query", ["发冒", "款退", "充电宝", "13800006622", "DD20261118-78", "发热发热发热"])
    def test_what_is_not_there_is_not_found(self, call, found, query):
        assert numbers(call("GET", f"/complaints?q={quote(query)}")) == []

    def test_its_number_finds_it_also_in_full_width(self, call, found):
        wide = "".join(chr(ord(c) + 0xFEE0) for c in found)
        for query in (found, found.lower(), found[:10], wide):
            assert found in numbers(call("GET", f"/complaints?q={quote(query)}"))

    def test_blank_is_no_search(self, call, found):
        assert len(numbers(call("GET", "/complaints?q=%20%20"))) == 2

    def test_pages_on_which_nothing_is_left_do_not_end_the_list(self, call, company):
        """All pairs of a phrase may stand in a text that does not hold the phrase: such rows are left out, and the list goes on behind them."""
        hit = company.register("发热退款", customer={"name": "甲"}).no
        for n in range(3):
            record = company.record(company.register("热退款。发热退", customer={"name": f"乙{n}"}).no)
            refresh_search(record)
        seen, _back, pages = walk(call, f"q={quote('发热退款')}&sort=recent", 1)
        assert seen == [hit] and pages >= 4


def test_a_timeline_is_read_in_parts(call):
    no = call.register()["no"]
    for n in range(5):
        call("POST", f"/complaints/{no}/note", {"text": f"备注 {n}"})
    whole = call("GET", f"/complaints/{no}/timeline").body["items"]
    parts, after = [], 0
    while items := (answer := call("GET", f"/complaints/{no}/timeline?after={after}&limit=3").body)["items"]:
        parts, after = parts + items, answer["next_after"]
    assert parts == whole and [i["seq"] for i in whole] == list(range(1, len(whole) + 1))
    for query in ("after=-1", "after=99999999999", "limit=0", "limit=-3"):
        assert call("GET", f"/complaints/{no}/timeline?{query}").status == 200
    assert call("GET", f"/complaints/{no}/timeline?after=x").status == 422


def test_the_next_hours_are_asked_by_deadline(call, company):
    no = company.register().no
    due = company.record(no).next_due_at
    assert numbers(call("GET", f"/complaints?due_before={quote((due + timedelta(seconds=1)).isoformat())}")) == [no]
    assert numbers(call("GET", f"/complaints?due_before={quote(due.isoformat())}")) == []
