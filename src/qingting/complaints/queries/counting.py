"""Live counts of the views: one statement, each count stops at 1,000."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Value

from qingting.complaints.models import Complaint
from qingting.complaints.permissions import visible
from qingting.complaints.queries.queue import VIEWS, view_filter
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard

MOST = 1000
COUNTED = tuple(view for view in VIEWS if view != "ended")


def view_counts(*, actor: Actor, now: datetime, standard: Standard) -> dict[str, int]:
    """How many complaints each view holds for this actor; 1,000 stands for "more than 999"."""
    scope = visible(actor, standard)
    parts: list[str] = []
    parameters: list[object] = []
    for view in COUNTED:
        rows = Complaint.objects.filter(scope & view_filter(view, actor, now)).order_by().annotate(one=Value(1)).values("one")[:MOST]
        sql, values = rows.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) v)")
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), parameters)
        return dict(zip(COUNTED, cursor.fetchone(), strict=True))
