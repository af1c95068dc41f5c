"""Words in an agent's summary that judge the customer, each with a neutral wording to put in their place."""

from qingting.nlp.lexicon.finding import find_hits, view_of
from qingting.nlp.results import Span


def judging_words(text: str) -> list[Span]:
    """Every judging word, longest where several overlap; `value` is a neutral wording in the language of the word."""
    spans: list[Span] = []
    for hit in find_hits(view_of(text)).get("judging", ()):
        if spans and hit.start < spans[-1].end:
            continue
        spans.append(Span("judging_word", text[hit.start : hit.end], hit.start, hit.end, value=hit.group.neutral))
    return spans


class LexiconWordingChecker:
    """The port form of `judging_words`."""

    def judging_words(self, text: str) -> tuple[Span, ...]:
        """See `judging_words`."""
        return tuple(judging_words(text))
