"""How content a customer ends up: less with every delay, broken promise and second round."""

from __future__ import annotations

from random import Random

_OUTCOME = {"upheld": 0.0, "partly": -0.45, "not": -1.15}
_SOUR_SHARE = 0.07


def feeling_after(late: float, broken: int, reopened: int, outcome: str, rng: Random) -> int:
    """Stars from 1 to 5. `late` is the time taken as a part of the time allowed."""
    sour = 1.6 if rng.random() < _SOUR_SHARE else 0.0
    feeling = 4.95 - 0.7 * min(max(late - 0.5, 0), 2.2) - 1.0 * min(broken, 2) - 0.55 * reopened + _OUTCOME[outcome] - sour
    return max(1, min(5, round(feeling + rng.gauss(0, 0.6))))
