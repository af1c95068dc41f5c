"""Ledger rows. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE of events. Only `infra.ledger` writes here."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """One thing that happened. `hash` covers every other column but `commit_order`, chained by `prev_hash` per subject."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=120, default="")
    subject = models.CharField(max_length=80)
    subject_seq = models.IntegerField()
    complaint_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    data = models.JSONField()
    clauses = ArrayField(models.CharField(max_length=40), default=list)
    policy_version = models.CharField(max_length=40, default="")
    request_id = models.CharField(max_length=40, default="")
    source = models.CharField(max_length=12)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "subject_seq"], name="ledger_one_chain")]


class Text(models.Model):
    """Free text of an event, erasable: the event keeps only `sha256(salt + text)`."""

    event_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField()
    text = models.TextField()


class Head(models.Model):
    """The end of every chain: the row writers lock. `sealed_*`: where the chain stood when it was last sealed."""

    subject = models.CharField(max_length=80, primary_key=True)
    seq = models.IntegerField()
    hash = models.CharField(max_length=64)
    sealed_seq = models.IntegerField(db_default=0)
    sealed_hash = models.CharField(max_length=64, db_default="")
