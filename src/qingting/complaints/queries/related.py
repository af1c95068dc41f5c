"""Complaints that belong together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from qingting.complaints.models import Link


@dataclass(frozen=True, slots=True)
class Related:
    no: str
    title: str
    status: str
    grade: str
    kind: str
    suggested: bool


def related_to(complaint_id: int) -> list[Related]:
    """Linked complaints in both directions, people's links before suggested ones."""
    found: dict[tuple[str, str], Related] = {}
    for link in (
        Link.objects.filter(Q(origin_id=complaint_id) | Q(target_id=complaint_id))
        .select_related("origin", "target")
        .order_by("suggested", "id")
    ):
        other = link.target if link.origin_id == complaint_id else link.origin
        found.setdefault((other.no, link.kind), Related(other.no, other.title, other.status, other.grade, link.kind, link.suggested))
    return list(found.values())
