"""What the language engines answer: plain frozen records, the same for every engine.

Positions are code points of the text that was given, `[start, end)`. A machine only suggests: each answer carries the engine, its
version and the words it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that means something.

    label: code of what was found ("fire", "refund", "12315").
    score: 0 to 1; below 0.5 it is kept to be seen but does not count as a fact (quoted agents, fears, hearsay).
    negated: the text says that it is not so.
    value: a detail: harm level, stage of an escalation ("mention", "threat", "done"), number, neutral wording.
    """

    label: str
    text: str
    start: int
    end: int
    score: float = 1.0
    negated: bool = False
    value: str | int | None = None

    @property
    def counts(self) -> bool:
        """Whether the text asserts it strongly enough for rules to rest on it."""
        return not self.negated and self.score >= 0.5


@dataclass(frozen=True, slots=True)
class CategoryGuess:
    """The likeliest category.

    top: up to three (code, share of the evidence), best first; shares sum to less than 1, the rest is doubt.
    words: the words in the text that decided for `code`.
    accepted: sure enough, and far enough ahead of the next, to be set without asking.
    """

    code: str
    confidence: float
    words: tuple[Span, ...]
    top: tuple[tuple[str, float], ...]
    accepted: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is read from one text.

    escalation: whom the customer turns to or threatens to turn to. bottom_lines: what is not negotiable. promises: what was
    promised to the customer, time included. anger: 1 (none) to 5 (rage). emotion: calm, disappointed, anxious, angry or furious.
    facts: flat facts for policy conditions. evidence: spans behind facts that have no list of their own.
    """

    category: CategoryGuess | None
    demands: tuple[Span, ...]
    risks: tuple[Span, ...]
    escalation: tuple[Span, ...]
    bottom_lines: tuple[Span, ...]
    anger: int
    emotion: str
    promises: tuple[Span, ...]
    facts: Mapping[str, object]
    engine: str
    version: str
    evidence: tuple[Span, ...] = ()
