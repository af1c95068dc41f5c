"""Links between complaints: made by people, taken back without loss."""

from __future__ import annotations

from qingting.complaints.actions.acting import Case
from qingting.complaints.models import Link
from qingting.complaints.permissions import find_visible
from qingting.kernel.errors import DomainError


class LinkToItself(DomainError):
    code = "complaints.link.to_itself"
    zh = "不能把投诉和它自己关联。请填写另一件投诉的编号。"
    en = "A complaint cannot be linked to itself. Give the number of another one."


class NoSuchLink(DomainError):
    code = "complaints.link.none"
    status = 404
    zh = "{no} 和 {other} 之间没有这种关联。"
    en = "{no} and {other} have no such link."


def add_link(case: Case, other_no: str, kind: str) -> None:
    """Link the case with a visible complaint; the same link again changes nothing."""
    other = find_visible(other_no.strip().upper(), case.actor, case.standard)
    if other.pk == case.id:
        raise LinkToItself(field="to")
    row, created = Link.objects.get_or_create(
        origin_id=case.id, target_id=other.pk, kind=kind, defaults={"by_id": case.actor.id, "at": case.now}
    )
    if row.suggested and not created:  # a person confirms what the machine had suggested
        row.suggested, row.by_id, row.at, created = False, case.actor.id, case.now, True
        row.save(update_fields=["suggested", "by_id", "at"])
    if kind == "same_complaint" and case.record.repeat_of_id is None and other.pk < case.id:
        case.change(repeat_of_id=other.pk)
    if created:
        case.event("complaints.complaint.linked", {"to": other.no, "kind": kind})


def remove_link(case: Case, other_no: str, kind: str) -> None:
    other = find_visible(other_no.strip().upper(), case.actor, case.standard)
    gone, _detail = Link.objects.filter(origin_id__in=[case.id, other.pk], target_id__in=[case.id, other.pk], kind=kind).delete()
    if not gone:
        raise NoSuchLink(no=case.no, other=other.no)
    if case.record.repeat_of_id == other.pk:
        case.change(repeat_of_id=None)
    case.event("complaints.complaint.unlinked", {"to": other.no, "kind": kind})
