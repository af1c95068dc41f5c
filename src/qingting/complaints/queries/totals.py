from __future__ import annotations

from django.db.models import Count

from qingting.complaints.models import Complaint


def count_complaints() -> int:
    return Complaint.objects.count()


def status_counts() -> dict[str, int]:
    """Live complaints by status; a status without any is left out."""
    return dict(Complaint.objects.filter(origin="live").values_list("status").annotate(n=Count("id")).order_by())
