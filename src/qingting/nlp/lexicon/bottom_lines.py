"""What the customer will not give way on. Rules that others make ("the system says you must") are none."""

import re

from qingting.nlp.lexicon.loading import Hit
from qingting.nlp.results import Span

LONGEST = 40
_CLAUSE_END = re.compile(r"[，,。！？!?；;：:\n]|\.(?=\s|$)")
_RULE_OF_OTHERS = re.compile(
    r"规定|系统|流程|提示|要求我|让我|叫我|告诉我|告知|客服说|他们说|说是|网页|页面|政策|规则|显示|凭证|资料|本人|您$|您必须$|the system|policy|rules? (?:say|state)|told me|says? i|you say|i$|i $"
)


def find_bottom_lines(text: str, view: str, hits: list[Hit]) -> tuple[Span, ...]:
    """Spans from the deciding word to the end of its clause."""
    spans: list[Span] = []
    for hit in hits:
        before = view[max(0, hit.start - 24) : hit.start]
        clause = _CLAUSE_END.split(before)[-1]
        if hit.group.name == "ultimatum" and _RULE_OF_OTHERS.search(clause):
            continue
        end = hit.end
        if hit.group.rest:
            stop = _CLAUSE_END.search(view, hit.end, hit.end + LONGEST)
            end = stop.start() if stop else min(len(view), hit.end + LONGEST)
        if spans and hit.start < spans[-1].end:
            if end > spans[-1].end:
                spans[-1] = Span(spans[-1].label, text[spans[-1].start : end], spans[-1].start, end)
            continue
        spans.append(Span(hit.group.label, text[hit.start : end].rstrip(), hit.start, hit.start + len(text[hit.start : end].rstrip())))
    return tuple(spans)
