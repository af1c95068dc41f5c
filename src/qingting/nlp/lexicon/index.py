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


class _Shelf(NamedTuple, Generic[Meaning]):
    """Phrases that begin with the same two characters: by their text; each as (whole word only, meanings)."""

    latin: bool
    lengths: tuple[int, ...]
    phrases: dict[str, list[tuple[bool, tuple[Meaning, ...]]]]


class PhraseIndex(Generic[Meaning]):
    """Phrases, each with whatever it means. A Latin phrase matches whole words; one that ends in a star lets letters follow."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        meanings: dict[str, list[Meaning]] = {}
        for phrase, meaning in phrases:
            meanings.setdefault(phrase, []).append(meaning)
        shelves: dict[str, dict[str, list[tuple[bool, tuple[Meaning, ...]]]]] = {}
        self._singles: dict[str, tuple[Meaning, ...]] = {}
        for phrase, found in meanings.items():
            plain = phrase.removesuffix("*")
            if len(plain) > 1:
                whole = plain == phrase and is_latin(plain[-1])
                shelves.setdefault(plain[:2], {}).setdefault(plain, []).append((whole, tuple(found)))
            elif plain and not is_latin(plain):
                self._singles[plain] = (*self._singles.get(plain, ()), *found)
        self._shelves = {pair: _Shelf(is_latin(pair[0]), tuple(sorted({*map(len, shelf)})), shelf) for pair, shelf in shelves.items()}
        self._single = re.compile(f"[{re.escape(''.join(self._singles))}]") if self._singles else None

    def find(self, view: str) -> Iterator[tuple[int, int, Meaning]]:
        """Every (start, end, meaning) in a folded text, overlapping ones included; those of one character come last."""
        size = len(view)
        for start, shelf in enumerate(map(self._shelves.get, map(add, view, view[1:]))):
            if shelf is None or (shelf.latin and start and is_latin(view[start - 1])):
                continue
            phrases = shelf.phrases
            for length in shelf.lengths:
                end = start + length
                found = phrases.get(view[start:end])
                if found is None or end > size:
                    continue
                for whole, meanings in found:
                    if not (whole and end < size and is_latin(view[end])):
                        for meaning in meanings:
                            yield start, end, meaning
        if self._single is not None:
            for single in self._single.finditer(view):
                for meaning in self._singles[single[0]]:
                    yield single.start(), single.end(), meaning
