"""`qingting bench NAME`: against a real server started by it, over HTTP, beside the bare page in the same run."""

from __future__ import annotations

import argparse
import json

from qingting.console.setup import say

NAMES = ("intake", "lifecycle", "queue", "workspace", "search")


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting bench queue --n 100000 --json"
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--n", type=int, default=10_000, help="库中已有的投诉数 · complaints already stored")
    parser.add_argument("--json", action="store_true")


def run(name: str, options: argparse.Namespace) -> int:
    from qingting.console.bench.measures import BENCHES
    from qingting.console.bench.server import served

    say(f"bench {options.name} · n = {options.n}")
    with served(options.n) as server:
        figures, target = BENCHES[options.name](server, options.n)
    ok = all(_meets(key, figures[key], wanted) for key, wanted in target.items()) and not any(
        value for key, value in figures.items() if key.startswith("errors")
    )
    for key, value in figures.items():
        wanted = f"   (target {target[key]})" if key in target else ""
        print(f"  {key:<28} {value}{wanted}")
    if options.json:
        print(json.dumps({"bench": options.name, "n": options.n, "figures": figures, "target": target, "ok": ok}, ensure_ascii=False))
    return 0 if ok else 1


def _meets(key: str, value: float, wanted: float) -> bool:
    return value >= wanted if "per_second" in key else value <= wanted
