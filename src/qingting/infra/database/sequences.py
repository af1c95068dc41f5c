"""Sequences that lag behind the rows they number: after a restore or a bulk load the next insert would fail."""

from __future__ import annotations

from django.db import connection

_OWNED = """
SELECT t.relname, a.attname, s.relname, n.nspname
FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
JOIN pg_namespace n ON n.oid = s.relnamespace
WHERE s.relkind = 'S' AND n.nspname = current_schema()
ORDER BY t.relname
"""


def lagging_sequences() -> list[str]:
    """`table.column` of each sequence whose next value is taken already."""
    found = []
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_OWNED)
        for table, column, sequence, schema in cursor.fetchall():
            cursor.execute(
                f"SELECT (SELECT max({quote(column)}) FROM {quote(schema)}.{quote(table)}), last_value, is_called FROM {quote(schema)}.{quote(sequence)}"
            )
            highest, last, called = cursor.fetchone()
            if highest is not None and (last < highest or (last == highest and not called)):
                found.append(f"{table}.{column}")
    return found
