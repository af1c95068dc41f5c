"""Customers, products and orders taken in from a list: by their numbers, set by set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from qingting.customers.actions.resolve_many import Wanted, resolve_many
from qingting.customers.models import Customer, Order, Product


def upsert_customers(rows: Sequence[Mapping[str, Any]], *, now: datetime) -> list[str]:
    """Rows {external_id?, name?, phone?, email?, account_no?, region?}. Known by external id, account, phone or e-mail; empty fields are filled."""
    with transaction.atomic():
        before = Customer.objects.order_by("-id").values_list("id", flat=True).first() or 0
        wanted = [
            Wanted(
                r.get("name") or "",
                r.get("phone") or "",
                r.get("email") or "",
                r.get("account_no") or "",
                r.get("external_id") or None,
                r.get("region") or "",
            )
            for r in rows
        ]
        ids = resolve_many(wanted, now=now)
        for identifier, w in zip(ids, wanted, strict=True):
            if identifier is not None and identifier <= before and w.external_id:
                given = {
                    k: v
                    for k, v in (
                        ("name", w.name),
                        ("phone", w.phone),
                        ("email", w.email),
                        ("account_no", w.account_no),
                        ("region", w.region),
                    )
                    if v
                }
                Customer.objects.filter(pk=identifier).update(**given)
    return ["skipped" if i is None else "created" if i > before else "updated" for i in ids]


def upsert_products(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows {code, name, line?}."""
    known = set(Product.objects.values_list("code", flat=True))
    Product.objects.bulk_create(
        [Product(code=r["code"], name=r["name"], line=r.get("line") or "") for r in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "line"],
    )
    return ["updated" if r["code"] in known else "created" for r in rows]


def upsert_orders(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows {no, customer_external_id? or customer_phone?, product? (code or name), batch_no?, branch?, price_fen?, ordered_at?}."""
    numbers = [r["no"] for r in rows]
    known = set(Order.objects.filter(no__in=numbers).values_list("no", flat=True))
    by_external = dict(
        Customer.objects.filter(external_id__in=[r["customer_external_id"] for r in rows if r.get("customer_external_id")]).values_list(
            "external_id", "id"
        )
    )
    by_phone = dict(
        Customer.objects.filter(phone__in=[r["customer_phone"] for r in rows if r.get("customer_phone")]).values_list("phone", "id")
    )
    products = {**dict(Product.objects.values_list("name", "id")), **dict(Product.objects.values_list("code", "id"))}
    Order.objects.bulk_create(
        [
            Order(
                no=r["no"], customer_id=by_external.get(r.get("customer_external_id")) or by_phone.get(r.get("customer_phone")), product_id=products.get(r.get("product")),
                batch_no=r.get("batch_no") or "", branch_code=r.get("branch") or "", price_fen=r.get("price_fen"), ordered_at=r.get("ordered_at"),
            )
            for r in rows
        ],
        update_conflicts=True, unique_fields=["no"], update_fields=["customer", "product", "batch_no", "branch_code", "price_fen", "ordered_at"], batch_size=2000,
    )  # fmt: skip
    return ["updated" if no in known else "created" for no in numbers]
