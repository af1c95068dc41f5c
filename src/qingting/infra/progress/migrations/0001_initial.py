from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('label', models.CharField(default='', max_length=200)),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_name', models.CharField(default='', max_length=80)),
                ('state', models.CharField(default='new', max_length=8)),
                ('step', models.CharField(default='', max_length=20)),
                ('attempt', models.IntegerField(default=0)),
                ('options', models.JSONField(default=dict)),
                ('done', models.BigIntegerField(default=0)),
                ('total', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('touched_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('message', models.JSONField(default=dict)),
                ('result', models.JSONField(default=dict)),
                ('files', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', '-created_at'], name='job_recent')],
            },
        ),
    ]
