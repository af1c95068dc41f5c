"""The house's own rules that the import contracts cannot see."""

import tomllib

import pytest

from tests.architecture.sources import ROOT, SOURCE, imports, modules, name_of, tree

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CLOCK = "infra/clock.py"
READS_THE_CLOCK = ("datetime.now(", "datetime.utcnow(", "timezone.now(", "date.today(", "time.time(")
PURE = ("kernel/", "nlp/", "policy/schema/")


def length(path):
    return len(path.read_text("utf-8").splitlines())


def test_no_source_file_is_longer_than_four_hundred_lines():
    assert [f"{name_of(path)}: {length(path)}" for path in modules() if length(path) > 400] == []


def test_no_test_file_is_longer_than_five_hundred_lines():
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert [f"{path.relative_to(ROOT)}: {length(path)}" for path in files if length(path) > 500] == []


@pytest.mark.parametrize("reading", READS_THE_CLOCK)
def test_only_one_file_reads_the_clock(reading):
    found = [name_of(path) for path in modules() if reading in path.read_text("utf-8") and name_of(path) != CLOCK]
    assert [name for name in found if not name.startswith("console/bench/")] == []  # a bench is its own door and says so at each place


def test_pure_rooms_know_no_django_no_database_and_no_network():
    forbidden = ("django", "ninja", "psycopg", "urllib.request", "http.client", "socket", "requests", "httpx", "sqlite3")
    pure = [
        path
        for path in modules()
        if name_of(path).startswith(PURE) or "/rules/" in name_of(path) or path.name in ("commands.py", "choices.py", "events.py")
    ]
    assert len(pure) > 40
    found = {
        (name_of(path), module) for path in pure for module in imports(path) if module.split(".")[0] in forbidden or module in forbidden
    }
    assert found == set()


def test_the_first_contract_names_every_folder():
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["name"].startswith("1."))
    named = {name.strip("() ") for layer in contract["layers"] for name in layer.replace(":", "|").split("|")}
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert contract["exhaustive"] is True and folders <= named


def test_areas_have_only_rooms_the_second_contract_knows():
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["name"].startswith("2."))
    rooms = {name.strip("() ") for layer in contract["layers"] for name in layer.replace(":", "|").split("|")} | {
        "migrations",
        "__pycache__",
        "__init__",
    }
    for area in contract["containers"]:
        inside = {path.stem for path in (SOURCE / area.removeprefix("qingting.")).iterdir()}
        assert inside <= rooms, area


def test_business_uses_no_django_signals():
    found = [
        name_of(path)
        for path in modules()
        for module in imports(path)
        if module.startswith("django.db.models.signals") or module == "django.dispatch"
    ]
    assert found == []


def test_nobody_fetches_a_model_by_name():
    assert [name_of(path) for path in modules() if "get_model(" in path.read_text("utf-8")] == []


def test_every_public_module_says_what_it_is_for():
    """Long enough to need it: forty lines and more."""
    import ast

    assert [name_of(path) for path in modules() if length(path) > 40 and ast.get_docstring(tree(path)) is None] == []
