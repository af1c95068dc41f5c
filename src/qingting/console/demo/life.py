"""Lives through one complaint from receipt to its end."""

from __future__ import annotations

from random import Random

from qingting.console.demo.answers import Desk
from qingting.console.demo.case import Case
from qingting.console.demo.course import Course, Life
from qingting.console.demo.ending import answer_briefly, finish, refuse, withdraw
from qingting.console.demo.opening import take_in
from qingting.console.demo.roster import Roster
from qingting.console.demo.working import work

REFUSED_SHARE = 0.018
WITHDRAWN_SHARE = 0.026


def live_through(case: Case, desk: Desk, roster: Roster, region: str, blamed: str, rng: Random, pace: float) -> Life:
    """Draw the whole life of a complaint. `blamed` is a username that must not touch it; a `pace` below 1 hurries."""
    course = Course(case, desk, roster, region, blamed, rng, pace)
    replied = take_in(course)
    draw = rng.random()
    if case.kind != "complaint":
        answer_briefly(course, replied)
    elif draw < REFUSED_SHARE and case.grade == "D" and not case.story:
        refuse(course, replied)
    elif draw < REFUSED_SHARE + WITHDRAWN_SHARE and case.grade in "CD":
        withdraw(course, replied)
    else:
        finish(course, *work(course, replied))
    return course.life
