"""Whom the customer turns to, and how far that has gone.

Stages: a mere mention, a threat (conditional ones too: "if this goes on I go to court"), done. What an agent said or a notice offers
("you can call 12315") is kept with a low score. Naming a place is not going there: bare nouns have the score of their group.
"""

import re

from qingting.nlp.lexicon.assertion import WEAK, intent_negated
from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.lexicon.surroundings import Around, anywhere, around, beginning, ending, last_of
from qingting.nlp.results import Span

_OPENING = re.compile(r"[“「『\"‘]")
_QUOTE_REACH = 60


def read_escalation(text: str, view: str, hits: list[Hit]) -> list[tuple[Hit, Span]]:
    """A span for every find that names or takes a way outwards; `value` is the stage."""
    return [(hit, _span(text, view, hit)) for hit in hits]


def _span(text: str, view: str, hit: Hit) -> Span:
    place = around(view, hit.start, hit.end)
    negated = intent_negated(place)
    stage, score = ("mention", hit.group.bare) if negated else _stage(view, hit, place)
    return Span(hit.group.label, text[hit.start : hit.end], hit.start, hit.end, score * hit.group.score, negated, stage)


def _stage(view: str, hit: Hit, place: Around) -> tuple[str, float]:
    if _agent_speaks(view, hit, place):
        return "mention", WEAK
    if _done(place):
        return "done", 1.0
    if hit.group.act or _going(place):
        return "threat", 0.9
    return "mention", hit.group.bare


def _done(place: Around) -> bool:
    if place.latin:
        return anywhere("en_done").search(place.before) is not None
    if ending("done_before", limit=14).search(place.before) or beginning("done_after", limit=2).match(place.after):
        return True
    return anywhere("en_done").search(place.before) is not None


def _going(place: Around) -> bool:
    if (
        ending("going", limit=5).search(place.before)
        or ending("going_directly").search(place.before)
        or beginning("going_after", limit=2).match(place.after)
    ):
        return True
    if ending("en_going", limit=18).search(place.before):
        return True
    return place.latin and beginning("en_going_after", limit=1).match(place.after) is not None


def _agent_speaks(view: str, hit: Hit, place: Around) -> bool:
    """Whether it is the company's side that speaks of it: advice, a notice, or a quotation."""
    before = place.sentence_before
    if place.latin or before.isascii():
        found = anywhere("en_agent_may").search(before)
        return found is not None and anywhere("en_customer_speaks").search(before[found.end() :]) is None
    if _quoted(view, hit.start):
        return True
    may = last_of(anywhere("agent_may"), before)
    if may is not None and not before[: may.start()].endswith(("我", "我们")):
        return anywhere("customer_speaks").search(before[may.end() :]) is None
    return _said_by_agent(place.before)


def _said_by_agent(clause: str) -> bool:
    """Whether somebody of the company said it earlier in the clause, and not the customer to them."""
    for name in anywhere("agent_names").finditer(clause):
        said = beginning("says", limit=4).match(clause[name.end() :])
        if said and not ending("says_to_agent").search(clause[: name.start()]):
            return anywhere("customer_speaks").search(clause[name.end() + said.end() :]) is None
    return False


def _quoted(view: str, start: int) -> bool:
    """Whether the find stands in a quotation that somebody of the company is said to have uttered."""
    window = view[max(0, start - _QUOTE_REACH) : start]
    opening = last_of(_OPENING, window)
    if opening is None or any(mark in window[opening.end() :] for mark in "”」』"):
        return False
    lead = window[max(0, opening.start() - 16) : opening.start()]
    for name in anywhere("agent_names").finditer(lead):
        if anywhere("says").search(lead[name.end() :]) and not ending("says_to_agent").search(lead[: name.start()]):
            return True
    return False
