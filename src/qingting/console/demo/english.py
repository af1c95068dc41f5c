"""Complaints in English, for the customers who write it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.grammar import Facts, Line, pick, say
from qingting.console.demo.scenes import Lines, lines

_PLANS = (
    ("open", "ident", "what", "contact", "hurt", "ask", "close"),
    ("open", "what", "ident", "emo", "ask"),
    ("what", "contact", "emo", "ask", "close"),
    ("ident", "what", "hurt", "contact", "raise", "ask"),
    ("open", "ident", "what", "contact", "hurt", "emo", "raise", "ask", "close"),
    ("what", "ask"),
)


def english_text(case: Case, facts: Facts, demands: Sequence[str], rng: Random) -> str:
    """The verbatim of an English complaint."""
    sentences = []
    plan = pick(_PLANS, rng)
    if case.reason and "raise" not in plan:
        plan = (*plan, "raise")
    for move in plan:
        sentence = _sentence(move, case, facts, demands, rng)
        if sentence:
            sentences.append(sentence[0].upper() + sentence[1:])
    text = ". ".join(sentences) + "."
    text = text.replace(", .", ".").replace("..", ".")
    if rng.random() < 0.12:
        text = text.lower()
    elif rng.random() < 0.08:
        text = text.replace(". ", "!! ")
    return text


def _sentence(move: str, case: Case, facts: Facts, demands: Sequence[str], rng: Random) -> str:
    if move == "what":
        return say(pick(_what(case), rng), facts, rng)
    if move == "raise":
        return say(pick(lines("english", "raise", case.reason), rng), facts, rng) if case.reason else ""
    if move == "ask":
        asked = [say(pick(lines("english", "asks", demand), rng), facts, rng) for demand in demands]
        return f"{say(pick(lines('english', 'lead'), rng), facts, rng)} {' and '.join(asked)}"
    line: Line = pick(lines("english", move), rng)
    return say(line, facts, rng)


def _what(case: Case) -> Lines:
    key = case.scene.removeprefix("fault:")
    told = lines("english", "scenes", key)
    return tuple(line for line in told if line.aspect == case.aspect) or told
