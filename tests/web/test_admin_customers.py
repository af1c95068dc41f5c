"""Customers are found by a beginning, shown masked, revealed with a reason that is kept."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from qingting.customers.models import Customer, Order, Product
from qingting.customers.queries.searching import search_customers
from tests.web.admin_support import browser_of, counted, events_of, main_of

PHONE, EMAIL = "13800006621", "feng@example.com"


@pytest.fixture
def feng(company):
    return Customer.objects.create(
        name="冯女士", phone=PHONE, email=EMAIL, account_no="C10086", external_id="K-77", region="华东", created_at=company.now
    )


@pytest.fixture
def lead(company):
    return browser_of("lead")


@pytest.mark.parametrize("q", ["冯", "冯女士", "138", "13800006621", "138-0000", "C100", "K-77", "feng@", "FENG@EXAMPLE.COM"])
def test_a_beginning_finds_the_customer(feng, lead, q):
    assert f"#{feng.pk}" in main_of(lead.open("customers", f"?q={q}"))


@pytest.mark.parametrize("q", ["女士", "6621", "%", "_", "'", "13800006622", "冯女士二"])
def test_anything_else_does_not(feng, lead, q):
    assert "没有找到客户" in lead.open("customers", "?q=" + q.replace("%", "%25").replace("'", "%27"))


def test_the_list_shows_no_whole_phone_or_address(feng, lead):
    for query in ("", "?q=冯"):
        page = lead.open("customers", query)
        assert PHONE not in page and EMAIL not in page and "138 **** 6621" in page and "f***@example.com" in page


def test_newest_first_and_page_by_page(company, lead):
    Customer.objects.bulk_create(Customer(name=f"客户{n:03}", created_at=company.now) for n in range(120))
    page = lead.open("customers")
    assert re.findall(r"客户(\d{3})<", page)[:2] == ["119", "118"] and "共 120 条" in page
    older = re.search(r'href="(/customers\?before=[^"]+)" rel="next"', page)[1]
    assert "客户069<" in (page := lead._kept(lead.get(older), 200)) and "51–100" in page and 'rel="prev"' in page


@pytest.mark.parametrize("q", ["冯女士", "13800006621", "C10086", "feng@example.com"])
def test_every_search_goes_through_an_index(feng, q):
    Customer.objects.bulk_create(
        Customer(name=f"某{n}", phone=f"139{n:08}", email=f"a{n}@x.cn", account_no=f"A{n}", created_at=feng.created_at) for n in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_customer")
        with _explained() as plans:
            found, more = search_customers(q)
    assert [c.id for c in found] == [feng.pk] and not more
    assert plans and not [plan for plan in plans if "Seq Scan" in plan]


class _explained:
    """Plans of the statements that read customers inside the block."""

    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self._captured, self._plans = CaptureQueriesContext(connection), []
        self._captured.__enter__()
        return self._plans

    def __exit__(self, *error):
        self._captured.__exit__(*error)
        for query in self._captured.captured_queries:
            if "customers_customer" in query["sql"] and query["sql"].startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute("EXPLAIN " + query["sql"].replace("%", "%%"))
                    self._plans.append("\n".join(row[0] for row in cursor.fetchall()))


def test_whole_contact_data_needs_a_reason_and_is_recorded(company, feng, lead):
    page = lead.open("customer", customer_id=feng.pk)
    assert PHONE not in page and EMAIL not in page
    assert "说明理由" in lead.open("customer_reveal", customer_id=feng.pk) and PHONE not in lead.page
    assert "请填写" in lead.send("customer_reveal", {"reason": "  "}, status=422, customer_id=feng.pk) and PHONE not in lead.page
    assert not events_of(f"customer:{feng.pk}")
    page = lead.send("customer_reveal", {"reason": "回电核实故障"}, status=200, customer_id=feng.pk)
    assert PHONE in page and EMAIL in page and lead.answer["Cache-Control"] == "no-store, private"
    event = events_of(f"customer:{feng.pk}")[0]
    assert (event.name, event.actor_id, event.text) == ("customers.customer.revealed", company.lead.id, "回电核实故障")
    assert PHONE not in str(event.data) and PHONE not in lead.open("customer", customer_id=feng.pk)


def test_only_complaints_within_the_own_sight_are_listed(company, feng):
    mine = company.register(customer={"account_no": "C10086", "name": "冯女士"}).no
    theirs = company.register(by="stranger", customer={"account_no": "C10086", "name": "冯女士"}).no
    company.do("assign", mine, to="agent")
    company.do("assign", theirs, to="stranger")
    page = main_of(browser_of("lead").open("customer", customer_id=feng.pk))
    assert mine in page and theirs not in page
    assert theirs in main_of(browser_of("manager").open("customer", customer_id=feng.pk))


def test_editing_shows_no_contact_data_and_an_empty_field_keeps_it(feng, lead):
    page = lead.open("customer_edit", customer_id=feng.pk)
    assert PHONE not in page and EMAIL not in page
    lead.send("customer_edit", {"name": "冯小姐", "account_no": "C10086", "region": "华北", "phone": "", "email": ""}, customer_id=feng.pk)
    feng.refresh_from_db()
    assert (feng.name, feng.region, feng.phone, feng.email) == ("冯小姐", "华北", PHONE, EMAIL)
    event = events_of(f"customer:{feng.pk}")[-1]
    assert (event.name, event.data) == ("customers.customer.changed", {"fields": ["name", "region"]})


def test_a_phone_is_normalised_replaced_or_cleared(feng, lead):
    same = {"name": feng.name, "account_no": feng.account_no, "region": feng.region}
    lead.send("customer_edit", {**same, "phone": "+86 139-0000-1111", "email": "neu@example.com"}, customer_id=feng.pk)
    feng.refresh_from_db()
    assert (feng.phone, feng.email) == ("13900001111", "neu@example.com")
    lead.send("customer_edit", {**same, "clear": ["phone", "email", "name"]}, customer_id=feng.pk)
    feng.refresh_from_db()
    assert (feng.phone, feng.email, feng.name) == ("", "", "冯女士")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"phone": "abc"}, "不是可识别的电话"),
        ({"email": "x"}, "不像邮箱"),
        ({"name": "名" * 121}, "最多 120 个字"),
        ({"region": "区" * 41}, "最多 40 个字"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_changes(feng, lead, changes, told):
    assert told in lead.send("customer_edit", {"name": "x", "account_no": "", "region": "", **changes}, status=422, customer_id=feng.pk)
    feng.refresh_from_db()
    assert feng.name == "冯女士"


def test_a_customer_of_whom_nothing_would_be_known_is_refused(company, lead):
    only = Customer.objects.create(name="只有姓名", created_at=company.now)
    assert "至少保留一项" in lead.send("customer_edit", {"name": "", "account_no": "", "region": ""}, status=422, customer_id=only.pk)


def test_markup_stays_letters(company, lead):
    evil = Customer.objects.create(
        name="<script>alert(1)</script>", account_no='"><svg onload=alert(1)>', region="<b>", created_at=company.now
    )
    for path in ("/customers", f"/customers/{evil.pk}", f"/customers/{evil.pk}/edit", f"/customers/{evil.pk}/reveal"):
        raw = lead.get(path).content.decode()
        assert "<script>alert" not in raw and "<svg onload" not in raw, path


def test_a_record_costs_the_same_with_one_order_and_with_many(company, feng, lead):
    product = Product.objects.create(code="BX", name="冰箱")
    Order.objects.create(no="o", customer=feng, product=product)
    lead.open("customer", customer_id=feng.pk)
    with counted() as few:
        lead.open("customer", customer_id=feng.pk)
    Order.objects.bulk_create(Order(no=f"o{n}", customer=feng, product=product) for n in range(30))
    with counted() as many:
        lead.open("customer", customer_id=feng.pk)
    assert many() == few()
