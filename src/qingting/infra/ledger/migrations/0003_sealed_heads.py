"""Where each chain stood at the last seal, so that a seal can be checked after the chains have grown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [
        migrations.AddField("head", "sealed_seq", models.IntegerField(db_default=0)),
        migrations.AddField("head", "sealed_hash", models.CharField(db_default="", max_length=64)),
    ]
