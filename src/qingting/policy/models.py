from __future__ import annotations

from django.db import models


class PolicyVersion(models.Model):
    """A standard that was in force, whole, so that complaints pinned to it can be read for ever."""

    version = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    activated_at = models.DateTimeField()
    activated_by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, default="")
