"""How content a customer ends up: less with every delay, broken promise and second round."""

from __future__ import annotations

from random import Random

from qingting.console.demo.answers import Desk

_OUTCOME = {"upheld": 0.0, "partly": -0.45, "not": -1.15}


def rating(desk: Desk, late: float, broken: int, reopened: int, outcome: str, rng: Random) -> tuple[int, str | None]:
    """Stars from 1 to 5 and perhaps a comment. `late` is the time taken as a part of the time allowed."""
    sour = 1.6 if rng.random() < 0.07 else 0.0
    feeling = 4.95 - 0.7 * min(max(late - 0.5, 0), 2.2) - 1.0 * min(broken, 2) - 0.55 * reopened + _OUTCOME[outcome] - sour + rng.gauss(0, 0.6)
    score = max(1, min(5, round(feeling)))
    if rng.random() < (0.4 if score in (3, 4) else 0.62):
        first = desk.phrase("staff_ratings", "first", str(score))
        second = desk.phrase("staff_ratings", "second", str(score))
        return score, first + ("，" + second if second else "")
    return score, None
