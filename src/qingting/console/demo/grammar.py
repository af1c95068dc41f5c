"""A small phrase language: `<name>` is a slot, `<a|b|>` a choice (which may hold slots), a leading `@aspect#trait ` says what a
line is about and which products it fits.

Slots are looked up in the facts of the complaint. Templates are parsed once; saying one walks a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

Facts = Mapping[str, str]


class PhraseError(ValueError):
    """A template that cannot be read: unbalanced brackets or a slot name that is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase: what it is about, which trait a product must have for it ("" for any), its parsed parts and the slots in them."""

    aspect: str
    trait: str
    parts: tuple[Any, ...]
    source: str
    slots: frozenset[str]


def parse_line(text: str) -> Line:
    """Read one template. Raises PhraseError."""
    aspect = trait = ""
    if text[:1] in ("@", "#") and " " in text:
        label, _, rest_of_line = text.partition(" ")
        if label.isascii():
            text = rest_of_line
            aspect, _, trait = label.removeprefix("@").partition("#") if label[0] == "@" else ("", "", label[1:])
    parts, rest = _parts(text, 0, top=True)
    if rest != len(text):
        raise PhraseError(text)
    return Line(aspect, trait, parts, text, _slots(parts))


def parse_lines(texts: Iterable[object]) -> tuple[Line, ...]:
    """Read a list of templates."""
    return tuple(parse_line(str(text)) for text in texts)


def _parts(text: str, at: int, *, top: bool) -> tuple[tuple[Any, ...], int]:
    """Parts up to the end of a choice (| or >) or of the text. A part is a string, ("slot",) or a list of options."""
    parts: list[Any] = []
    plain: list[str] = []
    while at < len(text):
        char = text[at]
        if char == "<":
            if plain:
                parts.append("".join(plain))
                plain = []
            part, at = _bracket(text, at + 1)
            parts.append(part)
        elif char in "|>" and not top:
            break
        elif char == ">":
            raise PhraseError(text)
        else:
            plain.append(char)
            at += 1
    if plain:
        parts.append("".join(plain))
    return tuple(parts), at


def _bracket(text: str, at: int) -> tuple[Any, int]:
    options: list[tuple[Any, ...]] = []
    while True:
        option, at = _parts(text, at, top=False)
        options.append(option)
        if at >= len(text):
            raise PhraseError(text)
        at += 1
        if text[at - 1] == ">":
            break
    if len(options) > 1:
        return options, at
    name = options[0]
    if len(name) != 1 or not isinstance(name[0], str) or not name[0].isascii() or not name[0].isidentifier():
        raise PhraseError(text)
    return (name[0],), at


def say(line: Line, facts: Facts, rng: Random) -> str:
    """One wording of a line. Raises KeyError for a slot the facts do not know."""
    parts = line.parts
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    out: list[str] = []
    _say(parts, facts, rng, out)
    return "".join(out)


def _say(parts: Sequence[Any], facts: Facts, rng: Random, out: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, tuple):
            out.append(facts[part[0]])
        else:
            _say(part[int(rng.random() * len(part))], facts, rng, out)


def pick(options: Sequence[Any], rng: Random) -> Any:
    """One of the options, quicker than random.choice."""
    return options[int(rng.random() * len(options))]


def pick_weighted(options: Sequence[Any], ladder: Sequence[float], rng: Random) -> Any:
    """One of the options by cumulative weights."""
    point = rng.random() * ladder[-1]
    low, high = 0, len(ladder) - 1
    while low < high:
        middle = (low + high) // 2
        if point < ladder[middle]:
            high = middle
        else:
            low = middle + 1
    return options[low]


def ladder(weights: Iterable[float]) -> list[float]:
    """Cumulative weights for `pick_weighted`."""
    total = 0.0
    rungs = []
    for weight in weights:
        total += weight
        rungs.append(total)
    return rungs


def _slots(parts: Sequence[Any]) -> frozenset[str]:
    found: set[str] = set()
    for part in parts:
        if isinstance(part, tuple):
            found.add(part[0])
        elif isinstance(part, list):
            for option in part:
                found |= _slots(option)
    return frozenset(found)
