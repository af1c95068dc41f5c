"""The running number of complaints, and statistics good enough for searching frequent pairs of characters."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE complaint_no START 1000 CACHE 1;
ALTER TABLE complaints_searchtext ALTER COLUMN grams SET STATISTICS 1000;
ALTER TABLE complaints_presence SET UNLOGGED;
"""
BACKWARD = "DROP SEQUENCE complaint_no;"


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
