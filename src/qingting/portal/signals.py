"""What in the customer's words calls for an answer on the page itself: danger, and health."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qingting.policy.schema import Standard
from qingting.triage.actions.judge_text import judge_text

DANGER = frozenset({"life", "fire", "self_harm"})
HEALTH = frozenset({"discomfort", "injury", "life"})


@dataclass(frozen=True, slots=True)
class Signals:
    """danger: emergency numbers are shown. health: the text speaks of somebody's body. category: a guess sure enough to be set, or empty."""

    danger: bool
    health: bool
    category: str


def means_danger(risks: Iterable[str]) -> bool:
    return not DANGER.isdisjoint(risks)


def read_signals(text: str, standard: Standard) -> Signals:
    triage = judge_text(text, standard=standard, channel="portal")
    return Signals(means_danger(triage.risks), not HEALTH.isdisjoint(triage.risks), triage.category)
