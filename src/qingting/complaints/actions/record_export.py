"""An export leaves a trace: who took which view, how many rows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor


def record_export(*, view: str, rows: int, columns: int, query: str, actor: Actor, now: datetime) -> None:
    data = {"view": view, "rows": rows, "columns": columns, "query": query[:500]}
    with transaction.atomic():
        record([NewEvent("complaints.view.exported", data)], subject=f"user:{actor.id}", actor=actor, now=now)
