"""Every check that CI makes, in order, each with its time; the last line counts. Run by `make test` with the Python of .venv.

    python scripts/check.py [--lint | --long]

--lint  style, imports and types only
--long  what `make test` leaves out: tests marked long or evaluation
NO_BROWSER=1 leaves the browser tests out; without it and without a browser the run fails and says so.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
import xml.etree.ElementTree as Tree
from pathlib import Path
from typing import NamedTuple

import browser

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


class Result(NamedTuple):
    """How one step went. A step that is not a test run counts as one check."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int
    note: str = ""


def say(text=""):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(name, *command):
    began = time.monotonic()
    code = _call(command)
    return Result(name, time.monotonic() - began, int(code == 0), int(code != 0), 0, "" if code == 0 else f"exit {code}")


def lock(name):
    """Whether the lock files hold everything pyproject.toml asks for, in a version it accepts, and no address of an index."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    began = time.monotonic()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    problems = []
    for file, asked in (("requirements.txt", project["dependencies"]), ("requirements-dev.txt", project["optional-dependencies"]["dev"])):
        text = (ROOT / file).read_text(encoding="utf-8")
        pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
        for requirement in map(Requirement, asked):
            version = pinned.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                problems.append(f"{file}: {requirement} is not pinned: run make lock")
        if re.search(r"://|^--(?!hash)|^\s*--(?!hash)|/tmp/|/home/|/root/", text, re.MULTILINE):
            problems.append(f"{file} names an index or a folder of a machine")
    for problem in problems:
        say(problem)
    return Result(name, time.monotonic() - began, int(not problems), int(bool(problems)), 0)


def pytest(name, marks, *more):
    """Counts come from the report that pytest writes; its output goes straight to the terminal."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = _call((sys.executable, "-m", "pytest", "-n", "2", "-m", marks, f"--junitxml={report}", *more))
        tests = failed = skipped = 0
        if report.exists():
            for suite in Tree.parse(report).getroot().iter("testsuite"):
                tests += int(suite.get("tests", 0))
                failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                skipped += int(suite.get("skipped", 0))
    note = "no tests found" if code == 5 else "" if code in (0, 1) else f"exit {code}"
    passed = max(0, tests - failed - skipped)
    return Result(name, time.monotonic() - began, passed, failed or int(code != 0), skipped, note)


def browser_tests(name):
    if os.environ.get("NO_BROWSER") == "1":
        return Result(name, 0, 0, 0, 1, "left out: NO_BROWSER=1")
    found = browser.find()
    if found is None:
        say(browser.missing())
        return Result(name, 0, 0, 1, 0, "did not run: no browser")
    os.environ["QINGTING_BROWSER"] = found
    return pytest(name, "e2e and not long and not evaluation")


LINT = {
    "lock": lock,
    "ruff check": lambda name: run(name, BIN / "ruff", "check", "."),
    "ruff format": lambda name: run(name, BIN / "ruff", "format", "--check", "."),
    "imports": lambda name: run(name, BIN / "lint-imports"),
    "types": lambda name: run(name, BIN / "mypy"),
}
TESTS = {
    "tests": lambda name: pytest(name, "not e2e and not long and not evaluation"),
    "browser tests": browser_tests,
}
LONG = {"long tests": lambda name: pytest(name, "long or evaluation")}


def main(arguments):
    sys.stdout.reconfigure(errors="replace")
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if arguments == ["--long"] and (found := browser.find()):
        os.environ["QINGTING_BROWSER"] = found
    steps = {(): LINT | TESTS, ("--lint",): LINT, ("--long",): LONG}.get(tuple(arguments))
    if steps is None:
        sys.exit(__doc__)
    results = []
    for name, step in steps.items():
        say(f"\n=== {name}")
        results.append(step(name))
        say(_line(results[-1]))
    say("\n=== summary")
    for result in results:
        say(_line(result))
    passed, failed, skipped = (sum(column) for column in zip(*(result[2:5] for result in results), strict=True))
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed else 0)


def _line(result):
    counts = f"{result.passed} passed, {result.failed} failed, {result.skipped} skipped"
    return f"{'FAIL' if result.failed else 'ok':4}  {result.name:14} {result.seconds:7.1f} s  {counts}  {result.note}".rstrip()


def _call(command):
    return subprocess.run([str(word) for word in command], cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
