"""What stands around a find: the clause before and after it, and the regular expressions that read them.

All windows are short and cut from the text first, so the cost of reading them does not depend on the text.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from qingting.nlp.lexicon.loading import Hit, load_cues

BEFORE = 48
AFTER = 24
_CLAUSE_END = re.compile(r"[，,。！？!?；;：:\n]|\.(?=\s|$)")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")


class Around(NamedTuple):
    """Windows around a find, cut at clause marks (`before`, `after`) and at sentence ends only (`sentence_before`)."""

    before: str
    after: str
    sentence_before: str
    latin: bool


def around(view: str, hit: Hit) -> Around:
    """The windows around a find. `latin` tells that the find is written in Latin letters."""
    window = view[max(0, hit.start - BEFORE) : hit.start]
    sentence = window[_last_end(_SENTENCE_END, window) :]
    clause = sentence[_last_end(_CLAUSE_END, sentence) :]
    following = view[hit.end : hit.end + AFTER]
    mark = _CLAUSE_END.search(following)
    return Around(clause, following[: mark.start()] if mark else following, sentence, view[hit.start].isascii() and view[hit.start].isalpha())


def _last_end(mark: re.Pattern[str], window: str) -> int:
    end = 0
    for found in mark.finditer(window):
        end = found.end()
    return end


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
