"""Products and orders entered by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from qingting.customers.models import Customer, Order, Product
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_line
from qingting.kernel.phone import normalise_phone


class NumberTaken(DomainError):
    code = "customers.catalogue.number_taken"
    status = 409
    zh = "「{value}」已经有了，请核对。"
    en = "“{value}” exists already; please check."


class NoSuchEntry(DomainError):
    code = "customers.catalogue.none"
    status = 404
    zh = "没有这一项，可能已被删除。"
    en = "There is no such entry; it may have been removed."


class ProductInUse(DomainError):
    code = "customers.product.in_use"
    status = 409
    zh = "产品「{name}」有订单在用，不能删除。"
    en = "The product “{name}” has orders and cannot be removed."


class UnknownProduct(DomainError):
    code = "customers.product.unknown"
    zh = "没有产品「{value}」，请填产品编码或名称。"
    en = "There is no product “{value}”; give its code or name."


class UnknownCustomer(DomainError):
    code = "customers.customer.unknown"
    zh = "没有找到客户「{value}」，请填客户编号、账号、电话或 #序号。"
    en = "The customer “{value}” was not found; give a customer number, account, phone or #id."


class SeveralCustomers(DomainError):
    code = "customers.customer.several"
    zh = "有多位客户符合「{value}」，请改填 #序号（见客户页面）。"
    en = "Several customers match “{value}”; give the #id shown on the customer's page."


def save_product(*, product_id: int | None, code: str, name: str, line: str, actor: Actor, now: datetime) -> Product:
    """Make (`product_id` None) or change a product. The code stays. Raises NumberTaken, NoSuchEntry, the errors of lines."""
    values = {"name": one_line(name, field="name", most=120, required=True), "line": one_line(line, field="line", most=60)}
    with transaction.atomic():
        if product_id is None:
            key = one_line(code, field="code", most=60, required=True)
            return _make(Product, "product", "code", key, values, actor, now)
        return _change(Product, "product", product_id, values, actor, now)


def delete_product(*, product_id: int, actor: Actor, now: datetime) -> None:
    """Raises NoSuchEntry, ProductInUse."""
    with transaction.atomic():
        product = Product.objects.select_for_update().filter(pk=product_id).first()
        if product is None:
            raise NoSuchEntry()
        if Order.objects.filter(product_id=product_id).exists():
            raise ProductInUse(name=product.name)
        product.delete()
        record(
            [NewEvent("customers.product.changed", {"code": product.code, "how": "removed"})],
            subject=f"product:{product_id}",
            actor=actor,
            now=now,
        )


def save_order(
    *,
    order_id: int | None,
    no: str,
    customer: str,
    product: str,
    batch_no: str,
    branch_code: str,
    price_fen: int | None,
    ordered_at: datetime | None,
    actor: Actor,
    now: datetime,
) -> Order:
    """`customer`: customer number, account, phone or "#id"; `product`: code or name; empty: not known. The number stays."""
    values: dict[str, Any] = {
        "customer_id": _customer(customer), "product_id": _product(product), "batch_no": one_line(batch_no, field="batch_no", most=60),
        "branch_code": one_line(branch_code, field="branch_code", most=40), "price_fen": price_fen, "ordered_at": ordered_at,
    }  # fmt: skip
    with transaction.atomic():
        if order_id is None:
            return _make(Order, "order", "no", one_line(no, field="no", most=60, required=True), values, actor, now)
        return _change(Order, "order", order_id, values, actor, now)


def _customer(text: str) -> int | None:
    line = one_line(text, field="customer", most=120)
    if not line:
        return None
    if line.startswith("#") and line[1:].isascii() and line[1:].isdigit() and len(line) < 18:
        ids = list(Customer.objects.filter(pk=int(line[1:])).values_list("id", flat=True))
    else:
        ids = []
        for field, value in (("external_id", line), ("account_no", line), ("phone", normalise_phone(line))):
            ids = ids or (list(Customer.objects.filter(**{field: value}).values_list("id", flat=True)[:2]) if value else [])
    if not ids:
        raise UnknownCustomer(field="customer", value=line[:40])
    if len(ids) > 1:
        raise SeveralCustomers(field="customer", value=line[:40])
    return ids[0]


def _product(text: str) -> int | None:
    line = one_line(text, field="product", most=200)
    if not line:
        return None
    wanted = line.rpartition("·")[2].strip() if "·" in line else line
    found = Product.objects.filter(code=wanted).first() or Product.objects.filter(name=line).order_by("code").first()
    if found is None:
        raise UnknownProduct(field="product", value=line[:40])
    return found.pk


def _make(model: Any, what: str, key: str, value: str, values: dict[str, Any], actor: Actor, now: datetime) -> Any:
    try:
        with transaction.atomic():
            made = model.objects.create(**{key: value}, **values)
    except IntegrityError as error:
        raise NumberTaken(field=key, value=value) from error
    record([NewEvent(f"customers.{what}.changed", {key: value, "how": "created"})], subject=f"{what}:{made.pk}", actor=actor, now=now)
    return made


def _change(model: Any, what: str, identifier: int, values: dict[str, Any], actor: Actor, now: datetime) -> Any:
    held = model.objects.select_for_update(no_key=True).filter(pk=identifier).first()
    if held is None:
        raise NoSuchEntry()
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, values[name])
    if changed:
        held.save(update_fields=changed)
        record(
            [NewEvent(f"customers.{what}.changed", {"fields": changed, "how": "changed"})],
            subject=f"{what}:{identifier}",
            actor=actor,
            now=now,
        )
    return held
