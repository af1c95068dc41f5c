"""Reads a standard from a folder of YAML and its calendars from the folder beside it."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from qingting.kernel.bilingual import Bi
from qingting.policy.checking import failed_examples
from qingting.policy.checks import problems_of
from qingting.policy.checks.calendars import year_problems
from qingting.policy.parts import FILES, Parts, assemble
from qingting.policy.plain import digest, from_plain, to_plain
from qingting.policy.problems import PolicyError, Problem, from_validation
from qingting.policy.reading import read
from qingting.policy.schema.calendars import CalendarYear
from qingting.policy.schema.standard import Standard

__all__ = ["digest", "from_plain", "load_calendars", "load_standard", "to_plain"]

MOST_CALENDARS = 100


def load_standard(folder: Path, calendars: Path | None = None) -> Standard:
    """The standard in `folder`, such as `policies/standard/2026-01`, every rule checked and every example run.

    `calendars`: the folder of calendar years; left out, the `calendars` two levels up (`policies/calendars`).
    Raises `PolicyError` with every problem found.
    """
    parts, problems = _read_parts(folder, calendars or folder.parent.parent / "calendars")
    problems += problems_of(parts)
    standard = assemble(parts)
    if standard and not problems:
        problems += failed_examples(standard)
    elif standard:
        sound = {name for name in FILES if not any(problem.file == f"{name}.yaml" for problem in problems)}
        problems += _examples_of_sound_files(standard, sound)
    if problems or standard is None:
        raise PolicyError(problems)
    return standard


def load_calendars(folder: Path) -> tuple[CalendarYear, ...]:
    """The calendar years in a folder, in order. Raises `PolicyError`."""
    years, problems = _read_calendars(folder)
    problems += [problem for year in years for problem in year_problems(year)]
    if problems:
        raise PolicyError(problems)
    return years


def _examples_of_sound_files(standard: Standard, sound: set[str]) -> list[Problem]:
    """Failing examples of files that are otherwise right; where a grade itself is wrong, nothing can be asked."""
    if "grades" not in sound:
        return []
    return [failed for failed in failed_examples(standard) if failed.file.removesuffix(".yaml") in sound]


def _read_parts(folder: Path, calendars: Path) -> tuple[Parts, list[Problem]]:
    if not folder.is_dir():
        missing = Problem(folder.name, "", Bi("找不到这个文件夹", "there is no such folder"), Bi("检查路径", "check the path"))
        return Parts(), [missing]
    found: dict[str, Any] = {}
    problems = [
        Problem(path.name, "", Bi("不认识的文件", "nobody knows this file"), Bi("检查文件名，或移走", "check its name, or move it away"))
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".yml") and path.name not in {f"{name}.yaml" for name in FILES}
    ]
    for name, model in FILES.items():
        found[name], new = _read_part(folder / f"{name}.yaml", f"{name}.yaml", model)
        problems += new
    years, new = _read_calendars(calendars)
    problems += new
    about = found["standard"]
    if about and about.version != folder.name:
        text = Bi(
            f"版本 {about.version} 与文件夹名 {folder.name} 不一致", f"version {about.version} is not the folder's name {folder.name}"
        )
        problems.append(Problem("standard.yaml", "version", text, Bi("改成一致", "make them the same")))
    return Parts(calendars=years, **found), problems


def _read_part(path: Path, name: str, model: type[BaseModel]) -> tuple[BaseModel | None, list[Problem]]:
    raw, problems = read(path, name)
    if problems:
        return None, problems
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, from_validation(name, raw, error)


def _read_calendars(folder: Path) -> tuple[tuple[CalendarYear, ...], list[Problem]]:
    years: list[CalendarYear] = []
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.yaml"))[:MOST_CALENDARS]
    if not paths:
        return (), [
            Problem("calendars", "", Bi("没有日历", "there are no calendars"), Bi("至少放一年的日历", "add the calendar of a year"))
        ]
    for path in paths:
        name = f"calendars/{path.name}"
        year, new = _read_part(path, name, CalendarYear)
        problems += new
        if isinstance(year, CalendarYear):
            years.append(year)
            if str(year.year) != path.stem:
                text = Bi(f"年份 {year.year} 与文件名不一致", f"the year {year.year} is not the file's name")
                problems.append(Problem(name, "year", text, Bi("改成一致", "make them the same")))
    return tuple(sorted(years, key=lambda one: one.year)), problems
