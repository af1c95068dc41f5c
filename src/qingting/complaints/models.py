"""The record of a complaint. Private to this room: others ask queries and actions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from qingting.complaints.choices import OPEN_STATUSES

OPEN = Q(status__in=OPEN_STATUSES)


class Complaint(models.Model):
    """One matter a customer is unhappy about. `verbatim` is never changed; `summary` is the agent's own.

    `next_due_at` is the earliest unmet deadline of all clocks; null when none runs. Money is fen, instants are UTC.
    """

    no = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12, default="complaint")
    status = models.CharField(max_length=14, default="registered")
    origin = models.CharField(max_length=8, default="live")
    judging = models.CharField(max_length=8, default="pending")
    grade = models.CharField(max_length=4)
    grade_rank = models.SmallIntegerField()
    grade_basis = models.JSONField(default=dict)
    category = models.CharField(max_length=60, default="")
    category_confidence = models.FloatField(null=True)
    category_basis = models.JSONField(default=dict)
    category_name = models.CharField(max_length=120, default="")
    risks = ArrayField(models.CharField(max_length=20), default=list)
    demands = ArrayField(models.CharField(max_length=30), default=list)
    anger = models.SmallIntegerField(default=1)
    judgement = models.JSONField(default=dict)

    title = models.CharField(max_length=200)
    verbatim = models.TextField()
    summary = models.TextField(default="", blank=True)
    channel = models.CharField(max_length=20, default="")
    received_at = models.DateTimeField(null=True)
    occurred_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField()
    registered_by_id = models.BigIntegerField(null=True)

    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.PROTECT, related_name="+")
    customer_name = models.CharField(max_length=120, default="", blank=True)
    product = models.CharField(max_length=120, default="", blank=True)
    order_no = models.CharField(max_length=60, default="", blank=True)
    batch_no = models.CharField(max_length=60, default="", blank=True)
    region = models.CharField(max_length=40, default="", blank=True)
    site = models.CharField(max_length=120, default="", blank=True)
    branch_code = models.CharField(max_length=40, default="", blank=True)
    involved = models.JSONField(default=list)
    first_response = models.JSONField(default=dict)
    represented = models.JSONField(default=dict)
    consents = models.JSONField(default=dict)
    missing = ArrayField(models.CharField(max_length=30), default=list)
    extra = models.JSONField(default=dict)

    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    policy_version = models.CharField(max_length=40)
    source_system = models.CharField(max_length=60, default="", blank=True)
    external_no = models.CharField(max_length=120, null=True)
    external_deadline_at = models.DateTimeField(null=True)
    row_hash = models.CharField(max_length=80, null=True)
    intake_id = models.CharField(max_length=60, default="", blank=True)
    repeat_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    repeat_count = models.SmallIntegerField(default=0)

    next_due_at = models.DateTimeField(null=True)
    next_clock = models.CharField(max_length=20, default="")
    paused = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, default="")
    remedy = models.JSONField(default=dict)
    confirmed = models.CharField(max_length=10, default="")
    closed_at = models.DateTimeField(null=True)
    rating = models.SmallIntegerField(null=True)
    reopened_count = models.SmallIntegerField(default=0)
    transfer_count = models.SmallIntegerField(default=0)
    last_customer_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_system", "external_no"], condition=Q(external_no__isnull=False), name="complaint_external_once"
            ),
            models.UniqueConstraint(fields=["row_hash"], condition=Q(row_hash__isnull=False), name="complaint_row_once"),
            models.CheckConstraint(condition=Q(grade_rank__gte=1, grade_rank__lte=6), name="complaint_grade_rank"),
        ]
        indexes = [
            models.Index(fields=["next_due_at", "id"], condition=OPEN & Q(origin="live"), name="complaint_open_due"),
            models.Index(fields=["owner", "next_due_at", "id"], condition=OPEN & Q(origin="live"), name="complaint_open_owner"),
            models.Index(fields=["team", "next_due_at", "id"], condition=OPEN & Q(origin="live"), name="complaint_open_team"),
            models.Index(fields=["grade_rank", "next_due_at", "id"], condition=OPEN & Q(origin="live"), name="complaint_open_grade"),
            models.Index(fields=["-registered_at", "-id"], name="complaint_recent"),
            models.Index(fields=["customer", "-registered_at"], name="complaint_customer"),
            models.Index(fields=["order_no"], condition=~Q(order_no=""), name="complaint_order"),
            models.Index(fields=["id"], condition=Q(judging="pending"), name="complaint_judging"),
            models.Index(fields=["intake_id"], condition=~Q(intake_id=""), name="complaint_intake"),
            models.Index(fields=["repeat_of"], condition=Q(repeat_of__isnull=False), name="complaint_repeat"),
        ]


class SearchText(models.Model):
    """Every neighbouring pair of characters of a complaint's texts, packed as int4: two-character words are found by one GIN look-up.

    A table of its own, so that the many updates of a complaint never touch the index.
    """

    complaint = models.OneToOneField(Complaint, primary_key=True, on_delete=models.CASCADE, related_name="+")
    grams = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["grams"], name="search_grams", fastupdate=True)]


class ReceiptSecret(models.Model):
    """A link that opens one complaint for its customer. Only the hash is kept."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, default="receipt")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Link(models.Model):
    """Two complaints that belong together, and why. `origin_id` is the one the link was made from."""

    origin = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    suggested = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "target", "kind"], name="link_once"),
            models.CheckConstraint(condition=~Q(origin=models.F("target")), name="link_two"),
        ]


class Draft(models.Model):
    """What somebody was typing: kept on the server, one for each person and purpose."""

    user_id = models.BigIntegerField()
    purpose = models.CharField(max_length=60)
    content = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "purpose"], name="draft_one_for_a_purpose")]


class SavedView(models.Model):
    """A named filter of the queue: somebody's own, or shared with a team or with everybody."""

    owner_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    team_id = models.BigIntegerField(null=True)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "name"], name="view_name_once")]


class Presence(models.Model):
    """Who is looking at or typing into a complaint, within the last half minute."""

    complaint_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    typing = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint_id", "user_id"], name="presence_once")]


class Seen(models.Model):
    """How far a person has read a complaint's timeline, for 'new since you looked'."""

    user_id = models.BigIntegerField()
    complaint_id = models.BigIntegerField()
    seq = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "complaint_id"], name="seen_once")]


class Participant(models.Model):
    """Somebody, or a department, that was given a part of the work and may therefore see the complaint."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    user_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "user_id", "department_id"], nulls_distinct=False, name="participant_once")
        ]
        indexes = [
            models.Index(fields=["user_id"], name="participant_user"),
            models.Index(fields=["department_id"], name="participant_department"),
        ]
