from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """How often something was tried within one window; shared by all web processes."""

    key = models.CharField(max_length=120, primary_key=True)
    window = models.BigIntegerField()
    count = models.IntegerField()


class IdempotentCall(models.Model):
    """An API call that carried an Idempotency-Key: the same key with the same body gives the same complaint."""

    actor_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    result_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="one_call_for_a_key")]
