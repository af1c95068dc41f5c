"""`qingting`: one entry, one module for each command, Django only where a command needs it."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serve", "网页、后台任务和内置数据库一起启动 · web, worker and embedded database in one process group"),
    "web": ("serve", "只启动网页 · the web role alone"),
    "worker": ("serve", "只启动后台任务 · the worker role alone"),
    "demo": ("demo_command", "建立示范公司 · create the demo company"),
    "import": ("import_command", "导入文件 · import a file"),
    "triage": ("triage_command", "研判一段文字 · judge one text"),
    "policy": ("policy_command", "处理规范：check show replay activate migrate-open"),
    "bench": ("bench_command", "性能测量 · measure"),
    "doctor": ("doctor_command", "全面检查 · check everything"),
    "backup": ("backup_command", "备份到一个文件 · everything into one file"),
    "restore": ("backup_command", "从备份恢复 · from a backup"),
    "user": ("people_command", "人员：create · people"),
    "token": ("people_command", "接口令牌：create · API tokens"),
    "settings": ("settings_command", "列出环境变量 · list the settings"),
    "remove-data": ("remove_command", "删除本机数据 · delete this home's data"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 fine, 1 found something wrong, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        _overview()
        return 0 if words else 2
    if words[0] == "--version":
        from importlib.metadata import version

        print(version("qingting"))
        return 0
    entry = COMMANDS.get(words[0])
    if entry is None:
        print(f"没有命令「{words[0]}」。可用：{' '.join(COMMANDS)} · no such command", file=sys.stderr)
        return 2
    module = importlib.import_module(f"qingting.console.{entry[0]}")
    parser = argparse.ArgumentParser(
        prog=f"qingting {words[0]}", description=entry[1], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.configure(parser, words[0])
    try:
        options = parser.parse_args(words[1:])
    except SystemExit as stop:
        return int(stop.code or 0)
    return _run(module, words[0], options)


def _run(module: object, name: str, options: argparse.Namespace) -> int:
    from qingting.kernel.errors import DomainError

    try:
        return int(module.run(name, options) or 0)  # type: ignore[attr-defined]
    except DomainError as error:
        print(f"{error.message('zh')} · {error.message('en')}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        print(f"无法读写文件 · cannot read or write: {error}", file=sys.stderr)
        return 2


def _overview() -> None:
    print("倾听 Qingting · 智能投诉管理系统\n\nqingting COMMAND --help\n")
    for name, (_module, text) in COMMANDS.items():
        print(f"  {name:<12} {text}")


if __name__ == "__main__":
    sys.exit(main())
