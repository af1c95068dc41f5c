"""What was planted in the demo company, and the only place that says so. Nothing but the demo generator and tests may import it.

Days count back from the cut. A share is a part of all complaints; `at_least` keeps a story visible in a small company.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class BatchStory:
    """A batch of locks with a bad electronic part: failures rise week by week up to the cut; one family is locked in."""

    key: str = "lock_batch"
    product: str = "L3"
    made_days_ago: int = 158
    sold_from_days_ago: int = 134
    sold_until_days_ago: int = 46
    supplier: str = "恒泽电子"
    weekly: tuple[int, ...] = (2, 4, 6, 9, 12, 15)
    share: float = 0.016
    exposed_share: float = 0.03
    locked_in_case: str = "lock"

    def batch_no(self, as_of: date) -> str:
        """The number printed on the boxes of the bad batch."""
        made = as_of - timedelta(days=self.made_days_ago)
        return f"{made:%y%m}-C"


@dataclass(frozen=True, slots=True)
class RegionStory:
    """The carrier of one region collapses for five weeks: parcels arrive late, then it is replaced."""

    key: str = "region_late"
    region: str = "西南"
    from_days_ago: int = 119
    until_days_ago: int = 84
    share: float = 0.019
    at_least: int = 20


@dataclass(frozen=True, slots=True)
class RudeStory:
    """One agent is named again and again for interrupting and hanging up."""

    key: str = "rude_agent"
    username: str = "cai.mingyuan"
    name: str = "蔡明远"
    from_days_ago: int = 92
    until_days_ago: int = 12
    share: float = 0.0027
    at_least: int = 7


@dataclass(frozen=True, slots=True)
class PriceStory:
    """A promotion ends, the price drops days later, and buyers of the promotion want the difference."""

    key: str = "price_burst"
    promotion: str = "焕新家装节"
    products: tuple[str, ...] = ("R6", "R8", "W4")
    from_days_ago: int = 66
    half_life_days: float = 2.5
    longest_days: int = 14
    share: float = 0.018
    at_least: int = 20


@dataclass(frozen=True, slots=True)
class RemoteStory:
    """Customers who moved to another city are sent back to the branch they bought at, for a stamp. Never fixed, slowly growing."""

    key: str = "remote_stamp"
    share: float = 0.018
    at_least: int = 15
    growth: float = 1.8


@dataclass(frozen=True, slots=True)
class TraineeStory:
    """A trainee who could not answer grows into one who handles general complaints."""

    username: str = "he.yuqing"
    joined_days_ago: int = 171
    first_level_after: int = 9
    second_level_days_ago: int = 24


BATCH = BatchStory()
REGION = RegionStory()
RUDE = RudeStory()
PRICE = PriceStory()
REMOTE = RemoteStory()
TRAINEE = TraineeStory()

STORIES = (BATCH.key, REGION.key, RUDE.key, PRICE.key, REMOTE.key)


def window(cut: datetime, from_days_ago: int, until_days_ago: int) -> tuple[datetime, datetime]:
    """The span a story lives in, for tests that compare inside with outside."""
    return cut - timedelta(days=from_days_ago), cut - timedelta(days=until_days_ago)


def members(plan: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """External numbers of the complaints of each story, in order of receipt; `plan` is `DemoCompany.plan`."""
    found: dict[str, list[str]] = {story: [] for story in STORIES}
    for case in plan:
        if case.story in found:
            found[case.story].append(case.external_no)
    return {story: tuple(numbers) for story, numbers in found.items()}
