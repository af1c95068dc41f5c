"""What stands around a find: the clause before and after it, and the regular expressions that read them.

All windows are short and cut from the text first, so the cost of reading them does not depend on the text.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from qingting.nlp.lexicon.loading import load_cues

BEFORE = 48
AFTER = 24
BEYOND = 40
_CLAUSE_END = re.compile(r"[，,。！？!?；;：:\n]|\.(?=\s|$)")
# The same marks met from behind: what stands before the find is read backwards.
_CLAUSE_BEGIN = re.compile(r"[，,。！？!?；;：:\n]|(?:(?<=\s)|^)\.")
_SENTENCE_BEGIN = re.compile(r"[。！？!?；;\n]|(?:(?<=\s)|^)\.")


class Around(NamedTuple):
    """Windows around a find, cut at clause marks (`before`, `after`) and at sentence ends only (`sentence_before`).

    `latin`: the find is written in Latin letters. `mark`: the clause mark that ends `after`, empty when it lies further off. `beyond`: what
    follows, whatever marks it holds.
    """

    before: str
    after: str
    sentence_before: str
    latin: bool
    mark: str
    beyond: str


def around(view: str, start: int, end: int) -> Around:
    """The windows around a find."""
    window = view[max(0, start - BEFORE) : start]
    backwards = window[::-1]
    mark = _SENTENCE_BEGIN.search(backwards)
    sentence = window[len(window) - mark.start() :] if mark else window
    mark = _CLAUSE_BEGIN.search(backwards)
    clause = window[len(window) - mark.start() :] if mark else window
    beyond = view[end : end + BEYOND]
    following = beyond[:AFTER]
    mark = _CLAUSE_END.search(following)
    after, sign = (following[: mark.start()], mark[0]) if mark else (following, "")
    first = view[start]
    return Around(clause, after, sentence, first.isascii() and first.isalpha(), sign, beyond)


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def anywhere(cue: str) -> re.Pattern[str]:
    """Any word of a cue list, anywhere; Latin words whole."""
    words = load_cues()[cue]
    latin = cue.startswith("en_")
    return re.compile(rf"(?<![a-z]){alternatives(words)}(?![a-z])" if latin else alternatives(words))


@cache
def ending(cue: str, *, filler: str | None = None, limit: int = 0) -> re.Pattern[str]:
    """A word of a cue list that the window ends with, with words of the filler list or any `limit` characters between."""
    words = load_cues()
    between = f"{alternatives(words[filler])}{{0,8}}" if filler else f".{{0,{limit}}}"
    return re.compile(rf"({alternatives(words[cue])}){between}$", re.DOTALL)


@cache
def beginning(cue: str, *, limit: int = 0) -> re.Pattern[str]:
    """A word of a cue list that the window begins with, up to `limit` characters in."""
    return re.compile(rf".{{0,{limit}}}?{alternatives(load_cues()[cue])}", re.DOTALL)


def last_of(expression: re.Pattern[str], window: str) -> re.Match[str] | None:
    """The last place where an expression matches in a short window."""
    found = None
    for found in expression.finditer(window):  # noqa: B007 - the last one is kept
        pass
    return found
