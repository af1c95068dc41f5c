"""Whether every complaint can be found by search, and how many there are."""

from __future__ import annotations

from django.db import connection
from django.db.models import Exists, OuterRef

from qingting.complaints.models import Complaint, SearchText


def complaint_count() -> int:
    return Complaint.objects.count()


def index_count() -> int:
    return SearchText.objects.count()


def unindexed(limit: int = 5) -> list[str]:
    """Numbers of complaints without an index row."""
    missing = Complaint.objects.filter(~Exists(SearchText.objects.filter(complaint_id=OuterRef("pk"))))
    return list(missing.order_by("id").values_list("no", flat=True)[:limit])


def lagging_numbers() -> bool:
    """Whether the running number of complaints lies behind the newest thousand, so that one would be given twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(CASE WHEN no ~ '^TS[0-9]{9,18}$' THEN substring(no FROM 9)::bigint END), 0) FROM (SELECT no FROM complaints_complaint ORDER BY id DESC LIMIT 1000) c"
        )
        highest = cursor.fetchone()[0]
        cursor.execute("SELECT last_value, is_called FROM complaint_no")
        last, called = cursor.fetchone()
    return bool(last < highest or (last == highest and not called))
