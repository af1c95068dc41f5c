"""What a language engine must be able to do, whatever is inside it.

No engine raises on a text: any string is judged, and what the text orders is never obeyed.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from qingting.nlp.results import CategoryGuess, Judgement, Span


class TaxonomyEntry(NamedTuple):
    """A category and the words that speak for it, Chinese and English together; `parent` is None at the top."""

    code: str
    parent: str | None
    words: Sequence[str]


class Judge(Protocol):
    """Reads everything from a text at once."""

    def judge(self, text: str) -> Judgement: ...


class Categoriser(Protocol):
    """Names the likeliest category; None when nothing in the text speaks for any."""

    def categorise(self, text: str) -> CategoryGuess | None: ...


class RiskFinder(Protocol):
    """Finds what endangers people or the company, negated findings included."""

    def find_risks(self, text: str) -> tuple[Span, ...]: ...


class DemandFinder(Protocol):
    """Finds what the customer wants to have done, refused offers included as negated."""

    def find_demands(self, text: str) -> tuple[Span, ...]: ...


class Masker(Protocol):
    """Hides personal data; the masked text has the length of the text, so spans hold in both."""

    def mask(self, text: str) -> tuple[str, tuple[Span, ...]]: ...


class WordingChecker(Protocol):
    """Finds words in a summary that judge the customer; `value` is a neutral wording."""

    def judging_words(self, text: str) -> tuple[Span, ...]: ...
