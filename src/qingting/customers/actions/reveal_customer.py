"""See a customer's full contact data: the reason is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.customers.actions.change_customer import NoSuchCustomer
from qingting.customers.queries.profiles import Profile, profile_of
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.lines import one_line


def reveal_customer(*, customer_id: int, reason: str, actor: Actor, now: datetime) -> Profile:
    """The profile with nothing masked. Raises LineMissing, LineTooLong, NoSuchCustomer."""
    why = one_line(reason, field="reason", most=300, required=True)
    profile = profile_of(customer_id)
    if profile is None:
        raise NoSuchCustomer()
    with transaction.atomic():
        record(
            [NewEvent("customers.customer.revealed", {"what": "contact"}, text=why)],
            subject=f"customer:{customer_id}",
            actor=actor,
            now=now,
        )
    return profile
