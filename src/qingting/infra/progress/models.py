"""One long piece of work. This room knows no business words: `kind` and `options` mean something to whoever started it."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """state: new (prepared), queued, running, stopped, done, failed. A running row that was not touched for a while has lost its worker.

    attempt    grows with every start; a worker that no longer holds the newest attempt stops writing
    done       units finished; total: units in all, null when unknown
    result     what came of it, as the kind has it;  message: why it failed, in both languages {zh, en}
    files      names of files in the job's own folder under QINGTING_HOME/jobs
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200, default="")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=80, default="")
    state = models.CharField(max_length=8, default="new")
    step = models.CharField(max_length=20, default="")
    attempt = models.IntegerField(default=0)
    options = models.JSONField(default=dict)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    message = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    files = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kind", "-created_at"], name="job_recent")]
