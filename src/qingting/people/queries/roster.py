"""The staff as a list: searched, narrowed, page by page; and one person with what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from qingting.kernel.actor import Actor
from qingting.people.models import ApiToken, Leave, Team, User
from qingting.people.queries.staff import actor_of


@dataclass(frozen=True, slots=True)
class Roster:
    """What the list shows. `state`: "active", "inactive" or "" for both; `page` from 1."""

    q: str = ""
    role: str = ""
    team: str = ""
    state: str = "active"
    page: int = 1
    size: int = 50


def list_staff(wanted: Roster) -> tuple[list[User], int]:
    """One page in order of name, with team and department loaded, and how many there are in all."""
    found = User.objects.all()
    if wanted.q:
        found = found.filter(Q(display_name__icontains=wanted.q) | Q(username__istartswith=wanted.q) | Q(email__istartswith=wanted.q))
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.team:
        found = found.filter(team__code=wanted.team)
    if wanted.state:
        found = found.filter(is_active=wanted.state == "active")
    total = found.count()
    start = (wanted.page - 1) * wanted.size
    rows = found.select_related("team", "department").order_by("display_name", "id")[start : start + wanted.size] if start < total else []
    return list(rows), total


def state_counts() -> dict[str, int]:
    active = User.objects.filter(is_active=True).count()
    return {"active": active, "inactive": User.objects.count() - active}


def inactive_ids() -> list[int]:
    return list(User.objects.filter(is_active=False).values_list("id", flat=True))


def find_user(user_id: int) -> User | None:
    """The person with team, department, branch and superior, whether active or not."""
    return User.objects.select_related("team", "department", "branch", "superior").filter(pk=user_id).first()


def active_actor(user_id: int | None) -> Actor | None:
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None
    return actor_of(user) if user else None


def leave_of(user_id: int, since: datetime) -> list[Leave]:
    """Spells that end after `since`, the next one first."""
    return list(Leave.objects.filter(user_id=user_id, ends__gt=since).order_by("starts"))


def tokens_of(user_id: int) -> list[ApiToken]:
    """Newest first, revoked ones last."""
    return sorted(ApiToken.objects.filter(user_id=user_id).order_by("-created_at", "-id"), key=lambda token: token.revoked_at is not None)


def teams_led_by(user_id: int) -> list[Team]:
    return list(Team.objects.filter(lead_id=user_id).order_by("code"))


def reports_of(user_id: int) -> int:
    """How many active people have this person as superior."""
    return User.objects.filter(superior_id=user_id, is_active=True).count()
