"""`qingting import FILE`: with a dry run, progress, a row-by-row report, and no row twice."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from qingting.console.setup import open_company, say, system_actor

KINDS = ("complaints", "staff", "departments", "branches", "customers", "products", "orders")


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting import 投诉.xlsx --dry-run\n            qingting import orders.csv --kind orders\n            qingting import --template complaints 模板.xlsx"
    parser.add_argument("file", type=Path)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--as", dest="mode", choices=("live", "history"), help="live：按现在登记；history：保留原时间与结果，不计时不提醒")
    parser.add_argument(
        "--profile", help="citizen-messages telecom-orders cfpb template；可省略，自动识别 · found by content when left out"
    )
    parser.add_argument("--sheet")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不写入 · check only")
    parser.add_argument("--report", type=Path, help="逐行报告的位置（CSV）· where the row-by-row report goes")
    parser.add_argument("--template", choices=KINDS, help="写出这一类的空白模板 · write our own sheet")


def run(name: str, options: argparse.Namespace) -> int:
    if options.template:
        from qingting.console.importing.templates import write_template

        write_template(options.file, options.template, "zh")
        say(f"模板已写入 · template written: {options.file}")
        return 0
    if not options.file.exists():
        print(f"找不到文件 · no such file: {options.file}", file=sys.stderr)
        return 2
    with open_company():
        return _import(options)


def _import(options: argparse.Namespace) -> int:
    from zoneinfo import ZoneInfo

    from django.conf import settings

    from qingting.console.importing.reading import open_import
    from qingting.console.importing.report import ReportWriter
    from qingting.infra import clock
    from qingting.infra.context import coming_from
    from qingting.infra.tables.model import Problem
    from qingting.policy.queries import current_standard
    from qingting.workflows.import_file import RowOutcome, import_rows

    now = clock.now()
    source = open_import(
        options.file, zone=ZoneInfo(settings.TIME_ZONE), now=now, kind=options.kind, profile=options.profile, sheet=options.sheet
    )
    mode = options.mode or source.mode
    report = options.report or Path(settings.ENVIRONMENT.home) / "imports" / f"{options.file.name}.{now:%Y%m%d-%H%M%S}.report.csv"
    report.parent.mkdir(parents=True, exist_ok=True)
    say(f"{options.file.name}: {source.kind} · {source.profile.name} · {mode}{' · 试运行 dry run' if options.dry_run else ''}")
    for about in source.problems:
        say(f"  {about.zh} · {about.en}")
    started = last = time.monotonic()
    seen = 0
    with ReportWriter(report) as writer, coming_from("import"):

        def each(done: RowOutcome) -> None:
            nonlocal seen, last
            seen += 1
            problems = [*done.row.problems, *(Problem(field or None, "import.refused", zh, en) for field, zh, en in done.errors)]
            shown = {"updated": "created"}.get(done.outcome, done.outcome)
            writer.add(done.row.line, "warned" if shown == "created" and problems else shown, done.no or None, problems)
            if time.monotonic() - last > 2:
                last = time.monotonic()
                say(f"  {seen} 行 rows · {seen / (last - started):.0f}/s")

        totals = import_rows(
            source.rows(),
            kind=source.kind,
            mode=mode,
            actor=system_actor(),
            now=now,
            standard=current_standard(),
            each=each,
            dry_run=options.dry_run,
            label=options.file.name,
        )
    spent = time.monotonic() - started
    words = " · ".join(f"{key} {value}" for key, value in sorted(totals.counts.items()))
    print(f"{seen} rows in {spent:.1f} s ({seen / max(spent, 0.001):.0f}/s): {words or 'nothing'}")
    print(f"逐行报告 report: {report}")
    return 1 if totals.counts.get("failed") else 0
