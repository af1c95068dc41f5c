"""Reading the shipped lexicon data into groups of patterns, once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from re import Pattern
from typing import Any, NamedTuple

import yaml

from qingting.nlp.lexicon.index import PhraseIndex
from qingting.nlp.lexicon.patterns import PatternError, compile_pattern

FILES = ("harm", "escalation", "incidents", "demands", "feelings", "bottom_lines", "judging")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Patterns that mean the same. The files explain each field; `kind` says which room of the engine reads the finds."""

    name: str
    kind: str
    label: str
    risk: str | None = None
    fact: str | None = None
    level: str = "none"
    score: float = 1.0
    bare: float = 1.0
    weight: float = 0.0
    danger: bool = False
    act: bool = False
    wanted: bool = False
    rest: bool = False
    neutral: str | None = None
    before_not: tuple[str, ...] = ()
    after_not: tuple[str, ...] = ()


class Rule(NamedTuple):
    """What a phrase in the index stands for: a group, what must follow, and whether it only swallows finds of the group."""

    group: Group
    tail: Pattern[str] | None
    swallows: bool


class Hit(NamedTuple):
    """A find in the folded text. `head` is where its first part ends, `last` where its part behind the last gap begins."""

    start: int
    end: int
    head: int
    last: int
    group: Group


_OPTIONS = frozenset(Group.__dataclass_fields__) | {"zh", "en", "except"}


def read_data(name: str) -> Any:
    """The content of a shipped data file."""
    text = resources.files("qingting.nlp.lexicon").joinpath("data", f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def load_index() -> PhraseIndex[Rule]:
    """All groups of all files in one index. Raises PatternError on malformed data."""
    sets: Mapping[str, Sequence[str]] = read_data("sets")
    return PhraseIndex([phrase for name in FILES for entry in read_data(name) for phrase in _phrases(entry, sets)])


@cache
def load_cues() -> Mapping[str, tuple[str, ...]]:
    """The words that decide whether a find is asserted, by purpose, longest first."""
    return {name: tuple(sorted(map(str, words), key=len, reverse=True)) for name, words in read_data("cues").items()}


def patterns_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """The patterns of a `zh` (parted by white space) and `en` (parted by semicolons) block."""
    yield from str(entry.get("zh", "")).split()
    yield from filter(None, (pattern.strip() for pattern in str(entry.get("en", "")).split(";")))


def _phrases(entry: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Rule]]:
    unknown = set(entry) - _OPTIONS
    if unknown:
        raise PatternError(f"unknown options {sorted(unknown)} in group {entry.get('name')!r}")
    options = {name: value for name, value in entry.items() if name not in ("zh", "en", "except")}
    for name in ("before_not", "after_not"):
        options[name] = tuple(map(str, options.get(name, ())))
    group = Group(**options)
    for swallows, patterns in ((False, entry), (True, entry.get("except", {}))):
        for pattern in patterns_of(patterns):
            compiled = compile_pattern(pattern, sets)
            rule = Rule(group, compiled.tail, swallows)
            for head in compiled.heads:
                yield head, rule
