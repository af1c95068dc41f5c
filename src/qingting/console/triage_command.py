"""`qingting triage TEXT`: judge one text with the standard in force; JSON on stdout."""

from __future__ import annotations

import argparse
import sys

import orjson

from qingting.console.setup import open_company


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = '例 example: qingting triage "门锁把我锁在屋里了，再不来我就打12315"'
    parser.add_argument("text", nargs="?", default="-", help="文字；- 表示从标准输入读 · text, or - for stdin")


def run(name: str, options: argparse.Namespace) -> int:
    text = sys.stdin.read() if options.text == "-" else options.text
    if not text.strip():
        print("没有文字可研判 · no text given", file=sys.stderr)
        return 2
    with open_company():
        from qingting.infra import clock
        from qingting.policy.queries import current_standard
        from qingting.workflows.answer_triage import TriageText, answer_triage

        answer = answer_triage(TriageText(text=text), now=clock.now(), standard=current_standard())
    print(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    return 0
