"""The first minutes: registered, graded, accepted, assigned, answered by a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingting.console.demo.answers import promise_due
from qingting.console.demo.codes import SCENE_CODES
from qingting.console.demo.course import REGISTERED, REPLY, Course
from qingting.console.demo.grammar import pick
from qingting.console.demo.organisation import TEAM_NAMES
from qingting.console.demo.season import at_desk, work_on

_REPLY_MINUTES = {"A": 3.0, "B": 6.5, "C": 8.0, "D": 13.0}
_OWN_HAND = frozenset({"hotline", "store", "internal", "partner"})
_BY_ITSELF = frozenset({"chat", "app", "wechat", "wecom", "portal", "ecommerce", "sms", "payment", "h12315", "h12345", "third_party"})
_WHY = {
    "danger": "涉及人身安全", "court": "法院介入", "crowd": "多人将集体到访", "self_harm": "客户有轻生表示", "government": "政府热线或监管机关来件", "media": "媒体介入",
    "lawyer": "收到律师函", "injury": "有人受伤", "leak": "涉及个人信息泄露", "group": "多户同一问题", "regulator": "客户已向12315反映", "hazard": "产品存在过热风险",
    "platform": "平台介入", "third_party": "第三方平台或消协转来", "social": "公开发帖", "post": "公开发帖", "amount": "索赔金额超过500元", "unwell": "使用后不适",
    "sensitive": "客户情况特殊，需有经验者沟通", "executive": "客户写信给管理层", "payment": "支付平台投诉", "safety": "涉及产品安全", "repeat": "同一问题再次来访",
}  # fmt: skip
_RAISED_LATER = frozenset({"amount", "sensitive", "platform", "post", "group", "regulator"})
_WRONG_FIRST = 0.04
_SIBLINGS = tuple(sorted(set(SCENE_CODES.values())))


def take_in(course: Course) -> datetime:
    """Everything up to the first reply; returns when that was sent."""
    case, rng, life = course.case, course.rng, course.life
    received, grade = case.received_at, case.grade
    grave = grade in "AB"
    start = received if grave else at_desk(received)
    waits = course.minutes(_REPLY_MINUTES[grade], 0.45) * min(course.load, 2.0) ** 0.5
    if rng.random() < 0.085 * course.load:
        waits *= rng.uniform(3, 15)
    replied = start + timedelta(minutes=waits) if grave else work_on(start, waits)
    by_hand = case.channel in _OWN_HAND
    intake = course.roster.intake(life.team, received.date(), course.blamed, rng).username
    gap = replied - start
    if by_hand or case.channel not in _BY_ITSELF:
        registered, registered_by = start + gap * 0.15, intake
    else:
        registered, registered_by = received + timedelta(seconds=rng.randint(2, 30)), "system"
    course.put(registered, REGISTERED, registered_by, channel=case.channel, kind=case.kind)
    if not by_hand:
        told = registered + min(timedelta(seconds=rng.randint(5, 90)), (replied - registered) * 0.15)
        course.put(told, "complaints.complaint.acknowledged", "system", channels=[case.channel])
    base = max(registered, start)
    gap = replied - base
    _categorise(course, base + gap * 0.25, intake)
    _grade(course, base + gap * 0.35, replied, intake, grave)
    course.put(base + gap * 0.5, "complaints.complaint.accepted", intake)
    _assign(course, base + gap * 0.6, base + gap * 0.75)
    course.desk.speaks(course.owner)
    _reply(course, replied)
    return replied


def _categorise(course: Course, at: datetime, intake: str) -> None:
    """Name the category; now and then the first guess is wrong and is put right when the matter is looked into."""
    right = course.case.category
    if course.rng.random() < _WRONG_FIRST and course.case.kind == "complaint":
        wrong = pick([code for code in _SIBLINGS if code != right], course.rng)
        course.put(at, "complaints.complaint.categorised", intake, **{"from": None, "to": wrong, "by": "person"})
        later = at + timedelta(minutes=course.rng.uniform(15, 90))
        course.put(
            later,
            "complaints.complaint.categorised",
            course.owner.username,
            "按客户描述更正",
            **{"from": wrong, "to": right, "by": "person"},
        )
    else:
        course.put(at, "complaints.complaint.categorised", intake, **{"from": None, "to": right, "by": "person"})


def _grade(course: Course, at: datetime, replied: datetime, intake: str, grave: bool) -> None:
    """Name the grade with its reason; some are raised by the lead once the facts are in."""
    case = course.case
    why = _WHY.get(case.reason)
    by, how = ("system", "rule") if grave or course.rng.random() < 0.5 else (intake, "person")
    if case.reason in _RAISED_LATER and course.rng.random() < 0.3:
        course.put(at, "complaints.complaint.graded", by, **{"from": None, "to": "D", "by": how})
        later = replied + timedelta(minutes=course.rng.uniform(3, 40))
        lead = course.roster.lead(course.life.team)
        course.put(later, "complaints.complaint.graded", lead, why, **{"from": "D", "to": case.grade, "by": "person"})
    else:
        course.put(at, "complaints.complaint.graded", by, why, **{"from": None, "to": case.grade, "by": how})


def _assign(course: Course, first: datetime, second: datetime) -> None:
    """Give it to somebody; a few land on the wrong team's table and are handed on."""
    rng, life, owner = course.rng, course.life, course.owner
    by = "system" if rng.random() < 0.7 else course.roster.lead(life.team)
    given = {"to": owner.username, "to_name": owner.name, "team": life.team}
    astray = pick([team for team in ("frontline_a", "online", "aftersales") if team != life.team], rng)
    if rng.random() < 0.05 and course.case.grade in "CD":
        other = course.roster.owner(astray, course.case.grade, course.case.received_at.date(), course.blamed, rng)
        course.put(first, "complaints.complaint.assigned", by, to=other.username, to_name=other.name, team=astray, how="routed")
        text = f"该事项由{TEAM_NAMES[life.team]}负责，带摘要转交"
        course.put(second, "complaints.complaint.transferred", other.username, text, **given, **{"from": other.username})
    else:
        course.put(first, "complaints.complaint.assigned", by, **given, how="routed" if by == "system" else "assigned")


def _reply(course: Course, replied: datetime) -> None:
    """The first answer by a person, mostly with a promise in it."""
    case, rng, life, desk = course.case, course.rng, course.life, course.desk
    channels = [case.channel]
    if case.kind != "complaint":
        course.put(replied, REPLY, course.owner.username, desk.short_reply(), channels=channels)
        return
    if rng.random() < (0.97 if case.grade in "AB" else 0.8):
        due = promise_due(replied, case.grade, rng)
        desk.due_words(due, replied)
        life.first_promise = course.promise(replied, due)
    course.put(replied, REPLY, course.owner.username, desk.first_reply(life.first_promise is not None), channels=channels)
