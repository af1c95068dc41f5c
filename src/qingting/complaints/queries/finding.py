"""Finding complaints: by source, by customer, by secret."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from qingting.complaints.models import Complaint, ReceiptSecret
from qingting.kernel.actor import Actor
from qingting.kernel.ids import hash_secret

REPEAT_WINDOW = timedelta(days=90)


def find_external(system: str, external_no: str) -> str | None:
    """Number of the complaint that came from this source under this number."""
    return Complaint.objects.filter(source_system=system, external_no=external_no).values_list("no", flat=True).first()


def repeat_candidates(customer_id: int | None, order_no: str | None, now: datetime, limit: int = 20) -> list[int]:
    """Earlier complaints of the same customer or order within 90 days, newest first."""
    if customer_id is None and not order_no:
        return []
    wanted = Q()
    if customer_id is not None:
        wanted |= Q(customer_id=customer_id)
    if order_no:
        wanted |= Q(order_no=order_no)
    found = Complaint.objects.filter(wanted, registered_at__gte=now - REPEAT_WINDOW, kind="complaint").exclude(status="withdrawn")
    return list(found.order_by("-registered_at").values_list("id", flat=True)[:limit])


def earlier_of(customer_id: int | None, *, except_id: int | None = None, limit: int = 10) -> list[Complaint]:
    """The customer's other complaints, newest first, without their long texts."""
    if customer_id is None:
        return []
    found = Complaint.objects.filter(customer_id=customer_id).exclude(pk=except_id).order_by("-registered_at", "-id")
    return list(found.defer("verbatim", "judgement", "extra")[:limit])


def complaint_by_secret(secret: str) -> Complaint | None:
    """The complaint a receipt link opens; None for a wrong, revoked or mangled secret."""
    if not 20 <= len(secret) <= 64:
        return None
    row = ReceiptSecret.objects.select_related("complaint").filter(digest=hash_secret(secret), revoked_at=None).first()
    return row.complaint if row else None


def customer_actor(complaint: Complaint, lang: str = "zh") -> Actor:
    """Whoever holds the receipt link of `complaint`: may see and answer that one complaint and nothing else."""
    return Actor(
        "customer", complaint.customer_id, complaint.customer_name or "客户", lang=lang, scopes=frozenset({f"complaint:{complaint.pk}"})
    )


def by_number(no: str) -> Complaint | None:
    return Complaint.objects.filter(no=no).first()


def numbers_of(ids: list[int]) -> list[str]:
    return list(Complaint.objects.filter(pk__in=ids).values_list("no", flat=True))


def by_ids(ids: list[int]) -> dict[int, Complaint]:
    """Records without their long texts, by id."""
    return {c.pk: c for c in Complaint.objects.filter(pk__in=set(ids)).defer("verbatim", "summary", "judgement", "extra")}


def number_of(complaint_id: int | None) -> str | None:
    return Complaint.objects.filter(pk=complaint_id).values_list("no", flat=True).first() if complaint_id is not None else None


def by_ids_whole(ids: list[int]) -> dict[int, Complaint]:
    return {c.pk: c for c in Complaint.objects.filter(pk__in=set(ids))}
