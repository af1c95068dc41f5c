"""The floor: a bare Django page of 50 rows read through the ORM. Every page of the product stands on this much."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingting.console.bench.floor_settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection, models  # noqa: E402 - Django must be set up before models are made
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Row(models.Model):
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=30)
    status = models.CharField(max_length=10)
    priority = models.IntegerField()
    due = models.DateTimeField()

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["owner", "status", "priority", "due"], name="floor_queue")]


def _fill() -> None:
    """One table of 100,000 rows, made once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(770018)")
        cursor.execute("SELECT to_regclass('floor_row') IS NOT NULL")
        there = cursor.fetchone()[0]
    if not there:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        with connection.schema_editor() as schema:
            schema.create_model(Row)
        Row.objects.bulk_create(
            (
                Row(
                    title=f"空调漏水投诉（DD{i:010d}）",
                    owner=f"agent{i % 12:02d}",
                    status=("open", "closed")[i % 3 == 0],
                    priority=i % 5,
                    due=start + timedelta(minutes=i),
                )
                for i in range(100_000)
            ),
            batch_size=5000,
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(770018)")


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "t.html", {"rows": Row.objects.filter(owner="agent04", status="open").order_by("priority", "due")[:50]})


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("db", page), path("healthz", healthz)]
_fill()
