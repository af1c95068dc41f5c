from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from qingting.sla.models import Clock


def overdue_clocks(now: datetime) -> dict[str, int]:
    """Running clocks past their deadline, by name."""
    return dict(Clock.objects.filter(state="running", due_at__lt=now).values_list("name").annotate(n=Count("id")).order_by())
