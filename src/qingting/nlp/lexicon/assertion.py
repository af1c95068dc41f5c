"""Whether a find is asserted: negation, fear, question, hearsay, and words turned over ("do not think I would not")."""

import re
from functools import cache

from qingting.nlp.lexicon.loading import Hit, load_cues
from qingting.nlp.lexicon.surroundings import Around, alternatives, anywhere, around, beginning, ending

WEAK = 0.4

# "Is this not fraud?" says that it is.
_NO_NEGATION = tuple("大免少忍恨巴说要得差料")
_RHETORICAL = frozenset(("不是", "不", "不算"))
_QUESTION = re.compile(r".{0,14}[吗么嘛?？]", re.DOTALL)
# "At first I did not want to trouble the authorities, but ..."
_AT_FIRST = re.compile(r"(?:本来|原本|原先|起初|本)(?:我|是|也|并|真的?|就)?$")
_BUT_NOW = re.compile(r"但|可是|可你|现在|只好|只能|没办法|不得不|既然")
_DO_NOT_THINK = re.compile(r"(?:think|believe) (?:that )?(?:i|we) (?:wo|would|do|will)\w*$")
# An English negation reaches over this many words.
FARTHEST_WORD = 6
_FEAR = re.compile(r"(?<![可不哪恐])怕(?!是)")


def event_weight(view: str, hit: Hit) -> tuple[float, bool]:
    """(score factor, negated) of something that happened to people: 1.0 asserted, below 0.5 feared, asked or heard of."""
    place = around(view, hit.start, hit.end)
    if event_negated(place) or (hit.last > hit.head and event_negated(around(view, hit.last, hit.end))):
        return 1.0, True
    if hit.group.danger:
        return 1.0, False
    if place.latin:
        return (WEAK if _weak_in_english(view, hit, place) else 1.0), False
    before = place.before
    if ending("asked", limit=4).search(before) or (anywhere("asked").search(before) and _is_question(view, hit)):
        return WEAK, False
    if anywhere("hearsay").search(before):
        return WEAK, False
    if (anywhere("feared").search(before) or _FEAR.search(before)) and not anywhere("feared_not").search(place.sentence_before):
        return WEAK, False
    if "会" in before[-4:] and place.after.startswith(("吗", "么", "不会")):
        return WEAK, False
    if ending("near_miss", limit=6).search(before) and hit.group.level in ("injury", "discomfort"):
        return WEAK, False
    return 1.0, False


def event_negated(place: Around) -> bool:
    """Whether the clause says that it did not happen."""
    if place.latin:
        return english_negated(place)
    found = ending("event_negation", filler="event_filler").search(place.before)
    if found is not None and not _overturned(place.before[: found.start()], found[1]):
        return not (found[1] in _RHETORICAL and _QUESTION.match(place.after + place.mark))
    after = beginning("event_after").match(place.after)
    if after is not None:
        return True
    return place.after == "没有"


def intent_negated(place: Around) -> bool:
    """Whether the clause says that the customer does not go there."""
    if place.latin:
        return english_negated(place)
    found = ending("intent_negation", filler="intent_filler").search(place.before)
    if found is not None:
        before = place.before[: found.start()]
        if _overturned(before, found[1]) or beginning("threat_after", limit=2).match(place.after):
            return False
        return not (_AT_FIRST.search(before) and _BUT_NOW.search(place.beyond))
    if english_negated(place):
        return True
    return beginning("intent_after", limit=5).match(place.after) is not None


def english_negated(place: Around) -> bool:
    """Whether an English clause negates the find: a negation within reach before it with nothing that ends its reach, or after it."""
    reach = _english_reach().search(place.before)
    if reach is not None and len(reach[1].split()) <= FARTHEST_WORD:
        stopped = anywhere("en_negation_stop").search(reach[1]) or _DO_NOT_THINK.search(place.before[: reach.start() + 1])
        if not stopped:
            return True
    return place.latin and _english_after().match(place.after) is not None


@cache
def _english_after() -> re.Pattern[str]:
    return re.compile(rf" (?:\w+ )?{alternatives(load_cues()['en_after'])}(?![a-z])")


@cache
def _english_reach() -> re.Pattern[str]:
    """The last negation of the window; group 1 is what stands between it and the find."""
    words = [word for word in load_cues()["en_negation"] if word != "n't"]
    return re.compile(
        rf"(?:(?<![a-z]){alternatives(words)}(?![a-z'])|n't(?![a-z]))((?:(?!\b(?:no|not|never|without)\b|n't).)*)$", re.DOTALL
    )


def _weak_in_english(view: str, hit: Hit, place: Around) -> bool:
    sentence = place.sentence_before
    if anywhere("en_hearsay").search(place.before):
        return True
    if anywhere("en_asked").search(sentence) and _is_question(view, hit):
        return True
    return anywhere("en_feared").search(place.before) is not None and anywhere("en_feared_not").search(sentence) is None


def _is_question(view: str, hit: Hit) -> bool:
    """Whether the sentence of the find ends as a question."""
    end = re.search(r"[。！!；;\n？?吗]|\.(?=\s|$)", view[hit.end : hit.end + 40])
    return end is not None and end[0] in "？?吗"


def _overturned(before: str, negation: str) -> bool:
    """Whether what stands before a negation turns it over ("do not think I would not"); "会不会" asks instead of negating."""
    if anywhere("overturned_before").search(before[-8:]):
        return True
    if negation == "不" and before.endswith(_NO_NEGATION):
        return True
    turned = ending("overturned").search(before)
    return turned is not None and (len(turned[1]) > 1 or negation.startswith("不" + turned[1]))
