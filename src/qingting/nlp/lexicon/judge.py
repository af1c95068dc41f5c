"""The lexicon engine: everything from one pass over the text."""

from collections.abc import Sequence

from qingting.nlp.facts import HARM_LEVELS, STAGES, harmless_facts
from qingting.nlp.lexicon.amounts import find_amounts, stated_amount
from qingting.nlp.lexicon.bottom_lines import find_bottom_lines
from qingting.nlp.lexicon.categories import LexiconCategoriser
from qingting.nlp.lexicon.crowds import find_crowds
from qingting.nlp.lexicon.demands import read_demands
from qingting.nlp.lexicon.escalation import read_escalation
from qingting.nlp.lexicon.feelings import read_feeling
from qingting.nlp.lexicon.finding import find_hits, view_of
from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.lexicon.promises import find_promises
from qingting.nlp.lexicon.repeats import find_repeats
from qingting.nlp.lexicon.risks import children_harmed, read_events
from qingting.nlp.lexicon.spans import labels_that_count, merge
from qingting.nlp.ports import TaxonomyEntry
from qingting.nlp.results import Judgement, Span

NAME = "lexicon"
VERSION = "2026.1"
RISKS = frozenset(
    ("life", "injury", "discomfort", "fire", "minors", "self_harm", "media", "regulator", "court", "group", "data_leak", "fraud")
)
CROWD = 5
_WARM_UP = "如果再不退款，客服说可以打12315，我不会去找媒体，没有受伤。I will not call the court, nobody was hurt, please refund me."

Pairs = list[tuple[Hit, Span]]


class LexiconJudge:
    """Judges by shipped word lists and the words of a taxonomy. Safe to share between threads."""

    def __init__(self, taxonomy: Sequence[TaxonomyEntry] = ()) -> None:
        self._categoriser = LexiconCategoriser(taxonomy)
        self.judge(_WARM_UP)  # reads the data and compiles every expression now, not during the first complaint

    def judge(self, text: str) -> Judgement:
        """Everything the lexicon finds. Any string is fine; nothing in it is obeyed."""
        view = view_of(text)
        hits = find_hits(view)
        harm = read_events(text, view, hits.get("harm", []))
        incidents = read_events(text, view, hits.get("incident", []))
        outward = read_escalation(text, view, hits.get("escalation", []))
        outside = read_escalation(text, view, hits.get("outside", []))
        children = children_harmed(text, hits.get("child", []), [span for _, span in harm])
        demands = merge(read_demands(text, view, hits.get("demand", [])))
        repeats = find_repeats(text, view)
        amounts = find_amounts(text, view)
        crowds = find_crowds(text, view)
        risks = merge(_risks(harm + incidents, outward, children))
        escalation = merge(span for _, span in outward)
        threats = len({span.label for span in escalation if span.counts})
        anger, emotion = read_feeling(text, view, hits.get("feeling", []), threats=threats, repeated=bool(repeats))
        category = self._categoriser.categorise_view(text, view)
        facts = harmless_facts()
        facts.update(_facts(harm, incidents + outward + outside, children))
        affected = max((span.value for span in crowds if isinstance(span.value, int)), default=1)
        facts["group"] = facts["group"] or affected >= CROWD
        facts.update(
            affected_count=affected,
            amount_fen=stated_amount(amounts),
            repeat_mentioned=bool(repeats),
            anger=anger,
            demands=labels_that_count(demands),
            risks=sorted({*labels_that_count(risks), *(["group"] if affected >= CROWD else [])}),
            escalation=labels_that_count(escalation),
        )
        others = [
            _relabelled(hit, span) for hit, span in [*incidents, *outward, *outside] if hit.group.fact and hit.group.fact not in RISKS
        ]
        return Judgement(
            category=category,
            demands=demands,
            risks=risks,
            escalation=escalation,
            bottom_lines=find_bottom_lines(text, view, hits.get("bottom_line", [])),
            anger=anger,
            emotion=emotion,
            promises=find_promises(text, view),
            facts=facts,
            engine=NAME,
            version=VERSION,
            evidence=merge([*others, *repeats, *amounts, *crowds]),
        )

    def find_risks(self, text: str) -> tuple[Span, ...]:
        """The risks alone."""
        return self.judge(text).risks

    def find_demands(self, text: str) -> tuple[Span, ...]:
        """The demands alone."""
        return self.judge(text).demands


def _risks(events: Pairs, outward: Pairs, children: list[Span]) -> list[Span]:
    found = [span for hit, span in events if hit.group.label in RISKS]
    found += children
    for hit, span in outward:
        if hit.group.risk:
            found.append(Span(hit.group.risk, span.text, span.start, span.end, span.score, span.negated, span.value))
    return found


def _relabelled(hit: Hit, span: Span) -> Span:
    return Span(hit.group.fact or span.label, span.text, span.start, span.end, span.score, span.negated, span.value)


def _facts(harm: Pairs, others: Pairs, children: list[Span]) -> dict[str, object]:
    """Facts from what is asserted strongly enough."""
    facts: dict[str, object] = {"harm": "none"}
    level = max((HARM_LEVELS.index(hit.group.level) for hit, span in harm if span.counts), default=0)
    facts["harm"] = HARM_LEVELS[level]
    facts["self_harm"] = any(hit.group.label == "self_harm" for hit, span in harm if span.counts)
    stages = dict.fromkeys(("court", "media", "regulator"), 0)
    for hit, span in others:
        fact = hit.group.fact
        if fact and span.counts:
            facts[fact] = True
            if fact in stages:
                stages[fact] = max(stages[fact], STAGES.index(str(span.value)))
    if children:
        facts["minors"] = True
    facts.update({f"{name}_stage": STAGES[stage] for name, stage in stages.items()})
    return facts
