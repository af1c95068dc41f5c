"""Who has how much."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from qingting.complaints.choices import OPEN_STATUSES
from qingting.complaints.models import Complaint


def open_numbers_of(owner_id: int) -> list[str]:
    return list(
        Complaint.objects.filter(owner_id=owner_id, origin="live", status__in=OPEN_STATUSES).order_by("id").values_list("no", flat=True)
    )


def open_numbers_among(owner_ids: list[int], limit: int = 1000) -> list[str]:
    """Open live complaints of any of these people."""
    found = Complaint.objects.filter(owner_id__in=owner_ids, origin="live", status__in=OPEN_STATUSES)
    return list(found.order_by("id").values_list("no", flat=True)[:limit])


def overdue_count(team_id: int | None, now: datetime) -> int:
    """Open live complaints of a team (None: of no team) whose next deadline has passed."""
    return Complaint.objects.filter(team_id=team_id, origin="live", status__in=OPEN_STATUSES, next_due_at__lt=now).count()


def open_counts(owner_ids: list[int]) -> dict[int, int]:
    rows = (
        Complaint.objects.filter(owner_id__in=owner_ids, origin="live", status__in=OPEN_STATUSES)
        .values_list("owner_id")
        .annotate(n=Count("id"))
    )
    return dict(rows)
