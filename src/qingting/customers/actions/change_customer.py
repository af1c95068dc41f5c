"""A customer's data corrected by hand. The ledger keeps which fields changed, never their contents."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.customers.models import Customer
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.kernel.lines import one_address, one_line
from qingting.kernel.phone import normalise_phone


class NoSuchCustomer(DomainError):
    code = "customers.customer.none"
    status = 404
    zh = "没有这位客户。"
    en = "There is no such customer."


class BadPhone(DomainError):
    code = "customers.customer.bad_phone"
    zh = "「{value}」不是可识别的电话号码。"
    en = "“{value}” is not a phone number that can be read."


class NothingKnown(DomainError):
    code = "customers.customer.nothing_known"
    zh = "姓名、电话、邮箱、账号至少保留一项。"
    en = "At least one of name, phone, e-mail and account must stay."


def change_customer(*, customer_id: int, values: dict[str, str], actor: Actor, now: datetime) -> list[str]:
    """Set the given ones of name, phone, email, account_no, region; "" empties a field. The names of what changed.

    Raises ManyErrors, NoSuchCustomer, NothingKnown.
    """
    errors: list[DomainError] = []
    wanted: dict[str, str] = {}
    for field, most in (("name", 120), ("account_no", 80), ("region", 40), ("email", 254), ("phone", 60)):
        if field in values:
            try:
                wanted[field] = _read(field, values[field], most)
            except DomainError as error:
                errors.append(error)
    if errors:
        raise ManyErrors(errors)
    with transaction.atomic():
        customer = Customer.objects.select_for_update(no_key=True).filter(pk=customer_id).first()
        if customer is None:
            raise NoSuchCustomer()
        changed = sorted(field for field, value in wanted.items() if getattr(customer, field) != value)
        for field in changed:
            setattr(customer, field, wanted[field])
        if not any((customer.name, customer.phone, customer.email, customer.account_no, customer.external_id)):
            raise NothingKnown()
        if changed:
            customer.save(update_fields=changed)
            record([NewEvent("customers.customer.changed", {"fields": changed})], subject=f"customer:{customer_id}", actor=actor, now=now)
    return changed


def _read(field: str, text: str, most: int) -> str:
    if field == "email":
        return one_address(text, field=field)
    line = one_line(text, field=field, most=most)
    if field != "phone" or not line:
        return line
    phone = normalise_phone(line)
    if not phone:
        raise BadPhone(field=field, value=line[:40])
    return phone
