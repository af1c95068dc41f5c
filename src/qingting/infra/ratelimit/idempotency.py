"""Idempotency-Key: claimed in the act's own transaction, so a call that failed leaves the key free."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from qingting.kernel.errors import DomainError


class KeyReused(DomainError):
    code = "infra.idempotency.key_reused"
    status = 409
    zh = "这个 Idempotency-Key 已经用于另一份内容。请为新的内容换一个键。"
    en = "This Idempotency-Key was already used with another body. Use a new key for a new body."


def claim_key(*, actor_id: int, key: str, digest: str, now: datetime) -> tuple[int, int | None]:
    """(row id, result of an earlier identical call or None). A second call in flight waits for the first one's end.

    Raises KeyReused when the key came with another body.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ratelimit_idempotentcall (actor_id, key, digest, at) VALUES (%s, %s, %s, %s) ON CONFLICT (actor_id, key) DO UPDATE SET key = EXCLUDED.key RETURNING id, digest, result_id",
            [actor_id, key, digest, now],
        )
        row, known, result = cursor.fetchone()
    if known != digest:
        raise KeyReused(field="Idempotency-Key")
    return row, result


def keep_result(row_id: int, result_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ratelimit_idempotentcall SET result_id = %s WHERE id = %s", [result_id, row_id])
