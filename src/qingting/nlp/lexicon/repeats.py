"""Wording that tells that the customer has been in touch about this before."""

import re
from collections.abc import Iterator

from qingting.nlp.results import Span

_CONTACT = "打电话|打客服|打了|打|投诉|联系|反映|反应|报修|来电|催|找你们|找客服|反馈|沟通|申请|咨询|拨打|致电|来店|上门|维修|返修|修|问|跟你们说|说明|要求|进线"
_MANY = r"(?:好几|很多|许多|无数|多|两|二|三|四|五|六|七|八|九|十|十几|十来|几|几十|数十|\d{1,3})"
_REPEAT = re.compile(
    rf"第(?:[二三四五六七八九十]{{1,3}}|[2-9]|\d{{2}}|n|好几|无数)(?:次|回|遍|趟)[^，,。！？!?；;\n]{{0,6}}?(?:{_CONTACT}|坏|出现(?:同样|这个|故障|问题)|发生|换|寄)"
    rf"|(?:{_CONTACT})(?:了|过)?[^，,。！？!?；;\n\d]{{0,8}}?{_MANY}(?:多|余)?(?:次|遍|回|趟|个电话|通电话|个客服电话)"
    rf"|(?:多次|数次|屡次|反复|一再|再三|不断|不停|天天|每天|好几次|几十次|无数次|{_MANY}次)(?:地|的|给|向|跟|与|通过|在|被|进行)?[^，,。！？!?；;\n]{{0,6}}?(?:打电话|打客服|投诉|联系|反映|报修|来电|催|反馈|沟通|咨询|拨打|致电|找你们|找客服|要求)"
    r"|一而再|再而三|三番五次|三番两次|几次三番|接二连三地?(?:投诉|打|反映)|不止一次|(?:再次|又一次|再一次|又来|又打|再度)(?:打|投诉|来电|反映|联系|电话|报修|致电|反馈|进线|催)"
    r"|上次(?:就|已经|也|投诉|反映|打电话|来电|说(?:好|过|的))|之前(?:就|已经|也)?(?:投诉|反映|打过|报修|联系|反馈|来电|咨询)过?"
)
_ENGLISH = re.compile(
    r"(?<![a-z])(?:(?:second|third|fourth|fifth|sixth|seventh|tenth|umpteenth|nth|\d{1,2}(?:nd|rd|th)) (?:time|complaint|call|email|letter|attempt|contact)(?! (?:buyer|customer|ordering))"
    r"|(?:called|contacted|complained|emailed|written|wrote|reported|phoned|asked|rang|chased|messaged)[^.!?\n]{0,24}? (?:several|many|multiple|two|three|four|five|six|ten|countless|numerous|\d{1,3}) (?:times|calls|emails)"
    r"|(?:called|contacted|complained|emailed|written|phoned|reported|asked)[^.!?\n]{0,16}? (?:twice|again|repeatedly)"
    r"|(?:several|many|multiple|repeated|numerous|countless) (?:calls|emails|complaints|phone calls|contacts|attempts|messages)|repeatedly (?:called|contacted|complained|asked|emailed|reported)"
    r"|again and again|over and over|time and again|once again (?:i|we))"
)
_FIRST = re.compile(r"这?是?第一次|首次")


# One of these stands in every such wording, so only their neighbourhood is read.
_ANCHOR = re.compile(r"[次遍回趟番]|电话|再|又来|又打|之前|反复|不断|不停|天天|每天")
_BEFORE, _AFTER = 24, 16


def find_repeats(text: str, view: str) -> list[Span]:
    """Every wording of repeated contact."""
    spans: list[Span] = []
    done = 0
    for start, end in _neighbourhoods(view):
        for found in _REPEAT.finditer(view, max(start, done), end):
            if not _FIRST.search(found[0]):
                spans.append(Span("repeat_mentioned", text[found.start() : found.end()], found.start(), found.end()))
                done = found.end()
    if " " in view:
        spans += [Span("repeat_mentioned", text[found.start() : found.end()], *found.span()) for found in _ENGLISH.finditer(view)]
    return spans


def _neighbourhoods(view: str) -> Iterator[tuple[int, int]]:
    """Stretches around the anchors, joined where they touch."""
    start = end = 0
    for anchor in _ANCHOR.finditer(view):
        if anchor.start() - _BEFORE > end:
            if end:
                yield start, end
            start = anchor.start() - _BEFORE
        end = anchor.end() + _AFTER
    if end:
        yield max(0, start), min(end, len(view))
