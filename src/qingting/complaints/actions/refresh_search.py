"""Keep the search text true after a change."""

from __future__ import annotations

from qingting.complaints.actions.register_record import search_grams
from qingting.complaints.models import Complaint, SearchText


def refresh_search(record: Complaint, phone: str = "") -> None:
    SearchText.objects.update_or_create(complaint_id=record.pk, defaults={"grams": search_grams(record, phone)})
