"""What the bell, the portal's inbox and a complaint's message list show."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from qingting.infra.notify.models import Notice, Outbox


def notices_of(user_id: int, limit: int = 30) -> list[Notice]:
    return list(Notice.objects.filter(user_id=user_id).order_by("-at", "-id")[:limit])


def unread_count(user_id: int) -> int:
    return Notice.objects.filter(user_id=user_id, read_at=None).count()


def mark_read(user_id: int, now: datetime) -> int:
    return Notice.objects.filter(user_id=user_id, read_at=None).update(read_at=now)


def messages_of(complaint_id: int, channel: str | None = None) -> list[Outbox]:
    found = Outbox.objects.filter(complaint_id=complaint_id)
    return list((found.filter(channel=channel) if channel else found).order_by("created_at", "id"))


def states() -> dict[str, int]:
    return dict(Outbox.objects.values_list("state").annotate(n=Count("id")))
