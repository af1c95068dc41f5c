"""Read small files as an import would."""

import csv
import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from qingting.console.importing.reading import open_import
from qingting.console.importing.values.reading import Reading

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def a_reading(field="received_at", heading="受理时间", zone=SHANGHAI) -> Reading:
    reading = Reading(zone=zone, now=NOW)
    reading.field, reading.heading = field, heading
    return reading


def csv_bytes(*rows, delimiter=",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def opened(folder, *rows, name="file.csv", content=None, **options):
    path = folder / name
    path.write_bytes(csv_bytes(*rows) if content is None else content)
    return open_import(path, **{"zone": SHANGHAI, "now": NOW} | options)


def rows_of(folder, *rows, **options):
    return list(opened(folder, *rows, **options).rows())


def codes(row) -> list[tuple[str | None, str]]:
    return [(problem.field, problem.code) for problem in row.problems]
