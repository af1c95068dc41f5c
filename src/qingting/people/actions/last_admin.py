"""A company that nobody can administer any more cannot be helped from its own pages: the last administrator stays."""

from __future__ import annotations

from django.db import connection

from qingting.kernel.errors import DomainError
from qingting.people.models import User

_LOCK = 770031


class LastAdministrator(DomainError):
    code = "people.user.last_admin"
    status = 409
    zh = "{name} 是最后一位在用的系统管理员，不能停用或改成别的角色。请先让另一位同事成为管理员。"
    en = "{name} is the last active administrator and cannot be deactivated or get another role. Make somebody else an administrator first."


def keep_an_administrator(user: User) -> None:
    """Call before `user` stops being an active administrator, inside the transaction that does it. Raises LastAdministrator.

    One at a time: of two administrators who take each other's role in the same moment, the second is refused.
    """
    if user.role != "admin" or not user.is_active:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if not User.objects.filter(role="admin", is_active=True).exclude(pk=user.pk).exists():
        raise LastAdministrator(field="role", name=user.display_name)


def some_administrator() -> bool:
    """Whether anybody can administer, for acts that change many people at once: ask before and after."""
    return User.objects.filter(role="admin", is_active=True).exists()
