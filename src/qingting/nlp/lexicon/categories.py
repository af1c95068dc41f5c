"""The category whose words the text uses.

A word weighs more the longer it is and the fewer categories claim it. Words are compared without small adverbs ("快递太慢了" holds
"快递慢"). Words of a parent support its children a little; a parent and its child are not rivals.
"""

import re
from collections.abc import Iterator, Sequence
from math import log

from qingting.nlp.lexicon.finding import view_of
from qingting.nlp.lexicon.index import PhraseIndex
from qingting.nlp.ports import TaxonomyEntry
from qingting.nlp.results import CategoryGuess, Span

_FILLING = re.compile(
    r"实在是?|真的是?|简直|特别|非常|十分|极其|极度|一直|总是|老是|有点|有些|这么|那么|如此|比较|稍微|全部|居然|竟然|根本|完全|已经|还是|都是|太|很|了|的|都|也|又|还|就|却"
)
_DENIED = re.compile(r"(?:不是|并非|不是因为|并不是|无关|not|not about|isn't|no)\s?$")
DOUBT = 2.0
ACCEPTED_SHARE = 0.4
MARGIN = 1.4
FROM_PARENT = 0.35
MOST_USES = 3
MOST_SHOWN = 20


class LexiconCategoriser:
    """Guesses by the words of a taxonomy. Making one costs time; it is then safe to share between threads."""

    def __init__(self, taxonomy: Sequence[TaxonomyEntry]) -> None:
        self._parents = {entry.code: entry.parent for entry in taxonomy}
        claims: dict[str, set[str]] = {}
        for entry in taxonomy:
            for word in entry.words:
                if plain := view_of(word).strip():
                    claims.setdefault(plain, set()).add(entry.code)
        categories = max(1, len({code for codes in claims.values() for code in codes}))
        self._weights = {word: _length(word) * log(1 + categories / len(codes)) for word, codes in claims.items()}
        self._claims = {word: tuple(sorted(codes)) for word, codes in claims.items()}
        squeezed = {word: _squeeze(word)[0] for word in claims}
        self._squeezed = PhraseIndex((short, word) for word, short in squeezed.items() if len(short) > 1)
        self._plain = PhraseIndex((word, word) for word, short in squeezed.items() if len(short) <= 1)

    def categorise(self, text: str) -> CategoryGuess | None:
        """The best guess, or None when no word of the taxonomy is in the text."""
        return self.categorise_view(text, view_of(text))

    def categorise_view(self, text: str, view: str) -> CategoryGuess | None:
        """The same for a text already folded."""
        words = self._words_in(view)
        scores: dict[str, float] = {}
        uses: dict[str, int] = {}
        for _, _, word in words:
            uses[word] = uses.get(word, 0) + 1
            if uses[word] > MOST_USES:
                continue
            for code in self._claims[word]:
                scores[code] = scores.get(code, 0.0) + self._weights[word] / uses[word]
        if not scores:
            return None
        supported = {code: score + FROM_PARENT * scores.get(self._parents.get(code) or "", 0.0) for code, score in scores.items()}
        ranked = sorted(supported.items(), key=lambda item: (-item[1], item[0]))
        total = sum(supported.values()) + DOUBT
        code, score = self._most_specific(ranked)
        rival = max((other for name, other in ranked if name != code and not self._related(code, name)), default=0.0)
        kin = sum(other for name, other in ranked if name != code and self._related(code, name))
        confidence = min(0.99, score / (total - kin))
        ranked.sort(key=lambda item: item[0] != code)
        top = tuple((name, round(points / total, 4)) for name, points in ranked[:3])
        return CategoryGuess(
            code=code,
            confidence=round(confidence, 4),
            words=tuple(self._spans(text, words, code)),
            top=top,
            accepted=confidence >= ACCEPTED_SHARE and score >= MARGIN * rival,
        )

    def _words_in(self, view: str) -> list[tuple[int, int, str]]:
        """Words of the taxonomy, the longest where several overlap, without those the text says it is not about."""
        squeezed, places = _squeeze(view)
        found = [(places[start], places[end - 1] + 1, word) for start, end, word in self._squeezed.find(squeezed)]
        found += self._plain.find(view)
        found.sort(key=lambda item: (item[0], -item[1]))
        kept: list[tuple[int, int, str]] = []
        for start, end, word in found:
            if kept and start < kept[-1][1]:
                if (end - start, word) <= (kept[-1][1] - kept[-1][0], kept[-1][2]):
                    continue
                kept.pop()
            kept.append((start, end, word))
        return [item for item in kept if not _DENIED.search(view[max(0, item[0] - 10) : item[0]])]

    def _spans(self, text: str, words: Sequence[tuple[int, int, str]], code: str) -> Iterator[Span]:
        strongest = max(self._weights[word] for _, _, word in words)
        mine = [item for item in words if code in self._claims[item[2]]]
        for start, end, word in mine[:MOST_SHOWN]:
            yield Span(code, text[start:end], start, end, round(self._weights[word] / strongest, 4))

    def _most_specific(self, ranked: Sequence[tuple[str, float]]) -> tuple[str, float]:
        """The first, or its best child when the first is a parent: words that say more precisely what it is are in the text."""
        return next((item for item in ranked if self._parents.get(item[0]) == ranked[0][0]), ranked[0])

    def _related(self, code: str, other: str) -> bool:
        return self._parents.get(code) == other or self._parents.get(other) == code


def _squeeze(view: str) -> tuple[str, Sequence[int]]:
    """The text without small adverbs, and where each remaining character came from."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for found in _FILLING.finditer(view):
        pieces.append(view[last : found.start()])
        places.extend(range(last, found.start()))
        last = found.end()
    if not last:
        return view, range(len(view))
    pieces.append(view[last:])
    places.extend(range(last, len(view)))
    return "".join(pieces), places


def _length(word: str) -> float:
    """How specific a word is by its length: characters of Chinese, words and letters of Latin."""
    if word.isascii():
        return 1.0 + 0.6 * word.count(" ") + 0.1 * min(len(word), 12)
    return float(min(len(word), 8) ** 1.2 / 1.6)
