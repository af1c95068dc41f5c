"""From what somebody typed or chose from suggestions to the person or branch that is meant. Suggestions read "name · code"."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from qingting.kernel.errors import DomainError
from qingting.people.models import Branch, User
from qingting.people.queries.staff import Person, UnknownPerson, find_person, person_by_id

MARK = "·"


class SeveralPeople(DomainError):
    code = "people.user.several"
    zh = "有 {count} 位人员叫「{name}」，请填用户名。"
    en = "{count} people are called “{name}”; give the user name."


class UnknownBranch(DomainError):
    code = "people.branch.unknown"
    zh = "没有网点「{code}」。"
    en = "There is no branch “{code}”."


def suggestion(name: str, code: str) -> str:
    return f"{name} {MARK} {code}"


def _code_of(text: str) -> str:
    return text.rpartition(MARK)[2].strip()


def find_one(text: str, *, field: str, gone_too: bool = False) -> Person:
    """An active person by user name, by "name · user name", or by a display name only one person has; `gone_too`: a deactivated one by user name.

    Raises UnknownPerson, SeveralPeople.
    """
    named = text.replace("\x00", "").strip()
    try:
        return find_person(_code_of(named), field=field, gone_too=gone_too)
    except UnknownPerson:
        ids = list(User.objects.filter(display_name=named, is_active=True).values_list("id", flat=True)[:10])
        if len(ids) > 1:
            raise SeveralPeople(field=field, name=named[:40], count=len(ids)) from None
        found = person_by_id(ids[0]) if ids else None
        if found is None:
            raise UnknownPerson(field=field, name=named[:40]) from None
        return found


def find_branch(text: str, *, field: str) -> Branch:
    """A branch by code, by "name · code" or by name. Raises UnknownBranch."""
    named = text.replace("\x00", "").strip()
    found = Branch.objects.filter(Q(code=_code_of(named)) | Q(code=named) | Q(name=named)).order_by("code").first()
    if found is None:
        raise UnknownBranch(field=field, code=named[:40])
    return found


def suggest_people(*, roles: Iterable[str] = (), team_id: int | None = None, limit: int = 300) -> list[str]:
    """Active people to choose from, those of `team_id` first."""
    found = User.objects.filter(is_active=True)
    if roles:
        found = found.filter(role__in=list(roles))
    rows = list(found.order_by("display_name", "id").values_list("display_name", "username", "team_id")[: limit * 4])
    rows.sort(key=lambda row: row[2] != team_id or team_id is None)
    return [suggestion(name, username) for name, username, _team in rows[:limit]]


def suggest_branches(limit: int = 500) -> list[str]:
    return [suggestion(name, code) for name, code in Branch.objects.order_by("code").values_list("name", "code")[:limit]]
