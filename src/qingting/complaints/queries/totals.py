from __future__ import annotations

from qingting.complaints.models import Complaint


def count_complaints() -> int:
    return Complaint.objects.count()
