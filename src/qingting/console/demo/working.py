"""From the first reply to the decision: inquiry, notes, tasks, promises kept or not, options, the customer asking."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingting.console.demo.answers import tasks_for
from qingting.console.demo.course import DECIDED, REPLY, TARGET_HOURS, Course
from qingting.console.demo.grammar import pick
from qingting.console.demo.season import work_on

_DECIDE_MINUTES = {"A": 640, "B": 1150, "C": 520, "D": 165}
_NOTES = {"A": (3, 4), "B": (2, 3), "C": (1, 2), "D": (0, 1)}
_TASKS = {"A": (2, 4), "B": (1, 3), "C": (0, 2), "D": (0, 1)}
_OPTIONS = {"A": 1.0, "B": 0.9, "C": 0.4, "D": 0.05}
_CLEAR_CASE = frozenset({"lock_batch", "region_late", "rude_agent"})


def work(course: Course, replied: datetime) -> tuple[datetime, str, list[str]]:
    """Work until the decision, which is told to the customer; returns when, the outcome and what was granted."""
    grade, rng = course.case.grade, course.rng
    office = grade in "BC" and rng.random() < 0.6
    decided = work_on(replied, course.minutes(_DECIDE_MINUTES[grade], 0.62) * course.load, office=office)
    _look_into(course, replied, decided)
    if course.life.promises:
        _keep_or_break(course, 0, decided)
    _stay_in_touch(course, replied, decided)
    outcome = _outcome(course)
    remedies = granted(course, outcome)
    remedies = _options(course, replied, decided, remedies)
    decide(course, decided, outcome, remedies)
    return decided, outcome, remedies


def decide(course: Course, at: datetime, outcome: str, remedies: list[str], lead: str = "") -> None:
    """Tell the decision."""
    remedy = {"kind": remedies[0]} if remedies else None
    text = lead + course.desk.decision(outcome, remedies)
    told = {"outcome": outcome, "remedy": remedy, "channels": [course.case.channel], "recourse_told": outcome == "not"}
    course.put(at, DECIDED, course.owner.username, text, **told)


def granted(course: Course, outcome: str) -> list[str]:
    """What is granted of what was asked for: all, most, or nothing."""
    if outcome == "not":
        return []
    remedies = list(course.desk.demands) or ["other"]
    return remedies[:-1] if outcome == "partly" and len(remedies) > 1 else remedies


def _outcome(course: Course) -> str:
    draw = course.rng.random()
    if course.case.grade == "A":
        return "upheld" if draw < 0.9 else "partly"
    if draw < 0.62 or course.case.story in _CLEAR_CASE:
        return "upheld"
    return "partly" if draw < 0.85 or not course.desk.can_clear else "not"


def _look_into(course: Course, replied: datetime, decided: datetime) -> None:
    rng, grade, owner = course.rng, course.case.grade, course.owner.username
    span = decided - replied
    begun = replied
    if grade != "D" or span > timedelta(hours=4) or rng.random() < 0.7:
        late = 0.02 if grade in "AB" else 0.2
        begun = course.between(replied, decided, late / 4, late)
        course.put(begun, "complaints.complaint.investigated", owner)
    for _ in range(rng.randint(*_NOTES[grade])):
        course.put(course.between(begun, decided, 0.05, 0.95), "complaints.note.added", owner, course.desk.note())
    wanted = rng.randint(*_TASKS[grade]) if grade != "D" or rng.random() < 0.35 else 0
    choices = list(tasks_for(course.desk.root, course.desk.group))
    rng.shuffle(choices)
    for title, department in choices[:wanted]:
        _task(course, title, department, begun, decided)


def _task(course: Course, title: str, department: str, begun: datetime, decided: datetime) -> None:
    """A task for another department: added, done, verified; sometimes sent back once."""
    rng, owner, life = course.rng, course.owner.username, course.life
    place = len(life.tasks)
    helper = course.roster.helper(department, rng)
    by = helper or owner
    added = course.between(begun, decided, 0.03, 0.25)
    done = course.between(added, decided, 0.35, 0.85)
    due = (added + timedelta(days=1 if course.case.grade in "AD" else 2)).replace(hour=18, minute=0, second=0, microsecond=0)
    life.tasks.append({"title": title, "department": department, "owner": helper, "due_at": due})
    name = course.roster.by_username[helper].name if helper else ""
    course.put(added, "handling.task.added", owner, title, task=place, to=helper, to_name=name, department=department, due_at=due)
    if rng.random() < 0.07:
        half_done = course.between(added, done, 0.3, 0.6)
        course.put(half_done, "handling.task.completed", by, title, task=place)
        returned = course.between(half_done, done, 0.05, 0.5)
        course.put(returned, "handling.task.returned", owner, "依据不足，请补充照片或单据", task=place)
    course.put(done, "handling.task.completed", by, title, task=place)
    course.put(course.between(done, decided, 0.05, 0.6), "handling.task.verified", owner, title, task=place)


def _keep_or_break(course: Course, place: int, decided: datetime) -> None:
    """A promise is kept by a word before it is due or by the decision itself, moved with the customer's consent, or broken."""
    rng, promise = course.rng, course.life.promises[place]
    made, due = promise["made_at"], promise["due_at"]
    if decided < due:
        course.settle(place, "kept", decided)
        return
    if rng.random() < min(0.14 + 0.16 * max(course.load - 0.7, 0), 0.65):
        course.settle(place, "broken", due)
        apology = work_on(due, rng.uniform(40, 700) * course.pace)
        if apology < decided:
            course.desk.words["old_due"] = f"{due.month}月{due.day}日{due:%H:%M}"
            course.put(apology, REPLY, course.owner.username, course.desk.progress(late=True), channels=[course.case.channel])
        return
    at = course.between(made, due, 0.4, 0.97)
    if rng.random() < 0.06:
        course.settle(place, "renegotiated", at, "与客户商定顺延一天", due + timedelta(days=1))
        return
    course.put(at, REPLY, course.owner.username, course.desk.progress(), channels=[course.case.channel])
    course.settle(place, "kept", at)


def _stay_in_touch(course: Course, replied: datetime, decided: datetime) -> None:
    """Long waits bring a word from us, and questions from the customer."""
    rng, desk = course.rng, course.desk
    hours = (decided - replied).total_seconds() / 3600
    target = TARGET_HOURS[course.case.grade]
    if hours > 30 and rng.random() < 0.6:
        course.put(
            course.between(replied, decided, 0.45, 0.8), REPLY, course.owner.username, desk.progress(), channels=[course.case.channel]
        )
    if hours < target * 0.5 or rng.random() > 0.75:
        return
    for _ in range(1 + (hours > target) + (course.load > 2.2)):
        course.put(course.between(replied, decided, 0.4, 0.95), "complaints.message.received", "customer", desk.customer_says("urge"))


def _options(course: Course, replied: datetime, decided: datetime, remedies: list[str]) -> list[str]:
    """Two solutions to choose from; returns what is granted after the choice."""
    rng, desk, owner = course.rng, course.desk, course.owner.username
    if not remedies or rng.random() > _OPTIONS[course.case.grade]:
        return remedies
    low, high = (0.03, 0.16) if course.case.grade in "AB" else (0.5, 0.8)
    begun = max(
        (happening.at for happening in course.life.happenings if happening.name == "complaints.complaint.investigated"), default=replied
    )
    proposed = course.between(begun, decided, low, high)
    titles = [desk.option(remedies), desk.phrase("staff_decisions", "option_instead")]
    for label, title in zip("AB", titles, strict=True):
        course.put(proposed, "handling.option.proposed", owner, title, option=label, recommended=label == "A")
    second = rng.random() < 0.22
    answer = pick(("选{}", "那就{}吧", "{}，尽快", "考虑了一下，{}"), rng).format("第二个" if second else "第一个")
    if desk.english:
        answer = desk.phrase("staff_english", "choice") if second else "The first one please."
    chosen = course.between(proposed, decided, 0.2, 0.95)
    course.put(chosen, "handling.option.chosen", "customer", answer, option="B" if second else "A", title=titles[second])
    return ["compensate", *(demand for demand in remedies[1:] if demand != "compensate")] if second else remedies
