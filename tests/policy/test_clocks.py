"""Chapter 5: what must have happened by when."""

from datetime import datetime

import pytest

from qingting.kernel.worktime import before, deadline
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.rules.codes import UnknownGrade
from qingting.policy.rules.promise import hours_words, portal_promise
from qingting.policy.schema import Standard
from qingting.policy.schema.base import span_text

LIMITS = {
    "A": {"acknowledge": "10 minutes", "first_reply": "5 minutes", "plan": "1 hours", "resolve": "3 days"},
    "B": {"acknowledge": "10 minutes", "first_reply": "10 minutes", "plan": "4 hours", "resolve": "7 days"},
    "C": {"acknowledge": "10 working_minutes", "first_reply": "15 working_minutes", "plan": "24 hours", "resolve": "72 hours"},
    "D": {"acknowledge": "10 working_minutes", "first_reply": "30 working_minutes", "plan": "24 hours", "resolve": "24 hours"},
}


@pytest.mark.parametrize("grade", LIMITS)
def test_the_limits_of_a_complaint(grade: str, standard: Standard) -> None:
    assert {rule.name: span_text(rule.span) for rule in clock_rules(standard, grade)} == LIMITS[grade]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("complaint", ["acknowledge", "first_reply", "plan", "resolve"]),
        ("report", ["acknowledge", "first_reply", "plan", "resolve"]),
        ("inquiry", ["acknowledge", "first_reply", "resolve"]),
        ("data_rights", ["acknowledge", "first_reply", "resolve"]),
        ("suggestion", ["acknowledge", "first_reply"]),
        ("praise", ["acknowledge"]),
        ("nonsense", []),
    ],
)
def test_every_kind_has_its_clocks(kind: str, names: list[str], standard: Standard) -> None:
    assert [rule.name for rule in clock_rules(standard, "D", kind)] == names


def test_a_and_b_run_day_and_night_and_minutes_of_c_and_d_do_not(standard: Standard) -> None:
    calendars = {(grade, rule.name): rule.calendar for grade in "ABCD" for rule in clock_rules(standard, grade)}
    working = {key for key, calendar in calendars.items() if calendar == "standard"}
    assert working == {("C", "acknowledge"), ("C", "first_reply"), ("D", "acknowledge"), ("D", "first_reply")}


@pytest.mark.parametrize(
    ("grade", "clock", "start", "due"),
    [
        ("C", "first_reply", "2026-09-30T17:55:00+08:00", "2026-10-08T09:10:00+08:00"),  # over National Day
        ("D", "first_reply", "2026-10-10T17:45:00+08:00", "2026-10-12T09:15:00+08:00"),  # a Saturday worked in exchange
        ("D", "first_reply", "2026-10-17T10:00:00+08:00", "2026-10-19T09:30:00+08:00"),  # an ordinary Saturday
        ("D", "first_reply", "2026-02-14T17:40:00+08:00", "2026-02-24T09:10:00+08:00"),  # over Spring Festival
        ("A", "first_reply", "2026-02-17T00:00:00+08:00", "2026-02-17T00:05:00+08:00"),
        ("D", "resolve", "2026-10-01T10:00:00+08:00", "2026-10-02T10:00:00+08:00"),  # hours run on the plain calendar
    ],
)
def test_deadlines_follow_public_holidays_and_working_weekends(grade: str, clock: str, start: str, due: str, standard: Standard) -> None:
    (rule,) = [one for one in clock_rules(standard, grade) if one.name == clock]
    assert deadline(datetime.fromisoformat(start), rule.span, standard.calendar) == datetime.fromisoformat(due)


def test_warnings_come_before_the_deadline_the_earliest_first(standard: Standard) -> None:
    start = datetime.fromisoformat("2026-03-09T10:00:00+08:00")
    for grade in "ABCD":
        for rule in clock_rules(standard, grade):
            due = deadline(start, rule.span, standard.calendar)
            moments = [before(due, span, standard.calendar) for span in rule.warn_before]
            assert moments and moments == sorted(moments) and moments[0] > start and moments[-1] < due


def test_what_meets_a_clock(standard: Standard) -> None:
    rules = {rule.name: rule for rule in clock_rules(standard, "C")}
    assert "complaints.complaint.acknowledged" in rules["acknowledge"].met_by and "handling.reply.sent" in rules["acknowledge"].met_by
    assert set(rules["first_reply"].met_by) == {"handling.reply.sent", "handling.decision.made"}, "a decision that is told is a human reply"
    assert set(rules["plan"].met_by) == {"handling.option.proposed", "handling.decision.made"}
    assert "handling.decision.made" not in rules["resolve"].met_by, "a decision with open tasks has not solved anything yet"
    assert {"confirming", "closed"} <= set(rules["resolve"].met_at_status)
    assert all(rule.starts == "complaints.complaint.registered" for rule in rules.values())


def test_an_unknown_grade_is_refused_with_the_grades_there_are(standard: Standard) -> None:
    with pytest.raises(UnknownGrade) as refused:
        clock_rules(standard, "Z")
    assert "A" in refused.value.message("zh") and refused.value.field == "grade"


@pytest.mark.parametrize(
    ("grade", "zh", "en"), [("A", "5 分钟", "5 minutes"), ("B", "10 分钟", "10 minutes"), ("D", "工作时间 30 分钟", "30 working minutes")]
)
def test_the_promise_to_the_customer_is_made_of_the_clock(grade: str, zh: str, en: str, standard: Standard) -> None:
    promise = portal_promise(standard, grade)
    assert zh in promise.zh and en in promise.en
    assert ("09:00" in promise.zh) == (grade == "D"), "working hours are named where the limit counts in them"


def test_another_clock_makes_another_promise(standard: Standard) -> None:
    clocks = []
    for clock in standard.clocks:
        limits = {code: limit.model_copy(update={"span": type(limit.span)(2, "hours")}) for code, limit in clock.limits.items()}
        clocks.append(clock.model_copy(update={"limits": limits}))
    assert "2 小时" in portal_promise(standard.model_copy(update={"clocks": tuple(clocks)}), "D").zh


def test_hours_in_words(standard: Standard) -> None:
    assert hours_words(standard).zh == "周一至周五 09:00–18:00"
    assert hours_words(standard).en == "Mon to Fri 09:00–18:00"
    split = standard.hours.model_copy(update={"fri": ("09:00-12:00", "13:00-17:00"), "sat": ("10:00-12:00",)})
    assert (
        hours_words(standard.model_copy(update={"hours": split})).zh
        == "周一至周四 09:00–18:00；周五 09:00–12:00、13:00–17:00；周六 10:00–12:00"
    )
