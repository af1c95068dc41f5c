from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='outbox',
            index=models.Index(condition=models.Q(('state__in', ['queued', 'failed', 'in_doubt'])), fields=['state', '-id'], name='outbox_unsettled'),
        ),
    ]
