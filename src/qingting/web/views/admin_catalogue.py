"""Products and orders. Everybody who sees complaints may look; only administrators change them by hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from qingting.complaints.queries.access import may_act
from qingting.customers.actions.manage_catalogue import NoSuchEntry, delete_product, save_order, save_product
from qingting.customers.queries.catalogue import catalogue_counts, find_order, find_product, list_orders, list_products, suggest_products
from qingting.infra import clock
from qingting.kernel.money import parse_yuan
from qingting.people.queries.staff import branches
from qingting.policy.queries import current_standard
from qingting.web.local_time import parse_local
from qingting.web.present.admin_catalogue import order_form, order_list, order_values, product_form, product_list
from qingting.web.views.admin_gate import asked, asked_number, asked_size, back_to, gated, show, tried, typed

SIZE = 50
ORDER_NAMES = ("no", "customer", "product", "batch_no", "branch_code", "price", "ordered_at")


@gated("view", "catalogue")
def catalogue(request: HttpRequest) -> HttpResponse:
    actor, standard = request.actor, current_standard()  # type: ignore[attr-defined]
    q, counts, may_change = asked(request, "q", 60), catalogue_counts(), may_act(actor, "administer", standard)
    if asked(request, "tab") == "orders":
        orders, more = list_orders(q, asked_number(request, "before", 0) or None, SIZE)
        sees = may_act(actor, "reveal_phone", standard)
        context = order_list(
            orders,
            q=q,
            more=more,
            start=asked_number(request, "start", 1, most=10**9),
            counts=counts,
            may_change=may_change,
            sees_customers=sees,
        )
        return show(request, "table_page.html", context, personal=True)
    page, size = asked_number(request, "page", 1, most=100_000), asked_size(request)
    products, total = list_products(q, page, size)
    return show(request, "table_page.html", product_list(products, total, q=q, page=page, size=size, counts=counts, may_change=may_change))


def _to_list(request: HttpRequest, tab: str, toast: str) -> HttpResponse:
    return back_to(request, "web:catalogue", toast, query=f"?tab={tab}")


@gated("administer", "catalogue", "GET", "POST")
def product_new(request: HttpRequest) -> HttpResponse:
    return _product(request, None)


@gated("administer", "catalogue", "GET", "POST")
def product_edit(request: HttpRequest, product_id: int) -> HttpResponse:
    found = find_product(product_id)
    if found is None:
        raise NoSuchEntry()
    return _product(request, found)


def _product(request: HttpRequest, product: Any) -> HttpResponse:
    if request.method != "POST":
        values = {"name": product.name, "line": product.line} if product else {}
        return show(request, "form_page.html", product_form(values, product, []))
    values = typed(request, "code", "name", "line")
    _done, lines = tried(
        request,
        lambda: save_product(
            product_id=product.pk if product else None,
            code=values["code"],
            name=values["name"],
            line=values["line"],
            actor=request.actor,
            now=clock.now(),
        ),  # type: ignore[attr-defined]
    )
    return (
        show(request, "form_page.html", product_form(values, product, lines), status=422)
        if lines
        else _to_list(request, "products", _("已保存"))
    )


@gated("administer", "catalogue", "POST")
def product_remove(request: HttpRequest, product_id: int) -> HttpResponse:
    product = find_product(product_id)
    if product is None:
        raise NoSuchEntry()
    _done, lines = tried(request, lambda: delete_product(product_id=product_id, actor=request.actor, now=clock.now()))  # type: ignore[attr-defined]
    values = {"name": product.name, "line": product.line}
    return (
        show(request, "form_page.html", product_form(values, product, lines), status=422)
        if lines
        else _to_list(request, "products", _("已删除"))
    )


@gated("administer", "catalogue", "GET", "POST")
def order_new(request: HttpRequest) -> HttpResponse:
    return _order(request, None)


@gated("administer", "catalogue", "GET", "POST")
def order_edit(request: HttpRequest, order_id: int) -> HttpResponse:
    found = find_order(order_id)
    if found is None:
        raise NoSuchEntry()
    return _order(request, found)


def _order(request: HttpRequest, order: Any) -> HttpResponse:
    lines: list[dict[str, str]] = []
    values = typed(request, *ORDER_NAMES) if request.method == "POST" else order_values(order) if order else {}
    if request.method == "POST":

        def save() -> Any:
            price = parse_yuan(values["price"], field="price") if values["price"] else None
            return save_order(
                order_id=order.pk if order else None, no=values["no"], customer=values["customer"], product=values["product"], batch_no=values["batch_no"], branch_code=values["branch_code"],
                price_fen=price, ordered_at=parse_local(values["ordered_at"], field="ordered_at"), actor=request.actor, now=clock.now(),  # type: ignore[attr-defined]
            )  # fmt: skip

        _done, lines = tried(request, save)
        if not lines:
            return _to_list(request, "orders", _("已保存"))
    places = [(branch.code, f"{branch.name} · {branch.code}") for branch in branches()]
    return show(
        request,
        "form_page.html",
        order_form(values, order, products=suggest_products(), branches=places, lines=lines),
        status=422 if lines else 200,
    )
