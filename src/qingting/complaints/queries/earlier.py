"""How often a customer complained before, for many customers at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from qingting.complaints.models import Complaint


def moments_of(customer_ids: Iterable[int]) -> dict[int, list[datetime]]:
    """When each customer's complaints began, unsorted."""
    found: dict[int, list[datetime]] = {}
    rows = Complaint.objects.filter(customer_id__in=set(customer_ids)).annotate(began=Coalesce(F("received_at"), F("registered_at")))
    for customer_id, began in rows.values_list("customer_id", "began"):
        found.setdefault(customer_id, []).append(began)
    return found
