"""Names that stay: events, error codes, acts."""

import re
import subprocess
import sys
from collections import defaultdict
from importlib import import_module
from pkgutil import walk_packages

import pytest

import qingting
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.kernel.errors import DomainError
from qingting.policy.schema.events import EVENTS
from tests.architecture.sources import ROOT, modules, name_of


def test_every_event_has_a_name_in_both_languages():
    for name, words in EVENT_NAMES.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", name), name
        assert words.zh.strip() and words.en.strip() and re.search(r"[\u4e00-\u9fff]", words.zh) and words.en.isascii(), name
        assert len(name) <= 60


def test_what_a_standard_may_name_can_happen():
    assert set(EVENTS) <= set(EVENT_NAMES)


def test_every_event_name_in_the_source_is_in_the_registry():
    pattern = re.compile(r'NewEvent\(\s*f?"([a-z]+\.[a-z_]+\.[a-z_]+)"|case\.event\(\s*"([a-z]+\.[a-z_]+\.[a-z_]+)"')
    used = {name for path in modules() for pair in pattern.findall(path.read_text("utf-8")) for name in pair if name}
    assert len(used) > 30 and used <= set(EVENT_NAMES)


@pytest.fixture(scope="module")
def errors():
    for module in walk_packages(qingting.__path__, "qingting."):
        if not re.search(r"\.migrations|\.bench\.floor|settings|wsgi|__main__", module.name):
            import_module(module.name)
    found, waiting = [], [DomainError]
    while waiting:
        error = waiting.pop()
        found.append(error)
        waiting += error.__subclasses__()
    return [error for error in found if error.__module__.startswith("qingting.")]


def test_every_refusal_has_a_code_of_its_own(errors):
    by_code = defaultdict(set)
    for error in errors:
        by_code[error.code].add(f"{error.__module__}.{error.__name__}")
    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}


def test_every_refusal_speaks_both_languages_with_the_same_blanks(errors):
    assert len(errors) > 60
    for error in errors:
        assert re.search(r"[\u4e00-\u9fff]|^\{\w+\}$", error.zh) and error.en.strip(), error
        assert set(re.findall(r"{(\w+)", error.zh)) == set(re.findall(r"{(\w+)", error.en)), error
        assert 400 <= error.status < 600 and re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", error.code), error


def test_the_command_line_answers_without_waking_django():
    script = (
        "import resource, sys\n"
        "from qingting.console.main import main\n"
        "main(['--help'])\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] in ('django', 'ninja', 'psycopg', 'procrastinate')]\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(loaded, used.ru_utime + used.ru_stime, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )
    loaded, _, seconds = done.stderr.strip().rpartition(" ")
    assert loaded == "[]" and float(seconds) < 0.5 and "serve" in done.stdout


def test_the_sources_speak_of_no_machine():
    for path in modules():
        assert not re.search(r"/work/|/home/\w|/Users/", path.read_text("utf-8")), name_of(path)
