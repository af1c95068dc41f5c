"""From a text to the finds of the lexicon: one pass, then what longer words swallow is dropped."""

import re

from qingting.kernel.text import fold_same_length
from qingting.nlp.lexicon.loading import Group, Hit, load_index
from qingting.nlp.lexicon.patterns import is_latin

# Finds of one group beyond this many say nothing new; a text made of one repeated threat must not cost more than it is worth.
MOST_HITS = 2000
_WORD = re.compile("[a-z0-9]*")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("\u00a0"): " ", ord("\u3000"): " "}


def view_of(text: str) -> str:
    """The text as it is matched: folded, with plain apostrophes; every position stays where it was."""
    return fold_same_length(text).translate(_QUOTES)


def find_hits(view: str) -> dict[str, list[Hit]]:
    """Finds by kind, in the order of the text, without those that belong to a longer word of another meaning."""
    found: dict[Group, list[Hit]] = {}
    swallowed: dict[Group, set[int]] = {}
    size = len(view)
    for start, head, (group, tail, swallows) in load_index().find(view):
        end, last = head, start
        if tail is not None:
            rest = tail.match(view, head)
            if rest is None:
                continue
            end = rest.end()
            if tail.groups:
                last = rest.start("last")
        elif head < size and is_latin(view[head]) and is_latin(view[head - 1]):  # "explod" stands for "exploded"
            end = _WORD.match(view, head).end()  # type: ignore[union-attr]
        if swallows:
            swallowed.setdefault(group, set()).update(range(start + 1, end + 1))
            continue
        if group.after_not and view.startswith(group.after_not, end):
            continue
        if group.before_not and view[max(0, start - 12) : start].endswith(group.before_not):
            continue
        hits = found.setdefault(group, [])
        if len(hits) < MOST_HITS:
            hits.append(Hit(start, end, head, last, group))
    by_kind: dict[str, list[Hit]] = {}
    for group, hits in found.items():
        longer = swallowed.get(group)
        # The last character of the find, or of its first part, stands inside a longer word: it is a part of that word.
        kept = [hit for hit in hits if hit.end not in longer and hit.head not in longer] if longer else hits
        if kept:
            by_kind.setdefault(group.kind, []).extend(kept)
    return {kind: _without_parts(hits) for kind, hits in by_kind.items()}


def _without_parts(hits: list[Hit]) -> list[Hit]:
    """In the order of the text, without finds that are a part of a longer one of the same label that says no less."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    longest: dict[str, Hit] = {}
    kept = []
    for hit in hits:
        longer = longest.get(hit.group.label)
        if longer is None or hit.end > longer.end:
            longest[hit.group.label] = hit
        elif hit.group.score <= longer.group.score and hit.group.bare <= longer.group.bare:
            continue
        kept.append(hit)
    return kept
