"""Anger from 1 to 5 and the ruling emotion, from words, exclamation marks, capitals and threats."""

import re
from collections import Counter

from qingting.nlp.lexicon.assertion import event_negated
from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.lexicon.surroundings import around

# Sum of anger from which the next step begins.
STEPS = (0.9, 1.9, 3.4, 5.4)
EMOTIONS = ("angry", "disappointed", "anxious")
_SHOUT = re.compile(r"[!！]{2,}|[?？]{3,}|[!！?？]{3,}")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_REPEATED_WORD = 0.4
_MOST_PER_WORD = 2


def read_feeling(text: str, view: str, hits: list[Hit], *, threats: int, repeated: bool) -> tuple[int, str]:
    """(anger, emotion). `threats` is the number of escalations asserted, `repeated` whether earlier contacts are mentioned."""
    sums = dict.fromkeys(EMOTIONS, 0.0)
    seen: Counter[str] = Counter()
    end = 0
    for hit in hits:
        if hit.start < end:  # inside a longer word that counted already
            continue
        if event_negated(around(view, hit.start, hit.end)):
            continue
        end = hit.end
        word = view[hit.start : hit.end]
        seen[word] += 1
        if seen[word] <= 1 + _MOST_PER_WORD:
            sums[hit.group.label] += hit.group.weight * (1.0 if seen[word] == 1 else _REPEATED_WORD)
    words = sum(sums.values())
    anger = sums["angry"] + 0.3 * sums["disappointed"]
    shouting = min(1.5, 0.5 * len(_SHOUT.findall(text))) + min(0.6, 0.2 * (text.count("！") + text.count("!")))
    shouting += min(1.0, 0.25 * len(_CAPITALS.findall(text))) if len(text) < 20_000 else 0.0
    if words:
        anger += shouting
    else:
        anger += min(shouting, 1.0)
    anger += min(1.2, 0.9 * threats) + (0.3 if repeated and words else 0.0)
    level = 1 + sum(anger >= step for step in STEPS)
    return level, _emotion(level, sums)


def _emotion(level: int, sums: dict[str, float]) -> str:
    if level == 5:
        return "furious"
    strongest = max(EMOTIONS, key=lambda name: sums[name])
    if level == 4:
        return "furious" if sums["angry"] >= 4.4 else "angry"
    if sums[strongest] >= 0.9:
        return strongest
    return "angry" if level >= 3 else "calm"
