"""Draws the sketch of the whole history: who complains when, about what, how gravely. Telling it comes later."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.codes import CHINA
from qingting.console.demo.grammar import pick
from qingting.console.demo.mix import (
    GRADE_SHARES,
    KIND_SHARES,
    draw_aspect,
    draw_channel,
    draw_kind,
    draw_reason,
    draw_scene,
    draw_voice,
    english_aspects,
)
from qingting.console.demo.model import Customer
from qingting.console.demo.orders import OrderBook, product_for
from qingting.console.demo.planting import Planter
from qingting.console.demo.scenes import phrases, scenes
from qingting.console.demo.season import draw_days, moment_on, rhythm

REPEAT_SHARE = 0.09
# In a small company the stories leave room for ordinary complaints.
MOST_PLANTED = 0.4
# A finished complaint is at least this old, in hours; younger ones are still open.
LEAST_AGE = {"A": 24 * 6, "B": 24 * 5, "C": 64, "D": 32}
_ENGLISH_REASONS = frozenset({"", "amount", "sensitive", "platform"})


class Drawing:
    """Draws ordinary cases: everything but the planted ones."""

    def __init__(self, customers: list[Customer], book: OrderBook, rng: Random) -> None:
        self.customers = customers
        self.book = book
        self.rng = rng
        self.seen = 0

    def customer(self) -> int:
        """A newcomer, or sometimes one who complained before."""
        rng = self.rng
        if self.seen == 0 or (self.seen < len(self.customers) and rng.random() < 0.72):
            self.seen += 1
            return self.seen - 1
        return int(rng.random() * self.seen)

    def case(self, day: date, grade: str, kind: str = "complaint") -> Case:
        """One complaint of a day and grade."""
        rng = self.rng
        reason = draw_reason(grade, rng)
        who = self.customer()
        while reason not in _ENGLISH_REASONS and self.customers[who].language == "en":
            who = self.customer()
        english = self.customers[who].language == "en" and kind == "complaint" and reason in _ENGLISH_REASONS
        if kind != "complaint":
            scene = pick(list(phrases("kinds")[kind]), rng)
            aspect = "" if kind in ("praise", "suggestion", "inquiry") else draw_aspect(scene, "leak" if scene == "leak" else "", rng)
            channel, voice = draw_channel("", rng), "kind"
        elif english:
            scene = pick(list(english_aspects()), rng)
            aspect = pick(english_aspects()[scene], rng)
            channel, voice = draw_channel("english", rng), "english"
        else:
            scene, aspect = draw_scene(reason, day, rng)
            channel = draw_channel(reason, rng)
            voice = draw_voice(channel, reason, self.customers[who].region, rng)
        received = moment_on(day, channel, rng)
        first, last = scenes()[scene].age
        order_day = received.date() - timedelta(days=rng.randint(first, last))
        order = self.book.add(who, product_for(scenes()[scene].befalls(aspect), rng), order_day, rng, scene=scene)
        return Case(
            seed=0, received_at=received, scene=scene, aspect=aspect, grade=grade, reason=reason, channel=channel, customer=who, order=order,
            voice=voice, kind=kind, slowness=rng.lognormvariate(0, 0.35),
        )  # fmt: skip


def make_plan(
    as_of: date, complaints: int, days: int, customers: list[Customer], book: OrderBook, scripts: list[Case], rng: Random
) -> list[Case]:
    """Exactly `complaints` cases by time of receipt, the scripted ones among them, each with seed and number."""
    planted = Planter(as_of, days, customers, book, rng).cases(complaints)
    room = min(round(MOST_PLANTED * complaints), complaints - len(scripts))
    if len(planted) > room:
        planted = rng.sample(planted, room)
    repeats = round(REPEAT_SHARE * complaints)
    ordinary = max(complaints - len(scripts) - len(planted) - repeats, 0)
    repeats = complaints - len(scripts) - len(planted) - ordinary
    grades = _grades_left(complaints, repeats, planted + scripts, ordinary)
    rng.shuffle(grades)
    drawing = Drawing(customers, book, rng)
    kinds = sum(KIND_SHARES.values())
    found = []
    for day, grade in zip(draw_days(ordinary, as_of - timedelta(days=days), as_of - timedelta(days=2), rng), grades, strict=True):
        kind = draw_kind(rng) if grade == "D" and rng.random() < kinds / GRADE_SHARES["D"] else "complaint"
        found.append(drawing.case(day, grade, kind))
    cut = datetime(as_of.year, as_of.month, as_of.day, tzinfo=CHINA)
    for case in found + planted:
        _keep_finishable(case, cut)
    found.extend(_repeats(found + planted, repeats, cut, customers, rng))
    plan = sorted(found + planted + scripts, key=lambda case: (case.received_at, case.customer))
    number_cases(plan, rng)
    return plan


def number_cases(cases: list[Case], rng: Random, prefix: str = "KF", *, keep_seeds: bool = False) -> None:
    """Give each case a number that holds its day and, unless it keeps the one it has, its own random source."""
    counts: dict[date, int] = {}
    for case in cases:
        day = case.received_at.date()
        counts[day] = counts.get(day, 0) + 1
        if not keep_seeds:
            case.seed = int(rng.random() * 2**52)
        case.external_no = f"{prefix}{day:%y%m%d}{counts[day]:04d}"


def _grades_left(complaints: int, repeats: int, given: list[Case], count: int) -> list[str]:
    """Grades of the ordinary cases, so that all together meet the shares; repeated complaints are C, mostly."""
    left = {grade: round(share * complaints) for grade, share in GRADE_SHARES.items()}
    for case in given:
        left[case.grade] -= 1
    left["C"] -= round(repeats * 0.93)
    left["B"] -= repeats - round(repeats * 0.93)
    grades = [grade for grade in "ABC" for _ in range(max(left[grade], 0))]
    return (grades + ["D"] * count)[:count]


def _keep_finishable(case: Case, cut: datetime) -> None:
    """Move a case back by whole days (weeks where weekends rest) when it is too young to be finished at the cut."""
    least = cut - timedelta(hours=LEAST_AGE[case.grade])
    step = timedelta(days=7 if rhythm(case.channel) == "office" else 1)
    while case.received_at > least:
        case.received_at -= step
        if case.parent is None:
            case.order.ordered_on -= step


def _repeats(earlier: list[Case], count: int, cut: datetime, customers: list[Customer], rng: Random) -> list[Case]:
    """Customers who come back about the same matter, because the first answer did not last."""
    fitting = [case for case in earlier if case.kind == "complaint" and case.grade in "CD" and case.voice != "english"]
    fitting = [case for case in fitting if case.received_at < cut - timedelta(days=9)] or fitting
    found: list[Case] = []
    if not fitting:
        return found
    for index in range(count):
        parent = pick(fitting, rng)
        parent.slowness = max(parent.slowness, 2.4)
        grade = "B" if index >= round(count * 0.93) else "C"
        reason = "government" if grade == "B" else "repeat"
        channel = draw_channel(reason, rng)
        region = customers[parent.customer].region
        received = parent.received_at + timedelta(days=rng.randint(4, 24))
        received = moment_on(received.date(), channel, rng)
        case = Case(
            seed=0, received_at=received, scene=parent.scene, aspect=parent.aspect, grade=grade, reason=reason, channel=channel,
            customer=parent.customer, order=parent.order, voice=draw_voice(channel, reason, region, rng), story=parent.story, parent=parent,
            slowness=1.3,
        )  # fmt: skip
        _keep_finishable(case, cut)
        if case.received_at <= parent.received_at + timedelta(days=2):
            case.received_at = parent.received_at + timedelta(days=2, hours=1)
        found.append(case)
    return found
