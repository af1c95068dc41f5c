"""Which level somebody holds on a day, and every grant they ever had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from qingting.people.models import LevelGrant


def levels_in_force(user_ids: Iterable[int], day: date) -> dict[int, str]:
    """The highest level of each person on `day`; who holds none is left out."""
    found = LevelGrant.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), user_id__in=list(user_ids), starts__lte=day)
    highest: dict[int, str] = {}
    for user_id, level in found.values_list("user_id", "level"):
        highest[user_id] = max(level, highest.get(user_id, ""))
    return highest


def grants_of(user_id: int) -> list[LevelGrant]:
    """Newest first."""
    return list(LevelGrant.objects.filter(user_id=user_id).order_by("-starts", "-id"))


def find_grant(user_id: int, grant_id: int) -> LevelGrant | None:
    return LevelGrant.objects.filter(pk=grant_id, user_id=user_id).first()


def ending_between(first: date, last: date) -> int:
    """How many grants of active people end in these days."""
    return LevelGrant.objects.filter(ends__gte=first, ends__lte=last, user__is_active=True).count()
