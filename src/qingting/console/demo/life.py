"""Lives through one complaint from receipt to closing: every event with its instant, author, words and data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from qingting.console.demo.answers import Desk, promise_due
from qingting.console.demo.case import Case
from qingting.console.demo.grammar import pick
from qingting.console.demo.model import StaffMember
from qingting.console.demo.organisation import team_for
from qingting.console.demo.roster import Roster
from qingting.console.demo.satisfaction import rating
from qingting.console.demo.scenes import phrases
from qingting.console.demo.season import at_desk, peak, work_on

CLOSED = "complaints.complaint.closed"
REPLY = "handling.reply.sent"
DECIDED = "handling.decision.made"

_REPLY_MINUTES = {"A": 3.0, "B": 6.5, "C": 8.0, "D": 13.0}
_DECIDE_MINUTES = {"A": 640, "B": 1150, "C": 520, "D": 165}
_CARRY_OUT_MINUTES = {"A": 760, "B": 800, "C": 400, "D": 190}
_TARGET_HOURS = {"A": 72, "B": 168, "C": 72, "D": 24}
_NOTES = {"A": (3, 4), "B": (2, 3), "C": (1, 2), "D": (0, 1)}
_TASKS = {"A": (2, 4), "B": (1, 3), "C": (0, 2), "D": (0, 1)}
_OWN_HAND = frozenset({"hotline", "store", "internal", "partner"})
_WRITTEN = frozenset({"chat", "app", "wechat", "wecom", "portal", "ecommerce", "sms", "payment", "h12315", "h12345", "third_party"})


class Happening(NamedTuple):
    """One event: `data` may point to a promise or task by its place in the lists."""

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

    def __init__(self, case: Case, desk: Desk, roster: Roster, region: str, involved: str, rng: Random, pace: float) -> None:
        self.case = case
        self.desk = desk
        self.roster = roster
        self.rng = rng
        self.involved = involved
        self.pace = pace
        self.life = Life(team_for(case.channel, case.category.partition(".")[0], region, case.grade, case.kind), desk.title, desk.summary())
        self.load = (peak(case.received_at.date()) ** 0.6) * case.slowness
        self.broken = 0
        self.reopened = 0

    def put(self, at: datetime, name: str, by: str, text: str | None = None, **data: Any) -> None:
        """Write one event down."""
        self.life.happenings.append(Happening(at, name, by, text, data))

    def run(self) -> Life:
        """The whole course."""
        replied, owner = self._take_in()
        if self.case.kind != "complaint":
            self._answer_briefly(replied, owner)
            return self.life
        draw = self.rng.random()
        if draw < 0.018 and self.case.grade == "D" and not self.case.story:
            self._refuse(replied, owner)
        elif draw < 0.044 and self.case.grade in "CD":
            at = work_on(replied, self.rng.uniform(60, 900) * self.pace)
            self._release_open(at)
            self.put(at, "complaints.complaint.withdrawn", "customer", self.desk.phrase("staff_replies", "withdraw"))
        else:
            self._solve(replied, owner)
        return self.life

    def minutes(self, median: float, spread: float = 0.55) -> float:
        """Minutes of work, drawn around a median."""
        return median * self.rng.lognormvariate(0, spread) * self.pace

    def _take_in(self) -> tuple[datetime, StaffMember]:
        """Registered, graded, accepted, assigned, answered for the first time. Returns when and by whom."""
        case, rng, life = self.case, self.rng, self.life
        received, grade, day = case.received_at, case.grade, case.received_at.date()
        owner = self.roster.owner(life.team, grade, day, self.involved, rng)
        intake = self.roster.intake(life.team, day, self.involved, rng).username
        round_the_clock = grade in "AB"
        start = received if round_the_clock else at_desk(received)
        waits = self.minutes(_REPLY_MINUTES[grade], 0.45) * min(self.load, 2.0) ** 0.5
        if rng.random() < 0.085 * self.load:
            waits *= rng.uniform(3, 15)
        replied = start + timedelta(minutes=waits) if round_the_clock else work_on(start, waits)
        by_hand = case.channel in _OWN_HAND
        registered_by = intake if by_hand or case.channel not in _WRITTEN else "system"
        registered = received + timedelta(seconds=rng.randint(2, 40)) if registered_by == "system" else start + (replied - start) * 0.15
        self.put(registered, "complaints.complaint.registered", registered_by, channel=case.channel, kind=case.kind)
        if not by_hand:
            self.put(
                registered + (replied - registered) * 0.2, "complaints.complaint.acknowledged", "system" if rng.random() < 0.8 else intake
            )
        self.put(registered + (replied - registered) * 0.3, "complaints.complaint.categorised", intake, category=case.category)
        self.put(
            registered + (replied - registered) * 0.35, "complaints.complaint.graded", "system" if round_the_clock else intake, grade=grade
        )
        self.put(registered + (replied - registered) * 0.5, "complaints.complaint.accepted", intake)
        assigner = "system" if rng.random() < 0.7 else self.roster.lead(life.team)
        self.put(registered + (replied - registered) * 0.65, "complaints.complaint.assigned", assigner, to=owner.username, team=life.team)
        self.desk.speaks(owner)
        promised = case.kind == "complaint" and rng.random() < (0.97 if round_the_clock else 0.8)
        if promised:
            due = promise_due(replied, grade, rng)
            self.desk.due_words(due, replied)
            life.first_promise = self._promise(replied, due, owner.username)
        text = self.desk.short_reply() if case.kind != "complaint" else self.desk.first_reply(promised)
        self.put(replied, REPLY, owner.username, text, first=True)
        if promised:
            self.put(replied, "handling.promise.made", owner.username, life.promises[0]["text"], promise=0)
        return replied, owner

    def _promise(self, made: datetime, due: datetime, by: str) -> int:
        self.life.promises.append(
            {"text": self.desk.promise_text(), "made_at": made, "due_at": due, "by": by, "state": "open", "settled_at": None}
        )
        return len(self.life.promises) - 1

    def _answer_briefly(self, replied: datetime, owner: StaffMember) -> None:
        closes = work_on(replied, self.minutes(30, 0.8))
        self.put(closes, DECIDED, owner.username, self.desk.short_reply(), outcome="upheld", remedies=[])
        self.put(closes + timedelta(minutes=self.rng.uniform(1, 20)), CLOSED, owner.username, reason="已答复")

    def _refuse(self, replied: datetime, owner: StaffMember) -> None:
        at = work_on(replied, self.minutes(240, 0.6))
        self._release_open(at)
        by = owner.username if owner.role != "agent" else self.roster.lead(self.life.team)
        text = self.desk.phrase("staff_replies", "refuse") + "如有异议可申请复核，或向12315、消费者协会反映。"
        self.put(at, "complaints.complaint.refused", by, text, external_recourse_told=True)

    def _solve(self, replied: datetime, owner: StaffMember) -> None:
        """Investigate, decide, carry out, have it confirmed, close, be rated, and perhaps begin again."""
        case, rng, grade = self.case, self.rng, self.case.grade
        office = grade in "BC" and rng.random() < 0.6
        decided = work_on(replied, self.minutes(_DECIDE_MINUTES[grade], 0.62) * self.load, office=office)
        self.between(replied, decided, owner)
        outcome = self._outcome()
        self._options(replied, decided, owner, outcome)
        text, remedies = self.desk.decision(outcome)
        self.put(decided, DECIDED, owner.username, text, outcome=outcome, remedies=remedies)
        done = self._carry_out(decided, owner, remedies, office)
        confirmed = work_on(done, self.minutes(60, 0.9))
        if grade != "D" and outcome == "partly" and rng.random() < 0.16:
            confirmed, outcome = self._not_content(confirmed, owner)
        self.put(confirmed, "complaints.complaint.confirmed", "customer", self.desk.phrase("staff_replies", "confirm_yes"), satisfied=True)
        closed = work_on(confirmed, self.minutes(25, 0.7))
        self._settle_open(closed)
        reason = self.desk.phrase("staff_decisions", "close_reason") if outcome != "not" else "已书面答复并告知外部救济途径"
        self.put(closed, CLOSED, owner.username, reason=reason, external_recourse_told=outcome == "not")
        reopens = rng.random() < (0.045 + 0.03 * min(self.load, 2.5)) * (0.85 if grade == "D" else 1.4)
        closed_again = self._reopen(closed, owner) if reopens and self.pace >= 0.5 else None
        self._rate(closed_again or closed, outcome)
        if case.grade in "AB" and closed_again is None and rng.random() < 0.5 and self.pace >= 0.5:
            visit = work_on(closed + timedelta(days=1), rng.uniform(5, 300))
            self.put(
                visit,
                "complaints.note.added",
                owner.username,
                pick(("次日回访：方案已落实，无新问题。", "回访：使用正常，客户表示认可。", "回访两次未接，已发短信。"), rng),
            )

    def _outcome(self) -> str:
        draw = self.rng.random()
        if self.case.grade == "A":
            return "upheld" if draw < 0.9 else "partly"
        if draw < 0.62 or self.case.story in ("lock_batch", "region_late", "rude_agent"):
            return "upheld"
        return "partly" if draw < 0.85 or not self.desk.can_clear else "not"

    def between(self, replied: datetime, decided: datetime, owner: StaffMember) -> None:
        """What fills the time up to the decision: inquiry, notes, tasks, promises kept or not, the customer asking."""
        rng, grade, span = self.rng, self.case.grade, decided - replied
        if grade != "D" or span > timedelta(hours=4) or rng.random() < 0.7:
            early = 0.02 if grade in "AB" else 0.2
            self.put(replied + span * rng.uniform(early / 4, early), "complaints.complaint.investigated", owner.username)
        for _ in range(rng.randint(*_NOTES[grade])):
            self.put(replied + span * rng.uniform(0.15, 0.92), "complaints.note.added", owner.username, self.desk.note())
        wanted = rng.randint(*_TASKS[grade]) if grade != "D" or rng.random() < 0.35 else 0
        choices = list(phrases("staff_notes")["tasks"][self.desk.group])
        rng.shuffle(choices)
        for title, department in choices[:wanted]:
            self._task(title, department, replied, span, owner)
        if self.life.promises:
            self._keep_or_break(0, decided, owner)
        hours = span.total_seconds() / 3600
        if hours > 30 and rng.random() < 0.6:
            self.put(replied + span * rng.uniform(0.45, 0.8), REPLY, owner.username, self.desk.progress())
        urges = 0 if hours < _TARGET_HOURS[grade] * 0.5 else 1 + (hours > _TARGET_HOURS[grade]) + (self.load > 2.2)
        for step in range(urges if rng.random() < 0.75 else 0):
            self.put(
                replied + span * (0.4 + 0.5 * (step + rng.random()) / urges),
                "complaints.message.received",
                "customer",
                self.desk.phrase("staff_replies", "urge"),
            )

    def _task(self, title: str, department: str, replied: datetime, span: timedelta, owner: StaffMember) -> None:
        rng = self.rng
        place = len(self.life.tasks)
        helper = self.roster.helper(department, rng)
        added, done = replied + span * rng.uniform(0.05, 0.3), replied + span * rng.uniform(0.4, 0.82)
        due = (added + timedelta(days=1 if self.case.grade in "AD" else 2)).replace(hour=18, minute=0, second=0)
        task = {"title": title, "department": department, "owner": helper, "due_at": due, "state": "open", "completed_at": None}
        self.life.tasks.append(task)
        by = helper or owner.username
        self.put(added, "handling.task.added", owner.username, title, task=place, department=department, to=helper)
        if rng.random() < 0.07:
            middle = added + (done - added) * 0.5
            self.put(middle, "handling.task.completed", by, task=place)
            self.put(middle + (done - middle) * 0.3, "handling.task.returned", owner.username, "依据不足，请补充照片或单据", task=place)
        self.put(done, "handling.task.completed", by, task=place)
        self.put(done + (replied + span - done) * rng.uniform(0.05, 0.6), "handling.task.verified", owner.username, task=place)

    def _keep_or_break(self, place: int, settled_by: datetime, owner: StaffMember) -> None:
        """A promise is kept by a word before it is due, kept by the result itself, moved with the customer's consent, or broken."""
        rng, promise = self.rng, self.life.promises[place]
        made, due = promise["made_at"], promise["due_at"]
        data = {"promise": place}
        if settled_by < due:
            promise.update(state="kept", settled_at=settled_by)
            self.put(settled_by, "handling.promise.kept", owner.username, **data)
            return
        if rng.random() < min(0.14 + 0.16 * max(self.load - 0.7, 0), 0.65):
            promise.update(state="broken", settled_at=due)
            self.broken += 1
            self.put(due, "handling.promise.broken", "system", **data)
            apology = work_on(due, rng.uniform(40, 700) * self.pace)
            if apology < settled_by:
                self.desk.words["old_due"] = f"{due.month}月{due.day}日{due:%H:%M}"
                self.put(apology, REPLY, owner.username, self.desk.progress(soft=False))
            return
        at = made + (due - made) * rng.uniform(0.4, 0.97)
        if rng.random() < 0.06:
            promise.update(state="renegotiated", settled_at=at)
            self.put(at, "handling.promise.renegotiated", owner.username, "与客户商定顺延一天", **data)
            return
        promise.update(state="kept", settled_at=at)
        self.put(at, REPLY, owner.username, self.desk.progress())
        self.put(at, "handling.promise.kept", owner.username, **data)

    def _options(self, replied: datetime, decided: datetime, owner: StaffMember, outcome: str) -> None:
        rng = self.rng
        if outcome == "not" or rng.random() > {"A": 1.0, "B": 0.9, "C": 0.4, "D": 0.05}[self.case.grade]:
            return
        first, second = self.desk.options()
        proposed = replied + (decided - replied) * (rng.uniform(0.03, 0.16) if self.case.grade in "AB" else rng.uniform(0.5, 0.8))
        self.put(proposed, "handling.option.proposed", owner.username, f"方案一：{first}；方案二：{second}。", options=[first, second])
        chosen = rng.randint(0, 1)
        reply = pick(("选{}", "那就{}吧", "{}，尽快", "考虑了一下，{}"), rng).format(("第一个", "第二个")[chosen])
        self.put(proposed + (decided - proposed) * rng.uniform(0.3, 0.9), "handling.option.chosen", "customer", reply, option=chosen)

    def _carry_out(self, decided: datetime, owner: StaffMember, remedies: list[str], office: bool) -> datetime:
        """Carry out what was granted; half of the basic ones are done on the spot."""
        rng, grade = self.rng, self.case.grade
        if not remedies or (grade == "D" and rng.random() < 0.5):
            return decided
        done = work_on(decided, self.minutes(_CARRY_OUT_MINUTES[grade], 0.6) * self.load**0.7, office=office)
        if rng.random() < 0.35:
            due = (decided + timedelta(days=1 if grade == "D" else 3)).replace(hour=18, minute=0, second=0)
            place = self._promise(decided, due, owner.username)
            self.put(decided, "handling.promise.made", owner.username, self.life.promises[place]["text"], promise=place)
            if done <= due:
                self.life.promises[place].update(state="kept", settled_at=done)
                self.put(done, "handling.promise.kept", owner.username, promise=place)
            else:
                self.life.promises[place].update(state="broken", settled_at=due)
                self.broken += 1
                self.put(due, "handling.promise.broken", "system", promise=place)
        self.put(done, "handling.implementation.completed", owner.username, self.desk.phrase("staff_decisions", "implemented"))
        return done

    def _not_content(self, at: datetime, owner: StaffMember) -> tuple[datetime, str]:
        """The customer does not confirm; a better decision follows."""
        self.put(at, "complaints.complaint.confirmed", "customer", self.desk.phrase("staff_replies", "confirm_no"), satisfied=False)
        again = work_on(at, self.minutes(500, 0.5))
        text, remedies = self.desk.decision("upheld")
        self.put(again, DECIDED, owner.username, "复核后调整：" + text, outcome="upheld", remedies=remedies)
        done = self._carry_out(again, owner, remedies, office=False)
        return work_on(done, self.minutes(60, 0.9)), "upheld"

    def _reopen(self, closed: datetime, owner: StaffMember) -> datetime:
        """It comes back within days; returns when it is closed for good."""
        rng = self.rng
        self.reopened += 1
        at = closed + timedelta(hours=rng.uniform(14, 200))
        self.put(at, "complaints.complaint.reopened", "customer", self.desk.phrase("staff_replies", "reopen"))
        replied = work_on(at, self.minutes(25, 0.6))
        self.put(replied, REPLY, owner.username, self.desk.progress())
        self.put(replied + timedelta(minutes=rng.uniform(5, 60)), "complaints.complaint.investigated", owner.username)
        decided = work_on(replied, self.minutes(500, 0.5) + 60 * self.pace)
        text, remedies = self.desk.decision("upheld")
        self.put(decided, DECIDED, owner.username, "重新处理：" + text, outcome="upheld", remedies=remedies)
        done = self._carry_out(decided, owner, remedies, office=False)
        confirmed = work_on(done, self.minutes(60, 0.8))
        self.put(confirmed, "complaints.complaint.confirmed", "customer", self.desk.phrase("staff_replies", "confirm_yes"), satisfied=True)
        closed = work_on(confirmed, self.minutes(25, 0.6))
        self.put(closed, CLOSED, owner.username, reason=self.desk.phrase("staff_decisions", "close_reason"))
        return closed

    def _settle_open(self, at: datetime) -> None:
        """No promise stays open when a complaint ends."""
        for place, promise in enumerate(self.life.promises):
            if promise["state"] == "open":
                kept = at <= promise["due_at"]
                when = at if kept else promise["due_at"]
                self.broken += not kept
                promise.update(state="kept" if kept else "broken", settled_at=when)
                self.put(when, f"handling.promise.{promise['state']}", promise["by"] if kept else "system", promise=place)

    def _release_open(self, at: datetime) -> None:
        """When nothing more is to be done, what was promised and not yet due is agreed away."""
        for place, promise in enumerate(self.life.promises):
            if promise["state"] == "open" and at <= promise["due_at"]:
                promise.update(state="renegotiated", settled_at=at)
                self.put(at, "handling.promise.renegotiated", promise["by"], "事项终止，与客户约定不再需要", promise=place)
        self._settle_open(at)

    def _rate(self, closed: datetime, outcome: str) -> None:
        rng = self.rng
        hours = (closed - self.case.received_at).total_seconds() / 3600
        late = hours / _TARGET_HOURS[self.case.grade]
        if rng.random() < 0.43:
            score, comment = rating(self.desk, late, self.broken, self.reopened, outcome, rng)
            at = closed + timedelta(minutes=rng.lognormvariate(5.2, 1.2) * self.pace)
            self.put(at, "complaints.complaint.rated", "customer", comment, score=score)
