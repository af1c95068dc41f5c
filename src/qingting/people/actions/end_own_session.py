"""Signing another of the own devices out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.people.actions.sessions import end_session


class NoSuchSession(DomainError):
    code = "people.session.none"
    status = 404
    zh = "这台设备已经退出登录。"
    en = "This device is signed out already."


def end_own_session(*, session_id: int, actor: Actor, now: datetime) -> None:
    """Only ever a session of `actor`. Raises NoSuchSession."""
    with transaction.atomic():
        if actor.id is None or not end_session(user_id=actor.id, session_id=session_id):
            raise NoSuchSession()
        record([NewEvent("people.session.ended", {"session": session_id})], subject=f"user:{actor.id}", actor=actor, now=now)
