"""A customer's complaints, as far as the actor may see them."""

from __future__ import annotations

from qingting.complaints.models import Complaint
from qingting.complaints.permissions import visible
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard


def complaints_of_customer(customer_id: int, actor: Actor, standard: Standard, limit: int = 50) -> list[Complaint]:
    """Newest first, without their long texts."""
    found = Complaint.objects.filter(visible(actor, standard), customer_id=customer_id).order_by("-registered_at", "-id")
    return list(found.defer("verbatim", "summary", "judgement", "extra", "grade_basis", "category_basis")[:limit])
