"""Named filters of the queue."""

from __future__ import annotations

from django.db.models import Q

from qingting.complaints.models import SavedView
from qingting.kernel.actor import Actor


def views_for(actor: Actor) -> list[SavedView]:
    """The actor's own views and those shared with the actor's team or with everybody."""
    shared = Q(shared=True) & (Q(team_id=None) | Q(team_id=actor.team_id))
    return list(SavedView.objects.filter(Q(owner_id=actor.id) | shared).order_by("name")[:30])


def view_by_id(view_id: int, actor: Actor) -> SavedView | None:
    return next((view for view in views_for(actor) if view.pk == view_id), None)
