"""The customer's profile and orders, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qingting.customers.models import Customer, Order, Product


@dataclass(frozen=True, slots=True)
class Profile:
    id: int
    name: str
    phone: str
    email: str
    account_no: str
    external_id: str | None
    region: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    no: str
    product: str
    batch_no: str
    price_fen: int | None
    ordered_at: datetime | None
    branch_code: str


def _profile(c: Customer) -> Profile:
    return Profile(c.pk, c.name, c.phone, c.email, c.account_no, c.external_id, c.region)


def profile_of(customer_id: int | None) -> Profile | None:
    if customer_id is None:
        return None
    found = next(iter(Customer.objects.raw("SELECT * FROM customers_customer WHERE id = %s", [customer_id])), None)
    return _profile(found) if found else None


def profiles_of(ids: set[int]) -> dict[int, Profile]:
    return {c.pk: _profile(c) for c in Customer.objects.filter(pk__in=ids)}


def find_by_contact(*, phone: str = "", account_no: str = "", email: str = "", limit: int = 5) -> list[Profile]:
    """Customers with exactly this phone, account or e-mail address."""
    found: list[Customer] = []
    for name, value in (("phone", phone), ("account_no", account_no), ("email", email)):
        if value:
            found += list(Customer.objects.filter(**{name: value})[:limit])
    return [_profile(c) for c in {c.pk: c for c in found}.values()][:limit]


def orders_of(customer_id: int, limit: int = 10) -> list[OrderLine]:
    rows = Order.objects.filter(customer_id=customer_id).select_related("product").order_by("-ordered_at", "-id")[:limit]
    return [_line(o) for o in rows]


def _line(o: Order) -> OrderLine:
    return OrderLine(o.no, o.product.name if o.product else "", o.batch_no, o.price_fen, o.ordered_at, o.branch_code)


def product_names(query: str = "", limit: int = 12) -> list[str]:
    found = Product.objects.all()
    if query:
        found = found.filter(name__icontains=query)
    return list(found.order_by("name").values_list("name", flat=True)[:limit])
