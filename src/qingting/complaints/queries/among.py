"""Several complaints at once, each only where the actor may see it."""

from __future__ import annotations

from collections.abc import Iterable

from qingting.complaints.models import Complaint
from qingting.complaints.permissions import NotFound, visible
from qingting.kernel.actor import Actor
from qingting.kernel.text import clean
from qingting.policy.schema import Standard

_LONG = ("verbatim", "summary", "judgement", "extra")


def visible_among(ids: Iterable[int], actor: Actor, standard: Standard) -> dict[int, Complaint]:
    """Those of `ids` inside the actor's scope, without their long texts."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {c.pk: c for c in Complaint.objects.filter(visible(actor, standard), pk__in=wanted).defer(*_LONG)}


def visible_numbers(numbers: Iterable[str], actor: Actor, standard: Standard) -> set[str]:
    """Those of `numbers` the actor may open."""
    wanted = set(numbers)
    if not wanted:
        return set()
    return set(Complaint.objects.filter(visible(actor, standard), no__in=wanted).values_list("no", flat=True))


def find_many(numbers: Iterable[str], actor: Actor, standard: Standard) -> list[Complaint]:
    """The complaints of these numbers in their order, whole. Raises NotFound for the first that is not there or not the actor's to see."""
    wanted = list(dict.fromkeys(clean(no)[:24].upper() for no in numbers))
    found = {c.no: c for c in Complaint.objects.filter(visible(actor, standard), no__in=wanted)}
    for no in wanted:
        if no not in found:
            raise NotFound(no=no)
    return [found[no] for no in wanted]


def find_visible_id(complaint_id: int, actor: Actor, standard: Standard) -> Complaint:
    """The complaint by id, inside the actor's scope. Raises NotFound."""
    found = Complaint.objects.filter(visible(actor, standard), pk=complaint_id).defer(*_LONG).first()
    if found is None:
        raise NotFound(no="")
    return found
