"""Finding thousands of phrases in one pass over a text.

Phrases are filed under their first two characters; the pass looks up every pair of neighbouring characters of the text and only
then compares. Its cost grows with the text, hardly with the lexicon.
"""

import re
from collections.abc import Iterable, Iterator
from operator import add
from typing import Generic, NamedTuple, TypeVar

from qingting.nlp.lexicon.patterns import is_latin

Meaning = TypeVar("Meaning")


class _Filed(NamedTuple, Generic[Meaning]):
    literal: str
    bounded_before: bool
    bounded_after: bool
    meanings: tuple[Meaning, ...]


class PhraseIndex(Generic[Meaning]):
    """Phrases, each with whatever it means. A Latin phrase matches whole words; one that ends in a star lets letters follow."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        meanings: dict[str, list[Meaning]] = {}
        for phrase, meaning in phrases:
            meanings.setdefault(phrase, []).append(meaning)
        self._pairs: dict[str, list[_Filed[Meaning]]] = {}
        self._singles: dict[str, tuple[Meaning, ...]] = {}
        for phrase, found in meanings.items():
            plain = phrase.removesuffix("*")
            if len(plain) == 1:
                self._singles[plain] = tuple(found)
                continue
            filed = _Filed(plain, is_latin(plain[0]), is_latin(plain[-1]) and plain == phrase, tuple(found))
            self._pairs.setdefault(plain[:2], []).append(filed)
        self._single = re.compile(f"[{re.escape(''.join(self._singles))}]") if self._singles else None

    def find(self, view: str) -> Iterator[tuple[int, int, Meaning]]:
        """Every (start, end, meaning) in a folded text, overlapping ones included, by start within each kind of phrase."""
        look_up = self._pairs.get
        size = len(view)
        for start, filed_here in enumerate(map(look_up, map(add, view, view[1:]))):
            if filed_here is None:
                continue
            free_before: bool | None = None
            for literal, bounded_before, bounded_after, meanings in filed_here:
                if bounded_before:
                    if free_before is None:
                        free_before = start == 0 or not is_latin(view[start - 1])
                    if not free_before:
                        continue
                if not view.startswith(literal, start):
                    continue
                end = start + len(literal)
                if bounded_after and end < size and is_latin(view[end]):
                    continue
                for meaning in meanings:
                    yield start, end, meaning
        if self._single is not None:
            for found in self._single.finditer(view):
                for meaning in self._singles[found[0]]:
                    yield found.start(), found.end(), meaning
