"""One complaint that waits for the judging that follows its registration."""

from __future__ import annotations

from qingting.complaints.models import Complaint


def claim_judging() -> str | None:
    """Its number, with the row locked for this transaction; complaints another worker holds are passed over."""
    row = Complaint.objects.select_for_update(skip_locked=True, no_key=True).filter(judging="pending").order_by("id").only("no").first()
    return row.no if row else None
