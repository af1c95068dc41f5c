"""The sketch of one complaint before it is told: everything drawn in the plan, nothing written yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from qingting.console.demo.codes import category_of
from qingting.console.demo.model import Order
from qingting.console.demo.scenes import scene_root


@dataclass(slots=True)
class Case:
    """`reason` says why the grade is what it is; `parent` is the earlier complaint this one repeats; `slowness` stretches its handling.

    `seed` feeds the complaint's own random source, so that complaints can be told in any order with the same result.
    """

    seed: int
    received_at: datetime
    scene: str
    aspect: str
    grade: str
    reason: str
    channel: str
    customer: int
    order: Order
    voice: str
    kind: str = "complaint"
    story: str = ""
    parent: Case | None = field(default=None, repr=False)
    slowness: float = 1.0
    script: str = ""
    external_no: str = ""
    live: bool = False

    @property
    def category(self) -> str:
        """Level 2 category."""
        return category_of(scene_root(self.scene), self.aspect, self.kind)

    @property
    def group(self) -> str:
        """Level 1 category; other.* speaks with the words of service."""
        top = self.category.partition(".")[0]
        return "service" if top == "other" else top
