"""The product catalogue and the orders as lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from qingting.customers.models import Customer, Order, Product

COUNT_UP_TO = 1000
SUGGESTION_MARK = "·"


@dataclass(frozen=True, slots=True)
class OrderRow:
    id: int
    no: str
    customer_id: int | None
    customer: str
    product: str
    batch_no: str
    branch_code: str
    price_fen: int | None
    ordered_at: datetime | None


def list_products(q: str, page: int, size: int) -> tuple[list[Product], int]:
    """One page in order of code, and how many match. A catalogue is small enough to be looked through."""
    found = Product.objects.filter(Q(code__istartswith=q) | Q(name__icontains=q) | Q(line__istartswith=q)) if q else Product.objects.all()
    total = found.count()
    start = (page - 1) * size
    return (list(found.order_by("code")[start : start + size]) if start < total else []), total


def list_orders(q: str, before: int | None, size: int) -> tuple[list[OrderRow], bool]:
    """Newest first, those with an id below `before` when given, and whether older ones follow. `q`: the beginning of an order or batch number."""
    if q:
        numbers = Order.objects.filter(no__startswith=q).values_list("id", flat=True)[: size * 10]
        batches = Order.objects.filter(batch_no__startswith=q).exclude(batch_no="").values_list("id", flat=True)[: size * 10]
        found = Order.objects.filter(pk__in=[*numbers, *batches])
    else:
        found = Order.objects.all()
    if before is not None:
        found = found.filter(id__lt=before)
    rows = list(found.select_related("customer", "product").order_by("-id")[: size + 1])
    return [_row(order) for order in rows[:size]], len(rows) > size


def _row(o: Order) -> OrderRow:
    return OrderRow(
        o.pk,
        o.no,
        o.customer_id,
        o.customer.name if o.customer else "",
        o.product.name if o.product else "",
        o.batch_no,
        o.branch_code,
        o.price_fen,
        o.ordered_at,
    )


def catalogue_counts() -> dict[str, tuple[int, bool]]:
    """Products and orders, each with whether the count is exact; it stops at 1,000."""
    counted = {}
    for what, model in (("products", Product), ("orders", Order)):
        count = model._default_manager.order_by()[: COUNT_UP_TO + 1].values("pk").count()
        counted[what] = (min(count, COUNT_UP_TO), count <= COUNT_UP_TO)
    return counted


def find_product(product_id: int) -> Product | None:
    return Product.objects.filter(pk=product_id).first()


def find_order(order_id: int) -> Order | None:
    return Order.objects.select_related("customer", "product").filter(pk=order_id).first()


def suggest_products(limit: int = 300) -> list[str]:
    return [f"{name} {SUGGESTION_MARK} {code}" for name, code in Product.objects.order_by("code").values_list("name", "code")[:limit]]


def count_all() -> dict[str, int]:
    """Exact counts, for `qingting doctor`."""
    return {"customers": Customer.objects.count(), "products": Product.objects.count(), "orders": Order.objects.count()}
