"""What is promised, done, offered and checked for a complaint."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Promise(models.Model):
    """A commitment to the customer. state: open kept broken renegotiated."""

    complaint_id = models.BigIntegerField(db_index=True)
    text = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_in = models.CharField(max_length=20, default="form")
    due_at = models.DateTimeField(null=True)
    owner_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=14, default="open")
    settled_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=500, default="", blank=True)
    alarm_at = models.DateTimeField(null=True)
    alarm_level = models.SmallIntegerField(default=0)
    broken_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="promise_alarm"),
            models.Index(fields=["owner_id"], condition=models.Q(state="open"), name="promise_open_owner"),
        ]


class Task(models.Model):
    """A piece of work for a colleague or department. state: open done verified returned cancelled."""

    complaint_id = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=300)
    department_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="open")
    completed_at = models.DateTimeField(null=True)
    completed_by_id = models.BigIntegerField(null=True)
    verified_at = models.DateTimeField(null=True)
    returned_count = models.SmallIntegerField(default=0)
    result = models.CharField(max_length=500, default="", blank=True)
    alarm_at = models.DateTimeField(null=True)
    alarm_level = models.SmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="task_alarm"),
            models.Index(fields=["owner_id"], condition=models.Q(state__in=["open", "returned"]), name="task_open_owner"),
            models.Index(fields=["department_id"], condition=models.Q(state__in=["open", "returned"]), name="task_open_department"),
        ]


class SolutionOption(models.Model):
    """One way out, comparable with the others. Cost in fen, time in days, expected satisfaction 1 to 5."""

    complaint_id = models.BigIntegerField(db_index=True)
    label = models.CharField(max_length=2)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=1000, default="", blank=True)
    remedies = ArrayField(models.CharField(max_length=30), default=list)
    cost_fen = models.BigIntegerField(default=0)
    days = models.SmallIntegerField(null=True)
    feasibility = models.SmallIntegerField(null=True)
    satisfaction = models.SmallIntegerField(null=True)
    legal_basis = models.CharField(max_length=300, default="", blank=True)
    recommended = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint_id", "label"], name="option_label_once")]


class Tick(models.Model):
    """A checklist item somebody has done."""

    complaint_id = models.BigIntegerField()
    item = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint_id", "item"], name="tick_once")]
