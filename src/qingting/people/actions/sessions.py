"""A person's sessions: listed, ended one by one, all others ended with a new password."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session

from qingting.people.models import StaffSession


def begin_session(*, user_id: int, session_key: str, address: str, device: str, now: datetime) -> None:
    StaffSession.objects.update_or_create(
        session_key=session_key, defaults={"user_id": user_id, "started_at": now, "address": address[:64], "device": device[:200]}
    )


def sessions_of(user_id: int) -> list[StaffSession]:
    """Those still alive, newest first."""
    alive = set(
        Session.objects.filter(session_key__in=StaffSession.objects.filter(user_id=user_id).values("session_key")).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in StaffSession.objects.filter(user_id=user_id).order_by("-started_at") if row.session_key in alive]


def forget_session(session_key: str) -> None:
    StaffSession.objects.filter(session_key=session_key).delete()


def end_session(*, user_id: int, session_id: int) -> bool:
    """End one of the person's own sessions, at once."""
    row = StaffSession.objects.filter(pk=session_id, user_id=user_id).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def end_other_sessions(*, user_id: int, keep: str = "") -> int:
    keys = list(StaffSession.objects.filter(user_id=user_id).exclude(session_key=keep).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    StaffSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
