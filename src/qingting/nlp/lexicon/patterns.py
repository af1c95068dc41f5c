"""The small language in which lexicon data is written, and what it is compiled to.

    (找|联系)(媒体|记者)      one of each group, side by side; an empty choice may be left out
    @outlet                   one of the words of the set named outlet (see sets.yaml); @{outlet} before a Latin letter
    吃了~8不舒服              up to 8 characters between the parts, not crossing a clause mark
    吃了~,12不舒服            the same, commas may be crossed, sentence ends may not
    explod*                   Latin words match whole; a star lets letters follow

The beginning of a pattern is expanded to literals, which an index finds; the rest is a regular expression tried only right after
such a find. It repeats nothing but bounded gaps, so no text can make it slow.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

LONGEST_GAP = 40
# How far the beginning is expanded: on while it is cheap, and further while a literal is too short to be found fast.
FEW = 48
MANY = 1500
_GAP = re.compile(r"~(,?)(\d+)")
_REFERENCE = re.compile(r"@(?:\{([a-z_]+)\}|([a-z_]+))")
_WITHIN_CLAUSE = r"[^，,。！？!?；;：:\n]"
_WITHIN_SENTENCE = r"[^。！？!?；;\n]"
# A Latin word must not begin or end inside another one.
_EDGE = r"(?:(?<![a-z0-9])|(?![a-z0-9]))"

Choice = tuple[str, ...]


class PatternError(ValueError):
    """Lexicon data that cannot be read; the message holds the pattern."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to be matched: literals that begin it, and what must follow them (None: nothing), its end named `last`."""

    heads: tuple[str, ...]
    tail: re.Pattern[str] | None


def compile_pattern(pattern: str, sets: Mapping[str, Sequence[str]]) -> Compiled:
    """Compile a pattern. Raises PatternError when it is malformed, names an unknown set or begins with nothing to look for."""
    pieces = [piece.strip() for piece in _GAP.split(_resolve(pattern, sets, depth=0))]  # spaces around a gap belong to the gap
    first = list(_choices(pieces[0], pattern))
    heads, used = _begin(first)
    if not all(head.strip("*") for head in heads):
        raise PatternError(f"nothing to look for in {pattern!r}")
    tail = _expression(first[used:])
    gaps = list(zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True))
    for number, (comma, width, part) in enumerate(gaps, start=1):
        if int(width) > LONGEST_GAP:
            raise PatternError(f"gap too wide in {pattern!r}")
        choices = list(_choices(part, pattern))
        gap = f"{_WITHIN_SENTENCE if comma else _WITHIN_CLAUSE}{{0,{width}}}?{_EDGE if _latin_at(choices, 0) else ''}"
        last = number == len(gaps)
        tail += f"{gap}{'(?P<last>' if last else ''}{_expression(choices)}{')' if last else ''}"
    if not tail:
        return Compiled(tuple(heads), None)
    if used < len(first):  # the word goes on in the rest, so its beginning is not bounded
        heads = [head.removesuffix("*") + "*" for head in heads]
    return Compiled(tuple(heads), re.compile(tail + (_EDGE if _latin_at(list(_choices(pieces[-1], pattern)), -1) else "")))


def is_latin(character: str) -> bool:
    """Letters and digits of ASCII: the characters that need a word boundary."""
    return character.isascii() and character.isalnum()


def _latin_at(choices: Sequence[Choice], place: int) -> bool:
    """Whether what the choices spell may begin (0) or end (-1) with a Latin letter."""
    ordered = choices if place == 0 else choices[::-1]
    for choice in ordered:
        if any(word and is_latin(word.rstrip("*")[place]) for word in choice):
            return True
        if "" not in choice:
            return False
    return True


def _begin(choices: list[Choice]) -> tuple[list[str], int]:
    """Literals for as many choices as are worth expanding, and how many those are."""
    heads = [""]
    for used, choice in enumerate(choices):
        size = len(heads) * len(choice)
        if size > FEW and (size > MANY or min(map(len, heads)) >= 2):
            return heads, used
        heads = list(dict.fromkeys(left + right for left, right in product(heads, choice)))
    return heads, len(choices)


def _resolve(pattern: str, sets: Mapping[str, Sequence[str]], *, depth: int) -> str:
    """The pattern with every reference replaced by a group of the words of its set."""

    def words(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name not in sets or depth > 4:
            raise PatternError(f"unknown or circular set @{name} in {pattern!r}")
        return "(" + "|".join(_resolve(word, sets, depth=depth + 1) for word in sets[name]) + ")"

    return _REFERENCE.sub(words, pattern)


def _choices(segment: str, whole: str) -> Iterator[Choice]:
    """Plain runs (one choice each) and groups of a segment without gaps, in order."""
    position = 0
    while position < len(segment):
        if segment[position] == "(":
            inner, position = _group(segment, position + 1, whole)
            yield tuple(dict.fromkeys(inner))
            continue
        end = segment.find("(", position)
        run = segment[position : end if end >= 0 else len(segment)]
        if any(sign in run for sign in ")|?+\\[]") or "*" in run[:-1]:
            raise PatternError(f"stray sign in {whole!r}")
        yield (run,)
        position += len(run)


def _group(text: str, position: int, whole: str) -> tuple[list[str], int]:
    """All literals of `a|b(c|d))...` from behind an opening bracket, and the place behind the closing one."""
    finished: list[str] = []
    current = [""]
    while position < len(text):
        character = text[position]
        position += 1
        if character == ")":
            return finished + current, position
        if character == "(":
            inner, position = _group(text, position, whole)
            current = [left + right for left in current for right in inner]
        elif character == "|":
            finished += current
            current = [""]
        else:
            current = [left + character for left in current]
    raise PatternError(f"bracket not closed in {whole!r}")


def _expression(choices: Sequence[Choice]) -> str:
    """A regular expression for choices side by side, the longest words first."""
    return "".join("(?:" + "|".join(map(_escaped, sorted(choice, key=len, reverse=True))) + ")" for choice in choices)


def _escaped(literal: str) -> str:
    return re.escape(literal[:-1]) + "[a-z]*" if literal.endswith("*") else re.escape(literal)
