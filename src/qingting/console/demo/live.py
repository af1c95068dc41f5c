"""Complaints still open at the cut: drawn, lived through, and moved by whole days until the cut falls into a state that is wanted."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.fold import status_at
from qingting.console.demo.grammar import ladder, pick, pick_weighted
from qingting.console.demo.model import Customer
from qingting.console.demo.orders import OrderBook
from qingting.console.demo.plan import Drawing, number_cases
from qingting.console.demo.planting import Planter
from qingting.console.demo.roster import Roster
from qingting.console.demo.tell import life_of

WANTED = {"registered": 22, "accepted": 16, "investigating": 34, "proposing": 12, "implementing": 20, "confirming": 16}
OLDEST_DAYS = 11
_GRADES = {"A": 3, "B": 14, "C": 42, "D": 61}
_PLANTED = {"batch": 15, "remote": 4, "rude": 1}
_COMING_BACK = 6
_MOST_TRIES = 1200


class Opening:
    """Collects open cases for one cut. Orders of cases that were not kept are taken back."""

    def __init__(self, cut: datetime, customers: list[Customer], book: OrderBook, roster: Roster, rng: Random) -> None:
        self.cut = cut
        self.customers = customers
        self.book = book
        self.roster = roster
        self.rng = rng
        self.left = dict(WANTED)
        self.found: list[Case] = []

    def collect(self) -> list[Case]:
        """All open cases by time of receipt, numbered."""
        planter = Planter(self.cut.date(), 200, self.customers, self.book, self.rng)
        draws = {"batch": planter.batch, "remote": planter.remote, "rude": planter.rude}
        for name, wanted in _PLANTED.items():
            kept = 0
            for _ in range(wanted * 20):
                kept += kept < wanted and self._keep(draws[name]())
        drawing = Drawing(self.customers, self.book, self.rng)
        drawing.seen = max(len(self.customers) * 2 // 3, 1)
        rungs = ladder(_GRADES.values())
        for _ in range(_MOST_TRIES):
            if not any(self.left.values()):
                break
            grade = str(pick_weighted(tuple(_GRADES), rungs, self.rng))
            case = drawing.case(self.cut.date() - timedelta(days=self.rng.randint(2, 8)), grade)
            case.slowness *= self.rng.choice((1.0, 1.4, 2.5))
            self._keep(case)
        for parent in [
            case for case in self.found if case.received_at < self.cut - timedelta(days=3) and case.voice not in ("english", "kind")
        ][:_COMING_BACK]:
            self._come_back(parent)
        self.found.sort(key=lambda case: (case.received_at, case.customer))
        number_cases(self.found, self.rng, prefix="KL", keep_seeds=True)
        return self.found

    def _keep(self, case: Case) -> bool:
        """Move the case so that it is in a wanted state at the cut. False, and its order gone, if there is none."""
        case.live = True
        case.seed = int(self.rng.random() * 2**52)
        life = life_of(case, self.customers, self.roster)
        midnight = case.received_at.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        states: dict[str, list[datetime]] = {}
        for step in range(OLDEST_DAYS):
            at = midnight + timedelta(days=step)
            state = status_at(life, at)
            if self.left.get(state):
                states.setdefault(state, []).append(at)
        if states:
            scarce = max(states, key=lambda state: (self.left[state] / WANTED[state], state))
            shift = (self.cut - pick(states[scarce], self.rng)).days
            case.received_at += timedelta(days=shift)
            case.order.ordered_on += timedelta(days=shift)
            state = status_at(life_of(case, self.customers, self.roster), self.cut)
            if self.left.get(state):
                self.left[state] -= 1
                self.found.append(case)
                return True
        self.book.take_back(case.order)
        return False

    def _come_back(self, parent: Case) -> None:
        """The customer asks again about what is still open."""
        channel = pick(("app", "chat", "wechat", "portal"), self.rng)
        case = Case(
            seed=int(self.rng.random() * 2**52), received_at=self.cut - timedelta(hours=self.rng.uniform(0.5, 30)), scene=parent.scene, aspect=parent.aspect,
            grade="C", reason="repeat", channel=channel, customer=parent.customer, order=parent.order, voice=pick(("angry", "plain", "formal"), self.rng),
            story=parent.story, parent=parent, live=True,
        )  # fmt: skip
        if status_at(life_of(case, self.customers, self.roster), self.cut) in WANTED:
            self.found.append(case)


def make_live(cut: datetime, customers: list[Customer], book: OrderBook, roster: Roster, rng: Random) -> list[Case]:
    """Some 120 open cases in every state, by time of receipt."""
    return Opening(cut, customers, book, roster, rng).collect()
