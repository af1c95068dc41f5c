"""`qingting policy check | show | replay | activate | migrate-open`: the handling standard as data, proven before it is used."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from qingting.console.setup import open_company, say, system_actor

SHOWN_CASES = 20


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = (
        "例 example: qingting policy check policies/standard/2026-01\n            qingting policy replay policies/standard/2026-02 --since 90d\n"
        "            qingting policy activate policies/standard/2026-02 --reason 新增冷链条款"
    )
    parser.add_argument("verb", choices=("check", "show", "replay", "activate", "migrate-open"))
    parser.add_argument(
        "folder", type=Path, nargs="?", help="规范文件夹；缺省为现行规范 · the standard's folder; default: the one in force"
    )
    parser.add_argument("--since", default="90d", help="回放多久以来的投诉，例如 90d · how far back to replay")
    parser.add_argument("--reason", default="", help="启用或迁移的原因 · why")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--yes", action="store_true", help="真正执行迁移；缺省只预览 · really migrate; default: preview")


def run(name: str, options: argparse.Namespace) -> int:
    if options.verb == "check":
        return _check(options)
    if options.verb in ("replay", "activate") and options.folder is None:
        print("请给出规范所在文件夹 · name the standard's folder", file=sys.stderr)
        return 2
    with open_company():
        return {"show": _show, "replay": _replay, "activate": _activate, "migrate-open": _migrate}[options.verb](options)


def _shipped() -> Path:
    from qingting.infra.environment import read_environment

    return sorted(path for path in (read_environment().policy_folder / "standard").iterdir() if path.is_dir())[-1]


def _check(options: argparse.Namespace) -> int:
    """Every rule, clause, example and result; the folder alone, no database."""
    from qingting.policy.checking import check_examples
    from qingting.policy.loading import load_standard
    from qingting.policy.problems import PolicyError

    folder = options.folder or _shipped()
    try:
        standard = load_standard(folder)
    except PolicyError as error:
        for problem in error.problems:
            print(problem.line(options.lang), file=sys.stderr)
        return 1
    results = check_examples(standard)
    for result in results:
        mark = "ok " if result.passed else "BAD"
        print(f"{mark} {result.file:<16} {result.rule:<36} {result.clause:<8} {result.given} → {result.got}")
    bad = sum(not result.passed for result in results)
    print(f"{standard.version}: {len(results)} examples, {bad} failed")
    return 1 if bad else 0


def _show(options: argparse.Namespace) -> int:
    from qingting.policy.loading import load_standard
    from qingting.policy.queries import current_standard
    from qingting.policy.readable import readable

    print(readable(load_standard(options.folder) if options.folder else current_standard(), options.lang))
    return 0


def _days(text: str) -> int:
    number = text.removesuffix("d")
    return int(number) if number.isdigit() and int(number) > 0 else 90


def _replay(options: argparse.Namespace) -> int:
    """Which grades, clocks and teams of the past would have been others. Nothing is changed."""
    from qingting.infra import clock
    from qingting.policy.comparing import compare
    from qingting.policy.loading import load_standard
    from qingting.policy.queries import current_standard
    from qingting.workflows.replay_facts import past_facts

    draft, standard = load_standard(options.folder), current_standard()
    since = clock.now() - timedelta(days=_days(options.since))
    found = compare(standard, draft, past_facts(since=since, standard=standard, progress=lambda n: say(f"  {n} 件 complaints")))
    print(
        f"{standard.version} → {draft.version}: {found.total} complaints, {found.changed} changed ({found.graver} graver, {found.milder} milder)"
    )
    for title, table in (("grade", found.grades), ("team", found.teams), ("clock", found.clocks)):
        for key, count in _rows(table):
            print(f"  {title:<6} {key}: {count}")
    for case in found.cases[:SHOWN_CASES]:
        print(f"  {case}")
    return 0


def _rows(table: Any) -> list[tuple[str, int]]:
    return sorted(((str(key), int(value)) for key, value in dict(table).items()), key=lambda row: -row[1])[:30]


def _activate(options: argparse.Namespace) -> int:
    from qingting.infra import clock
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.loading import load_standard

    standard = load_standard(options.folder)
    if not options.reason.strip():
        print("请用 --reason 写明启用原因 · give the reason with --reason", file=sys.stderr)
        return 2
    changed = activate_standard(standard=standard, reason=options.reason, actor=system_actor(), now=clock.now())
    print(f"{standard.version}: {'已启用 · active from now on' if changed else '本来就在执行 · already in force'}")
    return 0


def _migrate(options: argparse.Namespace) -> int:
    """Open complaints of older standards onto the one in force: a preview, then with --yes one event for each."""
    from qingting.infra import clock
    from qingting.policy.queries import current_standard
    from qingting.workflows.migrate_open import migrate_open, preview_migration

    standard = current_standard()
    rows = preview_migration(standard)
    for row in rows[:SHOWN_CASES]:
        print(f"  {row.no} {row.from_version} → {standard.version}: {row.from_grade} → {row.to_grade}")
    print(f"{len(rows)} open complaints would move to {standard.version}")
    if not options.yes:
        return 0
    if not options.reason.strip():
        print("请用 --reason 写明原因 · give the reason with --reason", file=sys.stderr)
        return 2
    done = migrate_open([row.no for row in rows], reason=options.reason, actor=system_actor(), now=clock.now(), standard=standard)
    print(f"{done} 件已迁移 · migrated")
    return 0
