"""Everybody at once, for imports."""

from __future__ import annotations

from qingting.kernel.actor import Actor
from qingting.people.models import Department, Team, User
from qingting.people.queries.staff import actor_of


def all_actors() -> dict[str, Actor]:
    return {user.username: actor_of(user) for user in User.objects.all()}


def team_ids() -> dict[str, int]:
    return dict(Team.objects.values_list("code", "id"))


def department_ids() -> dict[str, int]:
    return dict(Department.objects.values_list("code", "id"))
