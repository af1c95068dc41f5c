"""Every phrase can be said: the files parse, every slot is known, every scene has all its parts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from qingting.console.demo.catalogue import PRODUCTS
from qingting.console.demo.codes import SCENE_CODES
from qingting.console.demo.grammar import PhraseError, parse_line, say
from qingting.console.demo.roster import Roster
from qingting.console.demo.scenes import FOLDER, phrases, scene_root, scenes, voices
from qingting.console.demo.tell import Draft

FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


@pytest.fixture(scope="module")
def known(firm) -> set[str]:
    """Every slot that is filled when a complaint is told and answered."""
    case = next(case for case in firm.plan if case.kind == "complaint" and not case.script)
    draft = Draft(case, list(firm.customers), Roster(firm.staff))
    desk = draft.desk(Random(1))
    desk.speaks(firm.staff[-1])
    return set(draft.words) | set(desk.words) | {"note_soft"}


@pytest.mark.parametrize("file", [file for file in FILES if file not in ("names", "story_cases")])
def test_every_line_parses_and_asks_for_known_slots(file: str, known: set[str]) -> None:
    for text in texts_in(phrases(file)):
        line = parse_line(text)
        assert line.slots <= known, text
        assert say(line, dict.fromkeys(known, "〇"), Random(1)) is not None


@pytest.mark.parametrize("file", FILES)
def test_phrase_files_stay_small(file: str) -> None:
    assert len((FOLDER / f"{file}.yaml").read_text(encoding="utf-8").splitlines()) < 400


def test_broken_lines_are_refused() -> None:
    for text in ("<a|b", "a>b", "<半句话>", "<>"):
        with pytest.raises(PhraseError):
            parse_line(text)


def test_choices_and_labels() -> None:
    line = parse_line("@late#big 等了<days>天<，<还没到|没影>|>")
    assert (line.aspect, line.trait, line.slots) == ("late", "big", frozenset({"days"}))
    said = {say(line, {"days": "三"}, Random(seed)) for seed in range(40)}
    assert said == {"等了三天", "等了三天，还没到", "等了三天，没影"}


def test_every_scene_can_be_told_for_every_product_it_befalls() -> None:
    for key, scene in scenes().items():
        assert scene_root(key) in SCENE_CODES
        assert scene.demands
        for aspect in set(scene.aspects):
            fitting = scene.befalls(aspect)
            for product in PRODUCTS:
                if fitting and product.family not in fitting and product.code not in fitting:
                    continue
                told = [line for line in scene.about("what", aspect, product.code) if line.aspect == aspect]
                assert told, (key, aspect, product.code)
                assert scene.best("title", aspect, product.code), (key, aspect)
                assert scene.about("hurt", aspect, product.code), (key, aspect)
                assert scene.about("said", aspect, product.code), (key, aspect)


def test_voices_have_what_their_plans_ask_for() -> None:
    shared = set(phrases("voices_common"))
    told_by_code = {"what", "more", "hurt", "said", "short", "ask", "raise", "ident", "ident_full", "contact"}
    for voice in voices().values():
        for plan in voice.plans:
            for move in plan:
                name = move.rstrip("~")
                assert name in told_by_code or name in voice.lines or name in shared, (voice.key, move)
        assert voice.stops
