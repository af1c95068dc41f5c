"""Customers of many records at once: two look-ups and one insert for a whole chunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qingting.customers.models import Customer


@dataclass(frozen=True, slots=True)
class Wanted:
    name: str = ""
    phone: str = ""
    email: str = ""
    account_no: str = ""
    external_id: str | None = None
    region: str = ""

    @property
    def known(self) -> bool:
        return any((self.name, self.phone, self.email, self.account_no, self.external_id))


def _keys(w: Wanted | Customer) -> list[tuple[str, str, str]]:
    """What a customer is recognised by, strongest first; a phone, account or e-mail counts together with the name."""
    if w.external_id:
        return [("external_id", w.external_id, "")]
    return [(field, value, w.name) for field, value in (("account_no", w.account_no), ("phone", w.phone), ("email", w.email)) if value]


def resolve_many(wanted: Sequence[Wanted], *, now: datetime) -> list[int | None]:
    """Customer ids in the order of `wanted`; None where nothing is known. Somebody with only a name is a new customer each time."""
    index: dict[tuple[str, str, str], int] = {}
    for field in ("external_id", "account_no", "phone", "email"):
        values = {getattr(w, field) for w in wanted if getattr(w, field)}
        if values:
            for customer in Customer.objects.filter(**{f"{field}__in": values}).order_by("-id"):
                for key in _keys(customer):
                    index[key] = customer.pk
    fresh: list[Customer] = []
    places: list[int | None | Customer] = []
    pending: dict[tuple[str, str, str], Customer] = {}
    for w in wanted:
        if not w.known:
            places.append(None)
            continue
        found = next((index[key] for key in _keys(w) if key in index), None) or next(
            (pending[key] for key in _keys(w) if key in pending), None
        )
        if found is None:
            found = Customer(
                external_id=w.external_id,
                name=w.name,
                phone=w.phone,
                email=w.email,
                account_no=w.account_no,
                region=w.region,
                created_at=now,
            )
            fresh.append(found)
            for key in _keys(w):
                pending[key] = found
        places.append(found)
    Customer.objects.bulk_create(fresh, batch_size=1000)
    return [place.pk if isinstance(place, Customer) else place for place in places]
