"""Messages to people. A row names its cause by type and id; this room knows no business words."""

from __future__ import annotations

from django.db import models


class Outbox(models.Model):
    """One message to somebody outside. Written in the act's transaction; `infra.notify.sending` moves it on.

    state: queued → sent | failed | in_doubt (interrupted between the call and its answer; not repeated by machine unless the gateway honours the key).
    """

    id = models.UUIDField(primary_key=True)
    created_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, default="")
    text = models.TextField()
    cause_type = models.CharField(max_length=40)
    cause_id = models.CharField(max_length=60)
    complaint_id = models.BigIntegerField(null=True, db_index=True)
    lang = models.CharField(max_length=5, default="zh")
    state = models.CharField(max_length=8, default="queued")
    attempts = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cause_type", "cause_id", "channel", "recipient"], name="outbox_once_for_a_cause")]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="queued"), name="outbox_waiting"),
            models.Index(fields=["state", "-id"], condition=models.Q(state__in=["queued", "failed", "in_doubt"]), name="outbox_unsettled"),
        ]


class Notice(models.Model):
    """One line under a member of staff's bell."""

    id = models.BigAutoField(primary_key=True)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    complaint_id = models.BigIntegerField(null=True)
    complaint_no = models.CharField(max_length=24, default="")
    params = models.JSONField(default=dict)
    once_key = models.CharField(max_length=120)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "once_key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user_id", "-at"], name="notice_of_user"),
            models.Index(fields=["user_id"], condition=models.Q(read_at=None), name="notice_unread"),
        ]
