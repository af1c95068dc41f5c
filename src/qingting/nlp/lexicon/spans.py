"""Putting finds together: overlapping ones of the same label are one."""

from collections.abc import Iterable

from qingting.nlp.results import Span


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Of overlapping spans of one label and polarity the strongest, then longest, stays; in the order of the text."""
    found = list(spans)
    if len(found) < 2:
        return tuple(found)
    kept: dict[tuple[str, bool], list[Span]] = {}
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        group = kept.setdefault((span.label, span.negated), [])
        if group and span.start < group[-1].end:
            if (span.score, span.end - span.start) > (group[-1].score, group[-1].end - group[-1].start):
                group[-1] = span
        else:
            group.append(span)
    return tuple(sorted((span for group in kept.values() for span in group), key=lambda span: (span.start, span.end, span.label)))


def labels_that_count(spans: Iterable[Span]) -> list[str]:
    """Sorted labels of the spans that rules may rest on."""
    return sorted({span.label for span in spans if span.counts})
