"""Hiding personal data in a text: phones, landlines, identity cards, bank cards, e-mail addresses, number plates.

The masked text has the length of the text: hidden characters become asterisks, what stands between digits stays, and a few outer
characters remain so that people can tell numbers apart. A number that fails its check digit is hidden only where the words before it
say what it is. Hotlines and service numbers (12315, 400 ...) are nobody's secret and stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from qingting.kernel.text import fold_same_length
from qingting.nlp.masking.numbers import Found, find_numbers
from qingting.nlp.results import Span

_SPOKEN_DIGIT = "[零〇幺一二三四五六七八九两]"
_SPOKEN_PHONE = re.compile(rf"(?<!{_SPOKEN_DIGIT})[一幺][三四五六七八九]{_SPOKEN_DIGIT}{{9}}(?!{_SPOKEN_DIGIT})")
_LANDLINE = re.compile(
    r"(?<![\d.+])(?P<area>(?:\+?86[ -]?)?\(?0(?:10|2\d|[3-9]\d{2}))\)?(?P<local>[ -]{0,2}[2-8]\d{6,7})(?:(?:-|转| 转 ?)\d{1,5})?(?!\d)"
)
_LOCAL_PHONE = re.compile(
    r"(?:座机|固话|固定电话|家里电话|联系电话|tel|phone)(?:号码|号)?(?:是|为)?[:： ]{0,2}(?P<number>[2-8]\d{3}[ -]?\d{3,4})(?![\d-])"
)
_EMAIL = re.compile(r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}[a-z]{2,24}(?![a-z0-9])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][ ·.-]?(?=[a-z]{0,3}\d[a-z]{0,3}\d)"
    r"(?:[a-hj-np-z0-9]{6}|[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳领])(?![a-z0-9])"
)


def mask(text: str) -> tuple[str, tuple[Span, ...]]:
    """(masked text, spans). Labels: phone landline id_card bank_card email plate. Spans hold in both; their `text` is the masked one."""
    view = fold_same_length(text)
    masked = list(text)
    taken: list[Found] = []
    for find in _FINDERS:
        found = list(find(view))
        taken += found
        view = _without(view, found)
    for item in taken:
        signs = [place for place in range(item.start, item.end) if text[place].isalnum()]
        for place in signs[item.head : len(signs) - item.foot]:
            masked[place] = "*"
    hidden = "".join(masked)
    taken.sort(key=lambda item: item.start)
    return hidden, tuple(Span(item.label, hidden[item.start : item.end], item.start, item.end) for item in taken)


class PatternMasker:
    """The port form of `mask`."""

    def mask(self, text: str) -> tuple[str, tuple[Span, ...]]:
        """See `mask`."""
        return mask(text)


def _emails(view: str) -> Iterator[Found]:
    for found in _EMAIL.finditer(view):
        domain = sum(map(str.isalnum, found[0].partition("@")[2]))
        yield Found("email", found.start(), found.end(), 1, domain)


def _landlines(view: str) -> Iterator[Found]:
    for found in _LANDLINE.finditer(view):
        yield Found("landline", found.start(), found.end(), sum(map(str.isdigit, found["area"])), 2)
    for found in _LOCAL_PHONE.finditer(view):
        yield Found("landline", found.start("number"), found.end("number"), 0, 2)


def _spoken_phones(view: str) -> Iterator[Found]:
    for found in _SPOKEN_PHONE.finditer(view):
        yield Found("phone", found.start(), found.end(), 3, 4)


def _plates(view: str) -> Iterator[Found]:
    for found in _PLATE.finditer(view):
        yield Found("plate", found.start(), found.end(), 2, 1)


def _without(view: str, found: Iterable[Found]) -> str:
    """The text with what is found already put out of reach of the next finder."""
    characters = list(view)
    for item in found:
        characters[item.start : item.end] = "\x00" * (item.end - item.start)
    return "".join(characters)


# In this order: what is found first is not looked at again.
_FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (_emails, find_numbers, _landlines, _spoken_phones, _plates)
