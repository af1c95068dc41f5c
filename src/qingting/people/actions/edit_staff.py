"""A person's data as an administrator types them: codes and user names looked up, every wrong field named at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.kernel.lines import one_address, one_line
from qingting.people.actions.manage_users import UnknownRole, change_user, create_user
from qingting.people.models import User
from qingting.people.queries.choosing import find_branch, find_one
from qingting.people.queries.staff import find_department, find_team_id
from qingting.policy.schema.base import ROLES

MOST_SKILLS = 20
Checked = TypeVar("Checked")


class TooManySkills(DomainError):
    code = "people.user.too_many_skills"
    zh = "技能最多 {most} 项。"
    en = "At most {most} skills."


@dataclass(frozen=True, slots=True)
class StaffFields:
    """As typed. `team`, `department` are codes; `branch` and `superior` a code or user name, also as "name · code"; empty: none."""

    display_name: str
    role: str
    email: str = ""
    phone: str = ""
    team: str = ""
    department: str = ""
    branch: str = ""
    superior: str = ""
    skills: Sequence[str] = ()
    shift: str = ""


def add_staff(*, username: str, fields: StaffFields, actor: Actor, now: datetime) -> tuple[int, str]:
    """The new person's id and one-time password. Raises ManyErrors, BadUsername, UsernameTaken."""
    values = _checked(fields)
    user, secret = create_user(username=username, actor=actor, now=now, **values)
    return user.pk, secret


def edit_staff(*, user_id: int, fields: StaffFields, actor: Actor, now: datetime) -> None:
    """Raises ManyErrors, NoSuchUser, OwnSuperior, LastAdministrator."""
    values = _checked(fields)
    held = User.objects.filter(pk=user_id).values_list("shift", flat=True).first() or {}
    change_user(
        user_id=user_id, actor=actor, now=now, **{**values, "shift": {**{k: v for k, v in held.items() if k != "text"}, **values["shift"]}}
    )


def _checked(fields: StaffFields) -> dict[str, Any]:
    errors: list[DomainError] = []

    def read(make: Callable[[], Checked]) -> Checked | None:
        try:
            return make()
        except DomainError as error:
            errors.append(error)
            return None

    def looked_up(text: str, find: Callable[[str], Checked]) -> Checked | None:
        return read(lambda: find(text)) if text.strip() else None

    values = {
        "display_name": read(lambda: one_line(fields.display_name, field="display_name", most=80, required=True)),
        "role": read(lambda: _role(fields.role)),
        "email": read(lambda: one_address(fields.email, field="email")),
        "phone": read(lambda: one_line(fields.phone, field="phone", most=30)),
        "team_id": looked_up(fields.team, lambda text: find_team_id(text, field="team")),
        "department_id": looked_up(fields.department, lambda text: find_department(text, field="department")[0]),
        "branch_id": looked_up(fields.branch, lambda text: find_branch(text, field="branch").pk),
        "superior_id": looked_up(fields.superior, lambda text: find_one(text, field="superior").id),
        "skills": read(lambda: _skills(fields.skills)),
        "shift": read(lambda: _shift(fields.shift)),
    }
    if errors:
        raise ManyErrors(errors)
    return values


def _role(role: str) -> str:
    if role not in ROLES:
        raise UnknownRole(field="role", role=role[:30], known=", ".join(ROLES))
    return role


def _skills(skills: Sequence[str]) -> list[str]:
    found = [one_line(skill, field="skills", most=40) for skill in skills]
    distinct = list(dict.fromkeys(skill for skill in found if skill))
    if len(distinct) > MOST_SKILLS:
        raise TooManySkills(field="skills", most=MOST_SKILLS)
    return distinct


def _shift(text: str) -> dict[str, str]:
    line = one_line(text, field="shift", most=100)
    return {"text": line} if line else {}
