"""From the decision to the end: carried out, confirmed or not, closed, rated, perhaps opened again; or withdrawn, or refused."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingting.console.demo.course import CARRIED_OUT, CLOSED, DECIDED, REPLY, TARGET_HOURS, UNHURRIED, Course
from qingting.console.demo.grammar import pick
from qingting.console.demo.satisfaction import feeling_after
from qingting.console.demo.season import at_desk, work_on
from qingting.console.demo.working import decide, granted

_CARRY_OUT_MINUTES = {"A": 760, "B": 800, "C": 400, "D": 190}
_RECOURSE = "如有异议可申请复核，或向12315、消费者协会反映。"
_VISITS = (
    "次日回访：方案已落实，无新问题。",
    "回访：使用正常，客户表示认可。",
    "回访两次未接，已发短信。",
    "回访：客户认可处理，提醒后续留意同类情况。",
)


def finish(course: Course, decided: datetime, outcome: str, remedies: list[str]) -> None:
    """Carry out, confirm, close, rate; some come back."""
    rng, grade = course.rng, course.case.grade
    done = _carry_out(course, decided, remedies)
    confirmed = at_desk(work_on(done, course.minutes(60, 0.9)))
    if grade != "D" and outcome == "partly" and rng.random() < 0.16:
        confirmed, outcome = _not_content(course, confirmed), "upheld"
    closed = _confirm_and_close(course, confirmed, outcome)
    chance = (0.036 + 0.024 * min(course.load, 2.5)) * (0.85 if grade == "D" else 1.4)
    again = _reopen(course, closed) if course.pace >= UNHURRIED and rng.random() < chance else None
    _rate(course, again or closed, outcome)
    if grade in "AB" and again is None and course.pace >= UNHURRIED and rng.random() < 0.5:
        visit = work_on(closed + timedelta(days=1), rng.uniform(5, 300))
        course.put(visit, "complaints.note.added", course.owner.username, pick(_VISITS, rng))


def answer_briefly(course: Course, replied: datetime) -> None:
    """What is no complaint gets its answer and is closed."""
    at = work_on(replied, course.minutes(30, 0.8))
    told = {"outcome": "upheld", "remedy": None, "channels": [course.case.channel], "recourse_told": False}
    course.put(at, DECIDED, course.owner.username, course.desk.short_reply(), **told)
    course.put(at + timedelta(minutes=course.rng.uniform(1, 20)), CLOSED, course.owner.username, reason="已答复", outcome="upheld")


def withdraw(course: Course, replied: datetime) -> None:
    """The customer takes it back."""
    at = work_on(replied, course.rng.uniform(60, 900) * course.pace)
    course.settle_rest(at, ended=True)
    course.put(at, "complaints.complaint.withdrawn", "customer", course.desk.customer_says("withdraw"))


def refuse(course: Course, replied: datetime) -> None:
    """Not ours to solve; the customer is told why and who else may help."""
    at = work_on(replied, course.minutes(240, 0.6))
    course.settle_rest(at, ended=True)
    by = course.owner.username if course.owner.role != "agent" else course.roster.lead(course.life.team)
    text = course.desk.phrase("staff_replies", "refuse") + _RECOURSE
    course.put(at, "complaints.complaint.refused", by, text, recourse_told=True)


def _carry_out(course: Course, decided: datetime, remedies: list[str]) -> datetime:
    """Carry out what was granted; half of the basic ones are done on the spot. Returns when all is done."""
    rng, grade = course.rng, course.case.grade
    if not remedies or (grade == "D" and rng.random() < 0.5):
        return decided
    done = work_on(decided, course.minutes(_CARRY_OUT_MINUTES[grade], 0.6) * course.load**0.7, office=grade in "BC" and rng.random() < 0.6)
    if rng.random() < 0.35:
        due = (decided + timedelta(days=1 if grade == "D" else 3)).replace(hour=18, minute=0, second=0, microsecond=0)
        place = course.promise(decided, due, remedies[0])
        if done <= due:
            course.settle(place, "kept", done)
        else:
            course.settle(place, "broken", due)
    course.put(done, CARRIED_OUT, course.owner.username, course.desk.implemented(remedies))
    return done


def _confirm_and_close(course: Course, confirmed: datetime, outcome: str) -> datetime:
    course.put(confirmed, "complaints.complaint.confirmed", "customer", course.desk.customer_says("confirm_yes"), satisfied=True, proof="")
    closed = work_on(confirmed, course.minutes(25, 0.7))
    course.settle_rest(closed)
    reason = "已书面答复并告知外部救济途径" if outcome == "not" else course.desk.phrase("staff_decisions", "close_reason")
    course.put(closed, CLOSED, course.owner.username, reason=reason, outcome=outcome)
    return closed


def _not_content(course: Course, at: datetime) -> datetime:
    """The customer says no; a better decision follows. Returns when that is confirmed."""
    course.put(at, "complaints.complaint.disputed", "customer", course.desk.customer_says("confirm_no"), satisfied=False, proof="")
    again = work_on(at, course.minutes(500, 0.5))
    remedies = granted(course, "upheld")
    decide(course, again, "upheld", remedies, "" if course.desk.english else "复核后调整：")
    return at_desk(work_on(_carry_out(course, again, remedies), course.minutes(60, 0.9)))


def _reopen(course: Course, closed: datetime) -> datetime:
    """It comes back within days; returns when it is closed for good."""
    rng, desk, owner = course.rng, course.desk, course.owner.username
    course.reopened += 1
    at = course.between(closed, closed + timedelta(hours=rng.uniform(30, 220)), 0.4, 1.0)
    course.put(at, "complaints.complaint.reopened", "customer", desk.customer_says("reopen"), count=course.reopened)
    replied = work_on(at, course.minutes(25, 0.6))
    course.put(replied, REPLY, owner, desk.progress(), channels=[course.case.channel])
    course.put(work_on(replied, rng.uniform(5, 60)), "complaints.complaint.investigated", owner)
    decided = work_on(replied, course.minutes(500, 0.5) + 70)
    remedies = granted(course, "upheld")
    decide(course, decided, "upheld", remedies, "" if desk.english else "重新处理：")
    done = _carry_out(course, decided, remedies)
    return _confirm_and_close(course, at_desk(work_on(done, course.minutes(60, 0.8))), "upheld")


def _rate(course: Course, closed: datetime, outcome: str) -> None:
    """Some customers give stars, fewer give words."""
    rng = course.rng
    if rng.random() > 0.43:
        return
    hours = (closed - course.case.received_at).total_seconds() / 3600
    score = feeling_after(hours / TARGET_HOURS[course.case.grade], course.broken, course.reopened, outcome, rng)
    comment = (
        course.desk.comment(score, hours / TARGET_HOURS[course.case.grade]) if rng.random() < (0.4 if score in (3, 4) else 0.62) else None
    )
    at = closed + timedelta(minutes=rng.lognormvariate(5.2, 1.2) * course.pace)
    if at_desk(at) != at:
        at = at_desk(at) + timedelta(minutes=rng.uniform(1, 90) * course.pace)
    course.put(at, "complaints.complaint.rated", "customer", comment, score=score)
