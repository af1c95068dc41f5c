"""The few files a page asks for are built from the small ones under assets/, and keep the house's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import build_assets

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
TEMPLATES = ROOT / "src" / "qingting" / "templates"
SOURCES = sorted([*ASSETS.glob("css/*.css"), *ASSETS.glob("js/*.js")])


def test_the_built_files_are_in_step_with_their_sources() -> None:
    stale = [name for name, text in build_assets.built().items() if (build_assets.TARGET / name).read_text("utf-8") != text]
    assert stale == [], "run python scripts/build_assets.py"


def test_every_source_is_part_of_a_built_file() -> None:
    used = {part for parts in [*build_assets.STYLES.values(), *build_assets.SCRIPTS.values()] for part in parts}
    assert {path.stem for path in SOURCES} == used


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_stays_small_and_begins_by_saying_what_it_is(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    limit = 300 if path.suffix == ".js" else 600 if path.name == "portal.css" else 400
    assert len(lines) <= limit
    assert lines[0].startswith("/*")


def test_classes_are_prefixed_and_made_of_whole_words() -> None:
    allowed_alone = {"htmx-request"}
    for path in ASSETS.glob("css/*.css"):
        text = re.sub(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", path.read_text("utf-8"), flags=re.S)
        names = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)(?=[\s,{:.\[>+~)])", text)) - allowed_alone
        own = "sheet" if path.name == "print.css" else "qt-"
        wrong = {name for name in names if not name.startswith((own, "is-")) or len(name.removeprefix("qt-")) < 3}
        assert wrong == set(), path.name


def test_no_raw_colour_outside_the_tokens_but_in_print_and_on_the_two_dark_bars() -> None:
    allowed = {"tokens.css", "print.css"}
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*\{)")
    seen = {path.name: raw.findall(path.read_text("utf-8")) for path in ASSETS.glob("css/*.css") if path.name not in allowed}
    assert {
        name: colours
        for name, colours in seen.items()
        if set(map(str.lower, colours)) - {"#ffffff", "#4c7dff", "#2446c8", "#2b59e8", "#3162ea", "#2342bd"}
    } == {}


def test_color_mix_always_has_a_plain_fallback_before_it() -> None:
    for path in ASSETS.glob("css/*.css"):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        for place, line in enumerate(lines):
            if "color-mix(" in line:
                name = line.split(":")[0]
                assert lines[place - 1].startswith(name + ":"), f"{path.name}:{place + 1}"


def test_both_languages_of_the_scripts_hold_the_same_texts() -> None:
    text = (ASSETS / "js" / "texts.js").read_text("utf-8")
    chinese, english = (set(re.findall(r"^    (\w+):", part, re.M)) for part in text.split("  en: {"))
    assert chinese == english
    assert len(chinese) > 20


def test_every_text_a_script_asks_for_exists() -> None:
    known = set(re.findall(r"^    (\w+):", (ASSETS / "js" / "texts.js").read_text("utf-8"), re.M))
    asked: set[str] = set()
    for path in ASSETS.glob("js/*.js"):
        asked |= set(re.findall(r"QT\.text\(\"(\w+)\"", path.read_text("utf-8")))
    assert asked - known == set()


def test_every_icon_named_anywhere_is_in_the_sprite_and_in_the_list() -> None:
    listed = set((ASSETS / "icons.txt").read_text("utf-8").split())
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "src/qingting/static/qt/icons.svg").read_text("utf-8")))
    assert sprite == listed
    asked: set[str] = set()
    for path in TEMPLATES.rglob("*.html"):
        asked |= set(re.findall(r"icon\(\"([\w-]+)\"", path.read_text("utf-8")))
    for path in ASSETS.glob("js/*.js"):
        asked |= set(re.findall(r"QT\.icon\(\"([\w-]+)\"", path.read_text("utf-8")))
    for path in (ROOT / "src" / "qingting").rglob("*.py"):
        asked |= set(re.findall(r"\"icon\": \"([\w-]+)\"", path.read_text("utf-8")))
    assert asked - sprite == set()
