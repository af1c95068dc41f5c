"""Complaints still open at the cut: drawn, lived through, and kept when the state they are in at the cut is still wanted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.codes import CHINA
from qingting.console.demo.grammar import ladder, pick, pick_weighted
from qingting.console.demo.model import Customer
from qingting.console.demo.orders import OrderBook
from qingting.console.demo.plan import Drawing, number_cases
from qingting.console.demo.planting import Planter
from qingting.console.demo.roster import Roster
from qingting.console.demo.tell import tell

# How many are wanted in each state, and how many hours before the cut they may have come in.
WANTED = {
    "registered": (24, 0.2, 13),
    "accepted": (16, 0.5, 40),
    "investigating": (34, 3, 150),
    "proposing": (12, 6, 190),
    "implementing": (18, 8, 260),
    "confirming": (16, 8, 260),
}
_GRADES = {"A": 4, "B": 13, "C": 42, "D": 61}
_PLANTED = {"batch": 15, "remote": 4, "rude": 1}
_TRIES = 60


def make_live(as_of: date, customers: list[Customer], book: OrderBook, roster: Roster, rng: Random) -> list[Case]:
    """About 120 open cases by time of receipt; each gets its number. Orders of cases that were not kept are taken back."""
    cut = datetime(as_of.year, as_of.month, as_of.day, tzinfo=CHINA)
    found: list[Case] = []
    found += _planted(as_of, cut, customers, book, roster, rng)
    kept = {state: 0 for state in WANTED}
    for case in found:
        kept[_state(case, customers, roster, cut)] += 1
    drawing = Drawing(customers, book, rng)
    drawing.seen = max(len(customers) * 2 // 3, 1)
    for state, (wanted, least, most) in WANTED.items():
        while kept[state] < wanted:
            case = _one(state, least, most, cut, drawing, customers, roster, rng)
            if case is None:
                break
            found.append(case)
            kept[state] += 1
    found += _coming_back(found, cut, customers, roster, rng)
    found.sort(key=lambda case: (case.received_at, case.customer))
    seeds = [case.seed for case in found]
    number_cases(found, rng, prefix="KL")
    for case, seed in zip(found, seeds, strict=True):
        case.seed = seed
    return found


def _one(
    state: str, least: float, most: float, cut: datetime, drawing: Drawing, customers: list[Customer], roster: Roster, rng: Random
) -> Case | None:  # fmt: skip
    """A case that is in the state at the cut; None when luck does not bring one."""
    grade = str(pick_weighted(tuple(_GRADES), ladder(_GRADES.values()), rng))
    for attempt in range(_TRIES):
        before = len(drawing.book.orders)
        received = cut - timedelta(hours=rng.uniform(least, most))
        case = drawing.case(received.date(), grade if attempt < 40 else "D")
        case.live = True
        case.received_at = received if attempt % 3 else min(case.received_at, received)
        case.slowness *= rng.choice((1.0, 1.4, 2.5))
        case.seed = int(rng.random() * 2**52)
        if case.received_at < cut and _state(case, customers, roster, cut) == state:
            return case
        del drawing.book.orders[before:]
    return None


def _planted(as_of: date, cut: datetime, customers: list[Customer], book: OrderBook, roster: Roster, rng: Random) -> list[Case]:
    """Open cases of the stories that reach up to the cut."""
    planter = Planter(as_of, 200, customers, book, rng)
    draws = {"batch": planter.batch, "remote": planter.remote, "rude": planter.rude}
    found = []
    for name, wanted in _PLANTED.items():
        for _ in range(wanted):
            for _attempt in range(_TRIES):
                before = len(book.orders)
                case = draws[name]()
                case.live = True
                case.received_at = cut - timedelta(hours=rng.uniform(1, 110))
                case.seed = int(rng.random() * 2**52)
                if _state(case, customers, roster, cut) in WANTED:
                    found.append(case)
                    break
                del book.orders[before:]
    return found


def _coming_back(open_cases: list[Case], cut: datetime, customers: list[Customer], roster: Roster, rng: Random) -> list[Case]:
    """A few customers who come back while their first complaint is still open."""
    old = [case for case in open_cases if case.received_at < cut - timedelta(days=4) and case.voice not in ("english", "kind")]
    found = []
    for parent in old[:9]:
        received = cut - timedelta(hours=rng.uniform(2, 40))
        case = Case(
            seed=int(rng.random() * 2**52), received_at=received, scene=parent.scene, aspect=parent.aspect, grade="C", reason="repeat", channel="hotline",
            customer=parent.customer, order=parent.order, voice=pick(("angry", "spoken", "plain"), rng), story=parent.story, parent=parent, live=True,
        )  # fmt: skip
        if received.hour < 8 or received.hour > 20:
            case.channel = "app"
        if _state(case, customers, roster, cut) in WANTED:
            found.append(case)
    return found


def _state(case: Case, customers: list[Customer], roster: Roster, cut: datetime) -> str:
    """The status at the cut."""
    return str(tell(case, customers, roster, None).record(cut)["status"])
