from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """One attachment. The bytes lie under QINGTING_HOME/files by their sha256; the name is only a label."""

    id = models.UUIDField(primary_key=True)
    cause_type = models.CharField(max_length=20)
    cause_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=80, default="")

    class Meta:
        indexes = [models.Index(fields=["cause_type", "cause_id"], name="file_of_cause")]
