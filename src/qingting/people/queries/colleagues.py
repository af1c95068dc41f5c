"""Everybody one can hand work to, or mention."""

from __future__ import annotations

from dataclasses import dataclass

from qingting.kernel.bilingual import Bi
from qingting.people.models import User


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    username: str
    name: str
    team_id: int | None
    team: Bi


def colleagues(limit: int = 3000) -> list[Colleague]:
    """Active staff by team and name, in one statement."""
    rows = User.objects.filter(is_active=True).order_by("team__code", "display_name", "id")
    found = rows.values_list("id", "username", "display_name", "team_id", "team__name", "team__name_en")[:limit]
    return [
        Colleague(i, username, name, team_id, Bi(team or "", team_en or team or "")) for i, username, name, team_id, team, team_en in found
    ]
