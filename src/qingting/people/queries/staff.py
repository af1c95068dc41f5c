"""Who is who: look-ups that other rooms need, as plain values."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean
from qingting.people.models import ApiToken, Branch, Department, Leave, Team, User

_FRESH_SECONDS = 5.0
_names: tuple[float, dict[int, str]] = (0.0, {})


class UnknownPerson(DomainError):
    code = "people.user.unknown"
    zh = "没有找到人员「{name}」，或该人员已停用。"
    en = "There is no active member of staff “{name}”."


class UnknownTeam(DomainError):
    code = "people.team.unknown"
    zh = "没有班组「{code}」。"
    en = "There is no team “{code}”."


class UnknownDepartment(DomainError):
    code = "people.department.unknown"
    zh = "没有部门「{code}」。"
    en = "There is no department “{code}”."


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    username: str
    name: str
    role: str
    team_id: int | None
    department_id: int | None
    branch_id: int | None
    superior_id: int | None
    active: bool


def _person(user: User) -> Person:
    return Person(
        user.pk,
        user.username,
        user.display_name,
        user.role,
        user.team_id,
        user.department_id,
        user.branch_id,
        user.superior_id,
        user.is_active,
    )


def actor_of(user: User, scopes: Iterable[str] = ()) -> Actor:
    """The member of staff as rules and ledger see them."""
    return Actor(
        "staff", user.pk, user.display_name, user.role, user.team_id, user.department_id, user.branch_id, user.lang, frozenset(scopes)
    )


def find_person(username: str, *, field: str = "to", gone_too: bool = False) -> Person:
    """An active member of staff by user name; with `gone_too` also one who was deactivated. Raises UnknownPerson."""
    username = clean(username).strip()
    found = User.objects.filter(username__iexact=username)
    user = (found if gone_too else found.filter(is_active=True)).order_by("-is_active", "id").first()
    if user is None:
        raise UnknownPerson(field=field, name=username[:40])
    return _person(user)


def person_by_id(user_id: int) -> Person | None:
    user = User.objects.filter(pk=user_id).first()
    return _person(user) if user else None


def find_team_id(code: str, *, field: str = "team") -> int:
    found = Team.objects.filter(code=clean(code)).values_list("id", flat=True).first()
    if found is None:
        raise UnknownTeam(field=field, code=code[:40])
    return found


def team_id_or_none(code: str | None) -> int | None:
    if not code:
        return None
    with connection.cursor() as cursor:  # asked by every registration: plain SQL, since building such a query costs more than running it
        cursor.execute("SELECT id FROM people_team WHERE code = %s", [code])
        row = cursor.fetchone()
    return row[0] if row else None


def team_of_name(code: str) -> Bi | None:
    team = Team.objects.filter(code=code).first()
    return Bi(team.name, team.name_en or team.name) if team else None


def find_department(code: str, *, field: str = "department") -> tuple[int, str]:
    """(id, name) by code or by name. Raises UnknownDepartment."""
    found = Department.objects.filter(Q(code=code) | Q(name=code)).values_list("id", "name").first()
    if found is None:
        raise UnknownDepartment(field=field, code=code[:40])
    return found


def department_members(department_id: int) -> list[int]:
    return list(User.objects.filter(department_id=department_id, is_active=True).values_list("id", flat=True))


def team_leads(team_id: int | None) -> list[int]:
    """Who must hear of a team's alarms: its lead, else its members with the role lead, else every manager."""
    if team_id is not None:
        lead = Team.objects.filter(pk=team_id, lead__is_active=True).values_list("lead_id", flat=True).first()
        if lead:
            return [lead]
        leads = list(User.objects.filter(team_id=team_id, role="lead", is_active=True).values_list("id", flat=True))
        if leads:
            return leads
    return managers()


def managers() -> list[int]:
    return list(User.objects.filter(role="manager", is_active=True).values_list("id", flat=True))


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Display names by id; the whole staff is kept for five seconds, since every list needs them."""
    global _names
    wanted = {i for i in ids if i is not None}
    if time.monotonic() - _names[0] > _FRESH_SECONDS or not wanted <= _names[1].keys():
        _names = (time.monotonic(), dict(User.objects.values_list("id", "display_name")))
    return {i: _names[1].get(i, "") for i in wanted}


def people_for(actor: Actor, query: str = "", limit: int = 20) -> list[Person]:
    """Active staff whose name, user name or pinyin begins with `query`, the actor's own team first."""
    found = User.objects.filter(is_active=True)
    if query:
        found = found.filter(Q(display_name__icontains=query) | Q(username__istartswith=query))
    people = sorted((_person(u) for u in found.order_by("display_name")[:200]), key=lambda p: (p.team_id != actor.team_id, p.name))
    return people[:limit]


def on_leave(user_ids: Iterable[int], now: datetime) -> set[int]:
    return set(Leave.objects.filter(user_id__in=list(user_ids), starts__lte=now, ends__gt=now).values_list("user_id", flat=True))


def actor_by_token(digest: str) -> Actor | None:
    """The actor behind an API token, by the token's sha256; None when there is none or it was revoked."""
    token = ApiToken.objects.select_related("user").filter(digest=digest, revoked_at=None, user__is_active=True).first()
    return actor_of(token.user, token.scopes) if token else None


def teams() -> list[Team]:
    return list(Team.objects.order_by("code"))


def departments() -> list[Department]:
    return list(Department.objects.order_by("code"))


def branches() -> list[Branch]:
    return list(Branch.objects.order_by("code"))


def branch_codes() -> frozenset[str]:
    return frozenset(Branch.objects.values_list("code", flat=True))


def is_empty() -> bool:
    return not User.objects.exists()


def count_people() -> int:
    return User.objects.count()
