"""What the customer wants, and what the customer refuses."""

import re

from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.lexicon.surroundings import Around, anywhere, around, beginning, ending, last_of
from qingting.nlp.results import Span

# Words of wishing reach this far; a noun alone in a short clause ("退款！") is a wish too.
WISH_REACH = 18
_WISH = re.compile(
    r"(?<![主重快首次简摘概紧不没别勿])要(?![么是不死素点闻])|(?<![不没感理思联设猜料幻])想(?![法到象起])|(?<![邀])请(?![问教假客])|(?<!只)(?:能|可以)(?=.{0,12}$)"
)
# A clause that goes on with the wish of the clause before it: "please waive the fee, and send a receipt".
_GOES_ON = re.compile(r"^(?:并|同时|以及|再|且|还要|还有|另外|另|顺便|然后|最好| ?and )")
_ASKING = re.compile(r".{0,10}[吗么？?]", re.DOTALL)
_ONLY_FILLING = re.compile(r"^(?:[啊吧呀了！!\s]|给我|全额|马上|立刻|现在|就|你们|快|赶紧|我|的|or|and|full|a|my|now)*$")


def read_demands(text: str, view: str, hits: list[Hit]) -> list[Span]:
    """A span for every wish; what is refused is negated, what is only told about is left out."""
    found = []
    for hit in hits:
        place = around(view, hit.start, hit.end)
        negated = _refused(place)
        score = 1.0
        if hit.group.wanted and not negated:
            if _told(place):
                continue
            if not _wished(place):
                if not (_ONLY_FILLING.match(place.before) and _ONLY_FILLING.match(place.after)):
                    continue
                score = 0.7
        found.append(Span(hit.group.label, text[hit.start : hit.end], hit.start, hit.end, score, negated))
    return found


def _refused(place: Around) -> bool:
    if place.latin:
        last = last_of(anywhere("en_want_not"), place.before)
        return last is not None and anywhere("en_want").search(place.before[last.end() :]) is None and len(place.before) - last.end() <= 24
    if ending("want_not", filler="want_not_filler").search(place.before):
        return True
    return beginning("want_not_after", limit=1).match(place.after) is not None


def _told(place: Around) -> bool:
    return not place.latin and beginning("told_after").match(place.after) is not None and not place.after.startswith(("点", "了事"))


def _wished(place: Around) -> bool:
    before = place.before
    if _GOES_ON.match(before) or place.sentence_before[: -len(before) or None].endswith((":", "：")):
        before = place.sentence_before
    if place.latin:
        return not place.before.strip() or anywhere("en_want").search(before[-40:]) is not None
    near = before[-WISH_REACH:] if before is place.before else before
    if anywhere("want").search(near):
        return True
    wish = last_of(_WISH, near)
    if wish is None:
        return False
    return wish[0] not in ("能", "可以") or _ASKING.match(place.after + place.mark) is not None
