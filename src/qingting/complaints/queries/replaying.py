from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from qingting.complaints.choices import OPEN_STATUSES
from qingting.complaints.models import Complaint


def registered_since(since: datetime) -> Iterator[Complaint]:
    """Complaints by time of receipt (of registration where that is unknown), streamed."""
    found = Complaint.objects.annotate(began=Coalesce(F("received_at"), F("registered_at"))).filter(began__gte=since)
    return found.defer("judgement", "extra").order_by("id").iterator(chunk_size=1000)


def open_under_other_versions(version: str) -> list[Complaint]:
    """Open live complaints pinned to another version of the standard."""
    return list(Complaint.objects.filter(origin="live", status__in=OPEN_STATUSES).exclude(policy_version=version).order_by("id"))
