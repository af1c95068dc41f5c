"""Write a new complaint: the row, its search text and its receipt secret. The workflow around it decides everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from qingting.complaints.models import Complaint, ReceiptSecret, SearchText
from qingting.kernel.ids import hash_secret, new_secret
from qingting.kernel.text import grams


@dataclass(frozen=True, slots=True)
class Receipt:
    """The secret that opens one complaint for its customer. Given once, stored as a hash."""

    no: str
    secret: str


def next_number(now: datetime, zone: str) -> str:
    """TS, the day in the organisation's zone, a running number. Unique; gaps may occur."""
    return next_numbers(now, zone, 1)[0]


def next_numbers(now: datetime, zone: str, count: int) -> list[str]:
    day = now.astimezone(ZoneInfo(zone)).strftime("%y%m%d")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('complaint_no') FROM generate_series(1, %s)", [count])
        return [f"TS{day}{row[0]:04d}" for row in cursor.fetchall()]


def search_grams(record: Complaint, phone: str = "") -> list[int]:
    """What a complaint is found by: number, title, words, summary, customer, product, order, batch, site and the source's number."""
    parts = (
        record.no, record.title, record.verbatim, record.summary, record.customer_name, record.product, record.order_no, record.batch_no, record.site, record.external_no or "",
        phone, *(item.get("name", "") for item in record.involved),
    )  # fmt: skip
    return grams("\n".join(part for part in parts if part))


def register_record(*, now: datetime, zone: str, phone: str = "", **values: Any) -> Complaint:
    """Insert the complaint under the next number."""
    record = Complaint(no=next_number(now, zone), registered_at=now, **values)
    record.save(force_insert=True)
    SearchText(complaint_id=record.pk, grams=search_grams(record, phone)).save(force_insert=True)
    return record


def issue_receipt(complaint_id: int, no: str, now: datetime, purpose: str = "receipt") -> Receipt:
    """Mint one more secret for a complaint; earlier ones stay good until they are revoked."""
    secret = new_secret()
    ReceiptSecret(complaint_id=complaint_id, digest=hash_secret(secret), purpose=purpose, created_at=now).save(force_insert=True)
    return Receipt(no, secret)


def revoke_receipts(complaint_id: int, now: datetime) -> int:
    return ReceiptSecret.objects.filter(complaint_id=complaint_id, revoked_at=None).update(revoked_at=now)
