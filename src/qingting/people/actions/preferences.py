"""What a person sets for themselves: language and shortcuts. Not worth a ledger entry."""

from __future__ import annotations

from qingting.people.models import User


def set_language(user_id: int | None, lang: str) -> None:
    User.objects.filter(pk=user_id).update(lang=lang)
