"""Staff are created, changed and deactivated here; every change is in the person's own ledger chain."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean
from qingting.people.actions.last_admin import keep_an_administrator
from qingting.people.models import ApiToken, User
from qingting.policy.schema.base import ROLES

FIELDS = ("display_name", "role", "email", "phone", "team_id", "department_id", "branch_id", "superior_id", "lang", "skills", "shift")


class UsernameTaken(DomainError):
    code = "people.user.username_taken"
    status = 409
    zh = "用户名「{username}」已被使用，请换一个。"
    en = "The user name “{username}” is taken; choose another one."


class BadUsername(DomainError):
    code = "people.user.bad_username"
    zh = "用户名应为 2 到 40 个字母、数字、点、横线或下划线。"
    en = "A user name has 2 to 40 letters, digits, dots, hyphens or underscores."


class UnknownRole(DomainError):
    code = "people.user.unknown_role"
    zh = "没有「{role}」这个角色。可以用：{known}。"
    en = "There is no role “{role}”. Known: {known}."


class WeakPassword(DomainError):
    code = "people.password.weak"
    zh = "密码不够安全：{reasons}"
    en = "The password is too weak: {reasons}"


class NoSuchUser(DomainError):
    code = "people.user.none"
    status = 404
    zh = "没有这位人员。"
    en = "There is no such person."


class OwnSuperior(DomainError):
    code = "people.user.own_superior"
    zh = "上级关系不能形成循环：{name} 已经是下级。"
    en = "Superiors may not form a circle: {name} is a subordinate already."


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UnknownRole(field="role", role=role[:30], known=", ".join(ROLES))


def check_password(password: str, user: User | None = None) -> None:
    """Raises WeakPassword with every reason."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        words = {
            "password_too_short": Bi("至少 10 个字符", "at least 10 characters"),
            "password_too_common": Bi("太常见", "too common"),
            "password_too_similar": Bi("与姓名或用户名太像", "too close to the name"),
        }
        reasons = [words.get(e.code or "", Bi(str(e.message), str(e.message))) for e in error.error_list]
        raise WeakPassword(field="password", reasons=Bi("、".join(r.zh for r in reasons), ", ".join(r.en for r in reasons))) from error


def create_user(
    *, username: str, role: str, actor: Actor, now: datetime, password: str | None = None, must_change: bool = True, **fields: Any
) -> tuple[User, str]:
    """The new user and the password; a generated one must be changed at first sign-in. Raises BadUsername, UsernameTaken, UnknownRole, WeakPassword."""
    username = clean(username).strip()
    if not 2 <= len(username) <= 40 or not all(c.isalnum() or c in "._-" for c in username):
        raise BadUsername(field="username")
    _check_role(role)
    secret = password or secrets.token_urlsafe(9)
    user = User(
        username=username,
        role=role,
        created_at=now,
        must_change_password=must_change,
        **{"display_name": username, **{k: v for k, v in fields.items() if v is not None}},
    )
    if password is not None:
        check_password(password, user)
    user.set_password(secret)
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(field="username", username=username)
    with transaction.atomic():
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError as error:
            raise UsernameTaken(field="username", username=username) from error
        record([NewEvent("people.user.created", {"username": username, "role": role})], subject=f"user:{user.pk}", actor=actor, now=now)
    return user, secret


def change_user(*, user_id: int, actor: Actor, now: datetime, **values: Any) -> User:
    """Change the given fields; the ledger keeps their names and, for the role, both values."""
    if "role" in values:
        _check_role(values["role"])
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
        if user is None:
            raise NoSuchUser()
        _check_superior(user, values.get("superior_id"))
        if values.get("role", "admin") != "admin":
            keep_an_administrator(user)
        changed = [name for name in FIELDS if name in values and getattr(user, name) != values[name]]
        before = user.role
        for name in changed:
            setattr(user, name, values[name])
        if changed:
            user.save(update_fields=changed)
            data: dict[str, Any] = {"fields": changed}
            if "role" in changed:
                data["role"] = [before, user.role]
            record([NewEvent("people.user.changed", data)], subject=f"user:{user.pk}", actor=actor, now=now)
    return user


def _check_superior(user: User, superior_id: int | None) -> None:
    seen = {user.pk}
    while superior_id is not None:
        if superior_id in seen:
            raise OwnSuperior(field="superior", name=user.display_name)
        seen.add(superior_id)
        superior_id = User.objects.filter(pk=superior_id).values_list("superior_id", flat=True).first()


def set_active(*, user_id: int, active: bool, actor: Actor, now: datetime) -> None:
    """Deactivate or bring back. Whoever still owns open work is handed over first, by the workflow that calls this."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
        if user is None:
            raise NoSuchUser()
        if not active:
            keep_an_administrator(user)
        user.is_active = active
        user.save(update_fields=["is_active"])
        if not active:
            ApiToken.objects.filter(user_id=user_id, revoked_at=None).update(revoked_at=now)
        record(
            [NewEvent("people.user.changed" if active else "people.user.deactivated", {"active": active})],
            subject=f"user:{user.pk}",
            actor=actor,
            now=now,
        )


def set_password(*, user: User, password: str, actor: Actor, now: datetime, must_change: bool = False) -> None:
    """Raises WeakPassword."""
    check_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = must_change
        user.save(update_fields=["password", "must_change_password"])
        record([NewEvent("people.password.changed", {"by_self": actor.id == user.pk})], subject=f"user:{user.pk}", actor=actor, now=now)


def reset_password(*, user_id: int, actor: Actor, now: datetime) -> str:
    """A fresh one-time password, to be changed at the next sign-in."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NoSuchUser()
    secret = secrets.token_urlsafe(9)
    set_password(user=user, password=secret, actor=actor, now=now, must_change=True)
    return secret
