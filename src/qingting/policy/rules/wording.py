"""Wording: scripts and what fills them, phrases that are not used, words that judge."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qingting.kernel.bilingual import Bi
from qingting.policy.rules.codes import main_category
from qingting.policy.schema.scripts import VARIABLES, Script
from qingting.policy.schema.standard import Standard

_VARIABLE = re.compile(r"\{(" + "|".join(VARIABLES) + r")\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A wording found in a text at [start, end), why it is not used and what to say instead."""

    words: str
    start: int
    end: int
    why: Bi
    instead: Bi


def scripts_for(standard: Standard, step: str, category: str | None = None) -> list[Script]:
    """The scripts of a step: those written for the category first, then those for every category."""
    here = {category, main_category(standard, category)} - {None}
    of_step = [script for script in standard.scripts if script.step == step]
    own = [script for script in of_step if here.intersection(script.categories)]
    return own + [script for script in of_step if not script.categories]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables filled in one pass. A variable without a value stays; braces inside a value mean nothing."""
    return _VARIABLE.sub(lambda place: values.get(place[1], place[0]), text)


def unfilled(text: str, values: Mapping[str, str]) -> list[str]:
    """The variables of the text that have no value yet."""
    return [name for name in dict.fromkeys(_VARIABLE.findall(text)) if name not in values]


def banned_in(standard: Standard, text: str) -> list[Found]:
    """Phrases in a text to a customer that the standard does not allow."""
    wordings = [(phrase.words, phrase.why, phrase.instead) for phrase in standard.banned]
    return _find(standard, "banned", wordings, text)


def judging_in(standard: Standard, text: str) -> list[Found]:
    """Words in a summary that judge the customer."""
    wordings = [(word.words, standard.judging_note, word.instead) for word in standard.judging_words]
    return _find(standard, "judging", wordings, text)


def _find(standard: Standard, what: str, wordings: Iterable[tuple[tuple[str, ...], Bi, Bi]], text: str) -> list[Found]:
    def make() -> tuple[re.Pattern[str] | None, dict[str, tuple[Bi, Bi]]]:
        about = {word.lower(): (why, instead) for words, why, instead in wordings for word in words}
        longest_first = sorted(about, key=len, reverse=True)
        return (re.compile("|".join(_whole(word) for word in longest_first), re.IGNORECASE) if about else None), about

    pattern, about = standard.remembered(("wording", what), make)
    if pattern is None:
        return []
    return [Found(hit[0], hit.start(), hit.end(), *about[hit[0].lower()]) for hit in pattern.finditer(text) if hit[0].lower() in about]


def _whole(word: str) -> str:
    """A pattern for the word; one that begins or ends in a Latin letter does not match inside a longer Latin word."""
    before = r"(?<![A-Za-z])" if word[:1].isascii() and word[:1].isalpha() else ""
    after = r"(?![A-Za-z])" if word[-1:].isascii() and word[-1:].isalpha() else ""
    return before + re.escape(word) + after
