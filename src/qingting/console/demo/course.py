"""The course of one complaint while it is being drawn: its events, promises and tasks, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from qingting.console.demo.answers import Desk
from qingting.console.demo.case import Case
from qingting.console.demo.organisation import team_for
from qingting.console.demo.roster import Roster
from qingting.console.demo.season import LINES_OPEN, at_desk, peak

REGISTERED = "complaints.complaint.registered"
CLOSED = "complaints.complaint.closed"
REPLY = "handling.reply.sent"
DECIDED = "handling.decision.made"
CARRIED_OUT = "handling.implementation.completed"

# Hours allowed to solve a complaint, which make customers more or less content.
TARGET_HOURS = {"A": 72, "B": 168, "C": 72, "D": 24}
# A course slower than this has no time left for second rounds.
UNHURRIED = 0.5


class Happening(NamedTuple):
    """One event. `task` and `promise` in the data are places in the life's lists; the record numbers them from one."""

    at: datetime
    name: str
    by: str
    text: str | None
    data: dict[str, Any]


@dataclass(slots=True)
class Life:
    """What happened to one complaint, in the order it was drawn; `in_order` sorts it."""

    team: str
    title: str
    summary: str
    happenings: list[Happening] = field(default_factory=list)
    promises: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    first_promise: int | None = None

    def in_order(self) -> list[Happening]:
        """Events by time; those of one instant keep the order in which they were drawn."""
        return sorted(self.happenings, key=lambda happening: happening.at)

    def end(self) -> datetime:
        """The instant of the last event."""
        return max(happening.at for happening in self.happenings)


class Course:
    """Draws one life. `pace` below 1 hurries everything, for complaints that must be finished by a day."""

    def __init__(self, case: Case, desk: Desk, roster: Roster, region: str, blamed: str, rng: Random, pace: float) -> None:
        self.case = case
        self.desk = desk
        self.roster = roster
        self.rng = rng
        self.blamed = blamed
        self.pace = pace
        self.life = Life(team_for(case.channel, case.category.partition(".")[0], region, case.grade, case.kind), desk.title, desk.summary())
        self.load = (peak(case.received_at.date()) ** 0.6) * case.slowness
        self.owner = roster.owner(self.life.team, case.grade, case.received_at.date(), blamed, rng)
        self.broken = 0
        self.reopened = 0

    def put(self, at: datetime, name: str, by: str, text: str | None = None, /, **data: Any) -> None:
        """Write one event down."""
        self.life.happenings.append(Happening(at, name, by, text, data))

    def minutes(self, median: float, spread: float = 0.55) -> float:
        """Minutes of work, drawn around a median."""
        return median * self.rng.lognormvariate(0, spread) * self.pace

    def between(self, begin: datetime, end: datetime, low: float, high: float) -> datetime:
        """An instant between two others, in working hours whenever there are any in between."""
        at = begin + (end - begin) * self.rng.uniform(low, high)
        open_again = at_desk(at)
        if open_again == at:
            return at
        later = open_again + timedelta(minutes=self.rng.uniform(1, 45))
        if later < end:
            return later
        closing = at.replace(hour=LINES_OPEN[1].hour, minute=LINES_OPEN[1].minute) - timedelta(
            days=at.timetz().replace(tzinfo=None) < LINES_OPEN[0]
        )
        earlier = closing - timedelta(minutes=self.rng.uniform(2, 40))
        return earlier if begin < earlier < end else at

    def promise(self, made: datetime, due: datetime, remedy: str = "") -> int:
        """Make a promise; returns its place."""
        place = len(self.life.promises)
        text = self.desk.promise_text(remedy)
        by = self.owner.username
        self.life.promises.append({"text": text, "made_at": made, "due_at": due, "by": by, "state": "open", "settled_at": None})
        self.put(made, "handling.promise.made", by, text, promise=place, due_at=due)
        return place

    def settle(self, place: int, state: str, at: datetime, text: str | None = None, due_at: datetime | None = None) -> None:
        """A promise is kept, broken (at its due time, by the clock) or renegotiated."""
        promise = self.life.promises[place]
        promise.update(state=state, settled_at=at)
        by = "system" if state == "broken" else self.owner.username
        self.broken += state == "broken"
        data: dict[str, Any] = {"due_at": due_at} if due_at else {"late": False} if state == "kept" else {}
        self.put(at, f"handling.promise.{state}", by, text or promise["text"], promise=place, **data)

    def settle_rest(self, at: datetime, *, ended: bool = False) -> None:
        """No promise stays open when a complaint ends; one whose matter has gone is agreed away."""
        for place, promise in enumerate(self.life.promises):
            if promise["state"] != "open":
                continue
            if at > promise["due_at"]:
                self.settle(place, "broken", promise["due_at"])
            elif ended:
                self.settle(place, "renegotiated", at, "事项终止，与客户约定不再需要")
            else:
                self.settle(place, "kept", at)
