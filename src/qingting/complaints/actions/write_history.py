"""Write many complaints with their past by COPY-sized inserts. The workflow around it has judged and checked them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from qingting.complaints.actions.register_record import search_grams
from qingting.complaints.models import Complaint
from qingting.infra.database.copying import copy_models, copy_rows


def known_identities(externals: Sequence[tuple[str, str]], hashes: Sequence[str]) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Numbers of the complaints that came in before, by (source system, external number) and by row hash."""
    by_external: dict[tuple[str, str], str] = {}
    if externals:
        rows = Complaint.objects.filter(source_system__in={s for s, _ in externals}, external_no__in=[e for _, e in externals]).values_list(
            "source_system", "external_no", "no"
        )
        by_external = {(system, external or ""): no for system, external, no in rows}
    by_hash = dict(Complaint.objects.filter(row_hash__in=list(hashes)).values_list("row_hash", "no")) if hashes else {}
    return by_external, {key or "": no for key, no in by_hash.items()}


def write_history(rows: Sequence[dict[str, Any]], *, phones: Sequence[str], registered: Sequence[datetime], zone: str) -> list[Complaint]:
    """Insert complaints in order. `rows` hold the columns; number and id are given here."""
    count = len(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('complaint_no'), nextval(pg_get_serial_sequence('complaints_complaint', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        keys = cursor.fetchall()
    where = ZoneInfo(zone)
    complaints = [
        Complaint(id=key[1], no=f"TS{moment.astimezone(where):%y%m%d}{key[0]:04d}", registered_at=moment, **row)
        for row, key, moment in zip(rows, keys, registered, strict=True)
    ]
    copy_models(complaints)
    texts = [(complaint.pk, search_grams(complaint, phone)) for complaint, phone in zip(complaints, phones, strict=True)]
    copy_rows("complaints_searchtext", ("complaint_id", "grams"), texts)
    return complaints


def drop_search_index() -> None:
    """Before a very large load into an empty table: building the index afterwards is many times faster."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS search_grams")


def build_search_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # waiting checks would forbid the index in the same transaction
        cursor.execute("CREATE INDEX IF NOT EXISTS search_grams ON complaints_searchtext USING gin (grams)")
        cursor.execute("ANALYZE complaints_searchtext")
        cursor.execute("ANALYZE complaints_complaint")
