from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='customer',
            name='customer_phone',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customer_email',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customer_account',
        ),
        migrations.RemoveIndex(
            model_name='customer',
            name='customer_name',
        ),
        migrations.RemoveIndex(
            model_name='order',
            name='order_batch',
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('phone', ''), _negated=True), fields=['phone'], name='customer_by_phone', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('email', ''), _negated=True), fields=['email'], name='customer_by_email', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('account_no', ''), _negated=True), fields=['account_no'], name='customer_by_account', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('name', ''), _negated=True), fields=['name'], name='customer_by_name', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('batch_no', ''), _negated=True), fields=['batch_no'], name='order_by_batch', opclasses=['varchar_pattern_ops']),
        ),
    ]
