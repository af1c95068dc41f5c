"""What endangers people: harm, minors, leaks, fraud, groups, and a company in trouble."""

from bisect import bisect_left

from qingting.nlp.lexicon.assertion import event_weight
from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.results import Span

# A child counts when something has happened to somebody within this many characters.
CHILD_REACH = 40


def read_events(text: str, view: str, hits: list[Hit]) -> list[tuple[Hit, Span]]:
    """A span for every find of something that happened; `value` is the harm level for harm."""
    found = []
    for hit in hits:
        factor, negated = event_weight(view, hit)
        value = hit.group.level if hit.group.level != "none" else None
        found.append((hit, Span(hit.group.label, text[hit.start : hit.end], hit.start, hit.end, hit.group.score * factor, negated, value)))
    return found


def children_harmed(text: str, children: list[Hit], harm: list[Span]) -> list[Span]:
    """Spans for the children that stand near a harm the text asserts. A child alone is no risk."""
    places = sorted(span.start for span in harm if span.counts)
    if not places:
        return []
    found = []
    for hit in children:
        position = bisect_left(places, hit.start - CHILD_REACH)
        if position < len(places) and places[position] <= hit.end + CHILD_REACH:
            found.append(Span(hit.group.label, text[hit.start : hit.end], hit.start, hit.end, hit.group.score))
    return found
