"""Keep a filter of the queue under a name."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from qingting.complaints.models import SavedView
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean

KEPT = frozenset({"view", "status", "grade", "owner", "category", "channel", "region", "kind", "origin", "risk", "q", "order"})


class ViewNeedsName(DomainError):
    code = "complaints.view.needs_name"
    zh = "请给视图起一个名字（最多 40 字）。"
    en = "Please give the view a name (at most 40 characters)."


def save_view(*, name: str, query: str, shared: bool, actor: Actor) -> SavedView:
    """The same name again replaces the actor's own view. Only filters of the queue are kept. Raises ViewNeedsName."""
    name = " ".join(clean(name).split())
    if not 1 <= len(name) <= 40:
        raise ViewNeedsName(field="name")
    pairs = [(key, value[:100]) for key, value in parse_qsl(clean(query)[:2000]) if key in KEPT]
    values = {"query": urlencode(pairs)[:1000], "shared": shared, "team_id": actor.team_id}
    saved, _created = SavedView.objects.update_or_create(owner_id=actor.id, name=name, defaults=values)
    return saved


def delete_view(view_id: int, *, actor: Actor) -> bool:
    """Only the own ones."""
    return bool(SavedView.objects.filter(pk=view_id, owner_id=actor.id).delete()[0])
