"""`qingting doctor`: everything checked, one line each; exit 1 when anything is wrong."""

from __future__ import annotations

import argparse

import orjson

from qingting.console.setup import open_company


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting doctor --json"
    parser.add_argument("--json", action="store_true")


def run(name: str, options: argparse.Namespace) -> int:
    with open_company(migrate=False):
        from qingting.infra import clock
        from qingting.workflows.check_health import check_health, counts

        findings = check_health(clock.now(), full=True)
        numbers = counts()
    bad = [f for f in findings if not f.ok]
    if options.json:
        lines = [{"name": f.name, "ok": f.ok, "zh": f.detail.zh, "en": f.detail.en} for f in findings]
        print(orjson.dumps({"ok": not bad, "checks": lines, "counts": numbers, **numbers}).decode())
    else:
        for f in findings:
            print(f"{'ok ' if f.ok else 'BAD'} {f.name:<12} {f.detail.zh} · {f.detail.en}")
        print(" · ".join(f"{key} {value}" for key, value in numbers.items()))
    return 1 if bad else 0
