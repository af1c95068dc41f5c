"""Sketches of the planted stories. What is planted stands in truth.py alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.customers import of_region
from qingting.console.demo.grammar import ladder, pick, pick_weighted
from qingting.console.demo.mix import draw_aspect, draw_channel, draw_voice
from qingting.console.demo.model import Customer
from qingting.console.demo.orders import OrderBook
from qingting.console.demo.season import moment_on
from qingting.console.demo.truth import BATCH, PRICE, REGION, REMOTE, RUDE

BATCH_ASPECTS = ("jam", "jam", "panel", "battery", "jam", "panel")
_PHONE_CHANNELS = ("hotline", "hotline", "hotline", "app", "portal")


class Planter:
    """Draws the cases of all stories. `scale` shrinks the days of a company whose history is shorter than the stories."""

    def __init__(self, as_of: date, days: int, customers: list[Customer], book: OrderBook, rng: Random) -> None:
        self.as_of = as_of
        self.days = days
        self.scale = min(1.0, (days - 3) / 122)
        self.customers = customers
        self.book = book
        self.rng = rng
        self.regional = of_region(customers, REGION.region) or list(range(len(customers)))

    def cases(self, complaints: int) -> list[Case]:
        """All planted complaints of the history."""
        return [
            *self._several(max(round(BATCH.share * complaints), sum(BATCH.weekly) // 4), self.batch),
            *self._several(max(round(REGION.share * complaints), REGION.at_least), self.late),
            *self._several(max(round(RUDE.share * complaints), RUDE.at_least), self.rude),
            *self._several(max(round(PRICE.share * complaints), PRICE.at_least), self.price),
            *self._several(max(round(REMOTE.share * complaints), REMOTE.at_least), self.remote),
        ]

    def _several(self, count: int, draw: Callable[[], Case]) -> list[Case]:
        return [draw() for _ in range(count)]

    def day(self, days_ago: float) -> date:
        """A day of a story, brought into the span of the history."""
        return self.as_of - timedelta(days=max(2, min(round(days_ago * self.scale), self.days - 1)))

    def case(
        self, day: date, scene: str, aspect: str, story: str, *, product: str, order_day: date, customer: int | None = None,
        channel: str = "", grade: str = "D", reason: str = "", bad_batch: bool = False, slowness: float = 1.0,
    ) -> Case:  # fmt: skip
        """One planted complaint with an order behind it."""
        rng = self.rng
        who = self.someone() if customer is None else customer
        way = channel or draw_channel(reason, rng)
        order = self.book.add(who, product, order_day, rng, scene=scene, bad_batch=bad_batch)
        voice = draw_voice(way, reason, self.customers[who].region, rng)
        received = moment_on(day, way, rng)
        return Case(
            seed=0, received_at=received, scene=scene, aspect=aspect, grade=grade, reason=reason, channel=way, customer=who, order=order, voice=voice,
            story=story, slowness=slowness,
        )  # fmt: skip

    def someone(self) -> int:
        """A Chinese-speaking customer."""
        while True:
            who = int(self.rng.random() * len(self.customers))
            if self.customers[who].language == "zh":
                return who

    def batch(self) -> Case:
        """A lock of the bad batch fails, the likelier the closer to the cut."""
        rng = self.rng
        weeks = len(BATCH.weekly)
        week = pick_weighted(range(weeks), ladder(BATCH.weekly), rng)
        days_ago = (weeks - 1 - week) * 7 + rng.random() * 7
        day = self.as_of - timedelta(days=max(2, min(round(days_ago), self.days - 1)))
        grade, reason = pick((("D", ""), ("D", ""), ("C", "platform"), ("C", "amount"), ("C", "post"), ("B", "government")), rng)
        scene = pick(("fault:lock", "fault:lock", "fault:lock", "again_broken", "slow_repair"), rng)
        aspect = pick(BATCH_ASPECTS, rng) if scene == "fault:lock" else draw_aspect(scene, "", rng)
        return self.case(
            day, scene, aspect, BATCH.key, product=BATCH.product, order_day=self.book.bad_batch_day(rng), grade=grade, reason=reason, bad_batch=True,
            slowness=1.6,
        )  # fmt: skip

    def late(self) -> Case:
        """A parcel of the collapsing carrier."""
        rng = self.rng
        days_ago = REGION.until_days_ago + rng.random() * (REGION.from_days_ago - REGION.until_days_ago)
        day = self.day(days_ago)
        grade, reason = pick((("D", ""), ("D", ""), ("D", ""), ("C", "platform")), rng)
        return self.case(
            day, "late_delivery", draw_aspect("late_delivery", "", rng), REGION.key, product=self._any_product(), order_day=day - timedelta(days=rng.randint(7, 21)),
            customer=self._regional(), grade=grade, reason=reason, slowness=2.2,
        )  # fmt: skip

    def _regional(self) -> int:
        for _ in range(50):
            who = pick(self.regional, self.rng)
            if self.customers[who].language == "zh":
                return int(who)
        return self.someone()

    def _any_product(self) -> str:
        return str(pick(("L3", "R6", "X1", "W2", "Y3", "T2", "M1", "A4", "C1", "D2"), self.rng))

    def rude(self) -> Case:
        """The rude agent is named."""
        rng = self.rng
        day = self.day(RUDE.until_days_ago + rng.random() * (RUDE.from_days_ago - RUDE.until_days_ago))
        order_day = day - timedelta(days=rng.randint(20, 300))
        return self.case(
            day,
            "rude",
            "phone",
            RUDE.key,
            product=self._any_product(),
            order_day=order_day,
            channel=pick(_PHONE_CHANNELS, rng),
            slowness=1.2,
        )

    def price(self) -> Case:
        """A buyer of the promotion wants the difference."""
        rng = self.rng
        late = min(rng.expovariate(0.693 / PRICE.half_life_days), PRICE.longest_days)
        day = self.day(PRICE.from_days_ago - late)
        order_day = self.day(PRICE.from_days_ago) - timedelta(days=rng.randint(3, 8))
        grade, reason = pick((("D", ""), ("D", ""), ("D", ""), ("D", ""), ("C", "platform"), ("C", "social")), rng)
        return self.case(
            day,
            "price_drop",
            "drop",
            PRICE.key,
            product=pick(PRICE.products, rng),
            order_day=order_day,
            grade=grade,
            reason=reason,
            slowness=1.4,
        )

    def remote(self) -> Case:
        """Somebody who moved is sent back for a stamp."""
        rng = self.rng
        back = self.days * (1 - rng.random() ** (1 / REMOTE.growth))
        day = self.as_of - timedelta(days=max(2, min(round(back), self.days - 1)))
        product = self._any_product()
        grade, reason = pick((("D", ""), ("D", ""), ("D", ""), ("C", "platform"), ("B", "government")), rng)
        return self.case(
            day,
            "remote",
            "",
            REMOTE.key,
            product=product,
            order_day=day - timedelta(days=rng.randint(30, 300)),
            grade=grade,
            reason=reason,
            slowness=1.8,
        )
