"""A copy of the shipped standard to spoil, and its parts as plain values."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qingting.policy.loading import load_standard
from qingting.policy.problems import PolicyError, Problem
from qingting.policy.reading import parse
from qingting.policy.schema import Standard

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "policies" / "standard" / "2026-01"
CALENDARS = ROOT / "policies" / "calendars"


def shipped() -> Standard:
    return load_standard(SHIPPED)


def copy_pack(target: Path) -> Path:
    """The shipped standard and calendars below `target`; returns the folder of the standard."""
    folder = target / "policies" / "standard" / "2026-01"
    shutil.copytree(SHIPPED, folder)
    shutil.copytree(CALENDARS, target / "policies" / "calendars")
    return folder


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change the value of a file; JSON is YAML, so it is written as JSON."""
    value = parse(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """The problems the folder is refused for; fails when it loads."""
    try:
        load_standard(folder)
    except PolicyError as error:
        return error.problems
    raise AssertionError("the standard loaded though it should have been refused")


def rule(rules: list[dict[str, Any]], rule_id: str) -> dict[str, Any]:
    return next(one for one in rules if one["id"] == rule_id)
