"""`qingting remove-data`: delete this home's database and files, after asking."""

from __future__ import annotations

import argparse
import shutil
import sys

from qingting.console.setup import home


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: QINGTING_HOME=/srv/qingting qingting remove-data"
    parser.add_argument("--yes", action="store_true", help="不再询问 · do not ask")


def run(name: str, options: argparse.Namespace) -> int:
    from qingting.infra.database.embedded import EmbeddedPostgres

    folder = home()
    if not options.yes:
        print(f"将永久删除 {folder} 里的数据库、附件和密钥。输入 yes 继续 · type yes to delete: ", file=sys.stderr, end="", flush=True)
        if sys.stdin.readline().strip() != "yes":
            print("没有删除任何东西 · nothing was deleted", file=sys.stderr)
            return 1
    EmbeddedPostgres(folder).remove_data()
    for name_inside in ("files", "static", "models", "secret_key"):
        path = folder / name_inside
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    print("已删除 · deleted", file=sys.stderr)
    return 0
