"""Clocks of a complaint. A deadline is derived from start, span, calendar and pauses; `due_at` is that result, kept for the index."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Clock(models.Model):
    """state: running | paused | met | missed (met after it was due) | cancelled."""

    complaint_id = models.BigIntegerField()
    name = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="running")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    amount = models.IntegerField()
    unit = models.CharField(max_length=16)
    clause = models.CharField(max_length=40)
    warn_before = ArrayField(models.IntegerField(), default=list)
    pauses = models.JSONField(default=list)
    extra_seconds = models.IntegerField(default=0)
    alarm_at = models.DateTimeField(null=True)
    alarm_level = models.SmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint_id", "name", "started_at"], name="clock_once")]
        indexes = [models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="clock_alarm_waiting")]
