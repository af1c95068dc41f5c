"""What somebody is typing, kept on the server: one text for each person and purpose, gone once it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson

from qingting.complaints.models import Draft
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean

LARGEST_BYTES = 1_200_000


class DraftTooLarge(DomainError):
    code = "complaints.draft.too_large"
    status = 413
    zh = "草稿太长，没有存到服务器。请分成几段。"
    en = "The draft is too long and was not saved on the server. Please split it."


def save_draft(*, actor: Actor, purpose: str, content: dict[str, Any], now: datetime) -> None:
    """Keep `content` (texts and lists of texts) for `purpose`; content without any text removes the draft. Raises DraftTooLarge."""
    kept = {clean(str(key))[:80]: _clean(value) for key, value in content.items()}
    if not any(kept.values()):
        drop_draft(actor=actor, purpose=purpose)
        return
    if len(orjson.dumps(kept)) > LARGEST_BYTES:
        raise DraftTooLarge()
    Draft.objects.update_or_create(user_id=actor.id, purpose=purpose[:60], defaults={"content": kept, "updated_at": now})


def drop_draft(*, actor: Actor, purpose: str) -> None:
    Draft.objects.filter(user_id=actor.id, purpose=purpose[:60]).delete()


def _clean(value: Any) -> Any:
    return [clean(str(each)) for each in value] if isinstance(value, list) else clean(str(value))
