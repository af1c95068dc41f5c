"""Which customer is this: the one with the same number, account, phone or e-mail address; else a new one."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from qingting.customers.models import Customer
from qingting.customers.queries.profiles import Profile, _profile


def resolve_customer(
    *,
    name: str = "",
    phone: str = "",
    email: str = "",
    account_no: str = "",
    external_id: str | None = None,
    region: str = "",
    now: datetime,
) -> Profile | None:
    """Find or create; None when nothing is known. Empty fields of a known customer are filled, filled ones are never overwritten.

    A phone with another name is another person on the same phone: families share numbers, so both are kept apart.
    """
    if not any((name, phone, email, account_no, external_id)):
        return None
    found = _find(name, phone, email, account_no, external_id)
    if found is None:
        try:
            with transaction.atomic(savepoint=external_id is not None):
                found = Customer.objects.create(
                    external_id=external_id or None,
                    name=name,
                    phone=phone,
                    email=email,
                    account_no=account_no,
                    region=region,
                    created_at=now,
                )
        except IntegrityError:
            found = Customer.objects.get(external_id=external_id)
    else:
        _fill(found, name=name, phone=phone, email=email, account_no=account_no, region=region)
    return _profile(found)


def _find(name: str, phone: str, email: str, account_no: str, external_id: str | None) -> Customer | None:
    if external_id:
        return Customer.objects.filter(external_id=external_id).first()
    for field, value in (("account_no", account_no), ("phone", phone), ("email", email)):
        if value:
            candidates = list(Customer.objects.filter(**{field: value}).order_by("id")[:20])
            for candidate in candidates:
                if not name or not candidate.name or candidate.name == name:
                    return candidate
    return None


def _fill(customer: Customer, **values: str) -> None:
    empty = {field: value for field, value in values.items() if value and not getattr(customer, field)}
    if empty:
        for field, value in empty.items():
            setattr(customer, field, value)
        customer.save(update_fields=list(empty))
