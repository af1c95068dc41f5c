"""Paused clocks wait for the end of their pause in the same index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial")]
    operations = [
        migrations.RemoveIndex("clock", "clock_alarm"),
        migrations.AddIndex(
            "clock",
            models.Index(condition=models.Q(("alarm_at__isnull", False)), fields=["alarm_at"], name="clock_alarm_waiting"),
        ),
    ]
