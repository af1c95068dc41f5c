"""Products and orders: everybody may look, administrators change them; customers' names are short for those who may not see customers."""

from __future__ import annotations

import pytest

from qingting.customers.models import Customer, Order, Product
from tests.web.admin_support import browser_of, counted, events_of, main_of

ORDER = {
    "no": "DD-1",
    "customer": "C10086",
    "product": "BX-520",
    "batch_no": "2609-C",
    "branch_code": "SH01",
    "price": "4,680.50",
    "ordered_at": "2026-11-01T09:30",
}


@pytest.fixture
def admin(company):
    return browser_of("admin")


@pytest.fixture
def fridge(company):
    return Product.objects.create(code="BX-520", name="五门冰箱", line="冰箱")


@pytest.fixture
def feng(company):
    return Customer.objects.create(name="冯女士", phone="13800006621", account_no="C10086", created_at=company.now)


def test_an_order_is_made_found_and_changed(admin, fridge, feng):
    admin.send("order_new", ORDER)
    order = Order.objects.get()
    assert (order.customer_id, order.product_id, order.price_fen, order.branch_code) == (feng.pk, fridge.pk, 468050, "SH01")
    assert order.ordered_at.isoformat() == "2026-11-01T01:30:00+00:00"
    for q in ("DD", "2609"):
        assert "五门冰箱" in admin.open("catalogue", f"?tab=orders&q={q}")
    assert "没有找到订单" in admin.open("catalogue", "?tab=orders&q=%25")
    page = admin.open("order_edit", order_id=order.pk)
    assert 'value="4,680.50"' in page and f'value="#{feng.pk}"' in page and 'value="2026-11-01T09:30"' in page
    admin.send(
        "order_edit",
        {**ORDER, "no": "other", "customer": f"#{feng.pk}", "product": "五门冰箱 · BX-520", "price": "", "batch_no": ""},
        order_id=order.pk,
    )
    order.refresh_from_db()
    assert (order.no, order.price_fen, order.batch_no, order.product_id) == ("DD-1", None, "", fridge.pk)
    assert [event.data["how"] for event in events_of(f"order:{order.pk}")] == ["created", "changed"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"no": ""}, "请填写"),
        ({"no": "号" * 61}, "最多 60 个字"),
        ({"customer": "nobody"}, "没有找到客户"),
        ({"customer": "#99999999999999999999"}, "没有找到客户"),
        ({"product": "nothing"}, "没有产品"),
        ({"price": "免费"}, "不是可识别的金额"),
        ({"price": "1.234"}, "精确到分"),
        ({"ordered_at": "昨天"}, "无法识别"),
    ],
)
def test_a_wrong_field_of_an_order_is_named(admin, fridge, feng, changes, told):
    assert told in admin.send("order_new", {**ORDER, **changes}, status=422)
    assert not Order.objects.exists()


def test_a_number_is_given_once(admin, fridge, feng):
    admin.send("order_new", ORDER)
    assert "已经有了" in admin.send("order_new", ORDER, status=422)
    assert "已经有了" in admin.send("product_new", {"code": "BX-520", "name": "x"}, status=422)


def test_of_two_customers_with_one_phone_the_right_one_is_asked_for(company, admin, fridge, feng):
    Customer.objects.create(name="冯先生", phone="13800006621", created_at=company.now)
    assert "有多位客户" in admin.send("order_new", {**ORDER, "customer": "13800006621"}, status=422)


def test_a_product_is_made_changed_and_removed_when_no_order_has_it(admin, fridge, feng):
    admin.send("product_edit", {"name": "十字门冰箱", "line": "冰箱"}, product_id=fridge.pk)
    assert "十字门冰箱" in admin.open("catalogue", "?q=bx")
    admin.send("order_new", ORDER)
    assert "有订单在用" in admin.send("product_remove", status=422, product_id=fridge.pk)
    Order.objects.all().delete()
    admin.send("product_remove", product_id=fridge.pk)
    assert not Product.objects.exists() and events_of(f"product:{fridge.pk}")[-1].data["how"] == "removed"


def test_who_may_not_change_sees_no_button_and_short_names(admin, fridge, feng):
    admin.send("order_new", ORDER)
    page = main_of(browser_of("collaborator").open("catalogue", "?tab=orders"))
    assert "冯**" in page and "冯女士" not in page and "编辑" not in page and "/customers/" not in page
    assert "冯女士" in main_of(browser_of("specialist").open("catalogue", "?tab=orders"))


@pytest.mark.parametrize("tab", ["products", "orders"])
def test_a_list_costs_the_same_for_one_and_for_many(admin, fridge, feng, tab):
    admin.send("order_new", ORDER)
    admin.open("catalogue", f"?tab={tab}")
    with counted() as few:
        admin.open("catalogue", f"?tab={tab}")
    Product.objects.bulk_create(Product(code=f"P{n}", name=f"产品{n}") for n in range(30))
    Order.objects.bulk_create(Order(no=f"N{n}", customer=feng, product=fridge) for n in range(30))
    with counted() as many:
        admin.open("catalogue", f"?tab={tab}")
    assert many() == few()


def test_markup_stays_letters(company, admin):
    evil = Product.objects.create(code="<b>", name="<script>alert(1)</script>")
    Order.objects.create(no='"><svg onload=alert(1)>', product=evil, batch_no="<i>")
    for path in ("/catalogue", "/catalogue?tab=orders", f"/catalogue/products/{evil.pk}", f"/catalogue/orders/{Order.objects.get().pk}"):
        raw = admin.get(path).content.decode()
        assert "<script>alert" not in raw and "<svg onload" not in raw, path
