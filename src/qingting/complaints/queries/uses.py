"""Whether complaints refer to a team, department or branch. Counts stop at 1,000: they answer "may it go", not "how many exactly"."""

from __future__ import annotations

from qingting.complaints.models import Complaint, Participant

MOST = 1000


def complaints_of_unit(kind: str, unit_id: int, code: str) -> int:
    """Complaints of the team, with the department taking part, or of the branch with this code."""
    if kind == "team":
        return Complaint.objects.filter(team_id=unit_id).order_by()[:MOST].count()
    if kind == "department":
        return Participant.objects.filter(department_id=unit_id).order_by()[:MOST].count()
    return Complaint.objects.filter(branch_code=code).order_by()[:MOST].count() if code else 0
