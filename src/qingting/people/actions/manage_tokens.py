"""API tokens: made, shown once, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.ids import hash_secret
from qingting.people.models import ApiToken
from qingting.people.queries.staff import find_person


def create_token(*, username: str, scopes: Sequence[str], name: str, actor: Actor, now: datetime) -> str:
    """The token itself; only its hash is kept. No scopes: everything the person's role allows. Raises UnknownPerson."""
    person = find_person(username, field="user")
    token = "qt_" + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = ApiToken.objects.create(user_id=person.id, name=name[:80], digest=hash_secret(token), scopes=list(scopes), created_at=now)
        record(
            [NewEvent("people.token.created", {"token": row.pk, "scopes": list(scopes)})], subject=f"user:{person.id}", actor=actor, now=now
        )
    return token


def revoke_token(*, token_id: int, user_id: int, actor: Actor, now: datetime) -> bool:
    with transaction.atomic():
        done = ApiToken.objects.filter(pk=token_id, user_id=user_id, revoked_at=None).update(revoked_at=now)
        if done:
            record([NewEvent("people.token.revoked", {"token": token_id})], subject=f"user:{user_id}", actor=actor, now=now)
    return bool(done)
