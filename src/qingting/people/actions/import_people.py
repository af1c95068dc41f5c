"""Departments, branches, teams and staff taken in from a list: by code or user name, the same list again changes nothing twice."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.infra.ledger.bulk import NewChain, record_chains
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.actions.last_admin import LastAdministrator, some_administrator
from qingting.people.actions.manage_users import OwnSuperior
from qingting.people.models import Branch, Department, Leave, LevelGrant, Team, User
from qingting.policy.schema.base import ROLES


class UnknownReference(DomainError):
    code = "people.import.unknown_reference"
    zh = "「{value}」不存在：请先导入{what}，或更正代码。"
    en = "“{value}” does not exist: import the {what} first, or correct the code."


def upsert_departments(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows {code, name, parent?}; "created" or "updated" for each. Parents may stand in the same list. Raises UnknownReference."""
    known = dict(Department.objects.values_list("code", "id"))
    with transaction.atomic():
        Department.objects.bulk_create(
            [Department(code=r["code"], name=r["name"], name_en=r.get("name_en") or "") for r in rows],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_en"],
        )
        ids = dict(Department.objects.values_list("code", "id"))
        for r in rows:
            parent = r.get("parent")
            if parent:
                if parent not in ids:
                    raise UnknownReference(field="parent", value=parent, what="部门 departments")
                Department.objects.filter(code=r["code"]).update(parent_id=ids[parent])
    return ["updated" if r["code"] in known else "created" for r in rows]


def upsert_branches(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows {code, name, region?, department?}."""
    known = set(Branch.objects.values_list("code", flat=True))
    departments = dict(Department.objects.values_list("code", "id"))
    for r in rows:
        if r.get("department") and r["department"] not in departments:
            raise UnknownReference(field="department", value=r["department"], what="部门 departments")
    Branch.objects.bulk_create(
        [Branch(code=r["code"], name=r["name"], region=r.get("region") or "", department_id=departments.get(r.get("department") or "")) for r in rows],
        update_conflicts=True, unique_fields=["code"], update_fields=["name", "region", "department"],
    )  # fmt: skip
    return ["updated" if r["code"] in known else "created" for r in rows]


def upsert_teams(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows {code, name, name_en?, department?}; leads are set by `set_leads` once the staff are there."""
    known = set(Team.objects.values_list("code", flat=True))
    departments = dict(Department.objects.values_list("code", "id"))
    Team.objects.bulk_create(
        [Team(code=r["code"], name=r["name"], name_en=r.get("name_en") or "", department_id=departments.get(r.get("department") or "")) for r in rows],
        update_conflicts=True, unique_fields=["code"], update_fields=["name", "name_en", "department"],
    )  # fmt: skip
    return ["updated" if r["code"] in known else "created" for r in rows]


def set_leads(leads: Mapping[str, str]) -> None:
    """Team code → user name of its lead."""
    ids = dict(User.objects.filter(username__in=leads.values()).values_list("username", "id"))
    for code, username in leads.items():
        Team.objects.filter(code=code).update(lead_id=ids.get(username))


def upsert_staff(rows: Sequence[Mapping[str, Any]], *, actor: Actor, now: datetime, zone: str, password: str | None = None) -> list[str]:
    """Rows {username, name, role, email?, phone?, team?, department?, branch?, superior?, level?, shift?, leave?}.

    New people get a random password nobody knows (an administrator resets it), or `password` for all of them; both must be changed
    at first sign-in unless `password` is given. Superiors may stand in the same list. Raises UnknownReference for the first code that is not known.
    """
    teams, departments, branches = (dict(m.objects.values_list("code", "id")) for m in (Team, Department, Branch))
    known = dict(User.objects.values_list("username", "id"))
    hashed = make_password(password) if password else None
    for r in rows:
        for field, table, what in (
            ("team", teams, "班组 teams"),
            ("department", departments, "部门 departments"),
            ("branch", branches, "网点 branches"),
        ):
            if r.get(field) and r[field] not in table:
                raise UnknownReference(field=field, value=r[field], what=what)
        if r["role"] not in ROLES:
            raise UnknownReference(field="role", value=r["role"], what="角色 roles")
    users = [
        User(
            username=r["username"], display_name=r["name"], role=r["role"], email=r.get("email") or "", phone=r.get("phone") or "", team_id=teams.get(r.get("team") or ""),
            department_id=departments.get(r.get("department") or ""), branch_id=branches.get(r.get("branch") or ""), created_at=now, password=hashed or make_password(secrets.token_urlsafe(12)),
            must_change_password=password is None, shift=_shift(r.get("shift")), skills=list(r.get("skills") or []), lang=r.get("lang") or "zh",
        )
        for r in rows
    ]  # fmt: skip
    with transaction.atomic():
        administered = some_administrator()
        User.objects.bulk_create(
            users, update_conflicts=True, unique_fields=["username"],
            update_fields=["display_name", "role", "email", "phone", "team", "department", "branch", "shift"],
        )  # fmt: skip
        ids = dict(User.objects.values_list("username", "id"))
        if administered and not some_administrator():
            raise LastAdministrator(
                field="role", name=", ".join(str(r["name"]) for r in rows if r["username"] in known and r["role"] != "admin")[:80]
            )
        _superiors(rows, ids)
        _levels_and_leave(rows, ids, actor, now, zone)
        fresh = [r for r in rows if r["username"] not in known]
        record_chains(
            [
                NewChain(
                    f"user:{ids[r['username']]}",
                    None,
                    "",
                    [(now, actor, NewEvent("people.user.created", {"username": r["username"], "role": r["role"], "how": "import"}))],
                )
                for r in fresh
            ],
            source="import",
        )
        for r in rows:
            if r["username"] in known:
                record(
                    [NewEvent("people.user.changed", {"how": "import"})],
                    subject=f"user:{ids[r['username']]}",
                    actor=actor,
                    now=now,
                    source="import",
                )
    return ["updated" if r["username"] in known else "created" for r in rows]


def _shift(text: Any) -> dict[str, Any]:
    return dict(text) if isinstance(text, dict) else {"text": str(text)} if text else {}


def _superiors(rows: Sequence[Mapping[str, Any]], ids: Mapping[str, int]) -> None:
    for r in rows:
        superior = r.get("superior")
        if superior:
            if superior not in ids:
                raise UnknownReference(field="superior", value=superior, what="人员 staff")
            if ids[superior] != ids[r["username"]]:
                User.objects.filter(pk=ids[r["username"]]).update(superior_id=ids[superior])
    _refuse_circles(rows, ids)


def _refuse_circles(rows: Sequence[Mapping[str, Any]], ids: Mapping[str, int]) -> None:
    """Two lines of one list may make each other the superior; neither alone is wrong."""
    above = dict(User.objects.filter(superior__isnull=False).values_list("id", "superior_id"))
    for r in rows:
        start = ids[r["username"]]
        seen, at = {start}, above.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at == start:
            raise OwnSuperior(field="superior", name=str(r["name"])[:80])


def _levels_and_leave(rows: Sequence[Mapping[str, Any]], ids: Mapping[str, int], actor: Actor, now: datetime, zone: str) -> None:
    where = ZoneInfo(zone)
    held = {(g.user_id, g.level, g.starts) for g in LevelGrant.objects.filter(user_id__in=ids.values())}
    away = {(leave.user_id, leave.starts) for leave in Leave.objects.filter(user_id__in=ids.values())}
    grants, leaves = [], []
    for r in rows:
        user_id = ids[r["username"]]
        wanted = r.get("grants") or ([{"level": r["level"], "since": now.astimezone(where).date()}] if r.get("level") else [])
        for grant in wanted:
            if (user_id, grant["level"], grant["since"]) not in held and not (
                r.get("level") and any(u == user_id and lv == r["level"] for u, lv, _d in held)
            ):
                grants.append(
                    LevelGrant(
                        user_id=user_id, level=grant["level"], starts=grant["since"], granted_by_id=actor.id, reason="导入 import", at=now
                    )
                )
        for spell in r.get("leave") or []:
            first, last = (_day(spell[key]) for key in ("first", "last"))
            starts = datetime.combine(first, time.min, where)
            if (user_id, starts) not in away:
                leaves.append(
                    Leave(
                        user_id=user_id,
                        starts=starts,
                        ends=datetime.combine(last, time.max, where),
                        reason=str(spell.get("reason") or "")[:200],
                    )
                )
    LevelGrant.objects.bulk_create(grants)
    Leave.objects.bulk_create(leaves)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
