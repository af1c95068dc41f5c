"""Grades, repeats, reopenings, satisfaction and seasons come out as planned."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from tests.console.demo.conftest import instant


def test_grades(history) -> None:
    grades = Counter(record["grade"] for record in history)
    for grade, share in {"A": 0.02, "B": 0.07, "C": 0.26, "D": 0.65}.items():
        assert grades[grade] / len(history) == pytest.approx(share, abs=0.005), grade


def test_repeats_name_the_earlier_complaint(history, sketches) -> None:
    repeats = [record for record in history if sketches[record["external_no"]].parent is not None]
    assert len(repeats) / len(history) == pytest.approx(0.09, abs=0.01)
    by_number = {record["external_no"]: record for record in history}
    for record in repeats:
        earlier = by_number[sketches[record["external_no"]].parent.external_no]
        assert earlier["received_at"] < record["received_at"]
        assert earlier["customer"] == record["customer"]
        assert earlier["category"] == record["category"]
    assert sum(sketches[r["external_no"]].parent.external_no in r["verbatim"] for r in repeats) > 30


def test_reopened(history) -> None:
    assert 0.045 <= sum(record["reopened_count"] > 0 for record in history) / len(history) <= 0.08


def test_kinds(history) -> None:
    kinds = Counter(record["kind"] for record in history)
    assert set(kinds) == {"complaint", "inquiry", "praise", "suggestion", "report", "data_rights"}
    assert kinds["complaint"] / len(history) > 0.94


def test_satisfaction_follows_delay_and_broken_promises(history) -> None:
    rated = [record for record in history if record["rating"] and record["kind"] == "complaint"]
    assert 0.3 <= len(rated) / len(history) <= 0.5
    assert 3.6 <= mean(record["rating"]["score"] for record in rated) <= 4.4
    assert {record["rating"]["score"] for record in rated} == {1, 2, 3, 4, 5}
    broken = [r["rating"]["score"] for r in rated if any(p["state"] == "broken" for p in r["promises"])]
    kept = [r["rating"]["score"] for r in rated if not any(p["state"] == "broken" for p in r["promises"])]
    assert mean(kept) - mean(broken) > 0.6
    basic = [record for record in rated if record["grade"] == "D"]
    hours = {r["external_no"]: (instant(r["closed_at"]) - instant(r["received_at"])).total_seconds() / 3600 for r in basic}
    quick = mean(r["rating"]["score"] for r in basic if hours[r["external_no"]] < 12)
    slow = mean(r["rating"]["score"] for r in basic if hours[r["external_no"]] > 36)
    assert quick - slow > 0.4


def test_some_promises_are_broken(history) -> None:
    states = Counter(promise["state"] for record in history for promise in record["promises"])
    assert 0.05 <= states["broken"] / sum(states.values()) <= 0.2
    assert states["renegotiated"] > 0


def test_evenings_weekends_and_festivals(history) -> None:
    online = [instant(r["received_at"]) for r in history if r["channel"] in ("chat", "app", "wechat", "portal", "ecommerce")]
    assert sum(moment.hour >= 19 for moment in online) / len(online) > 0.3
    calls = [instant(r["received_at"]) for r in history if r["channel"] == "hotline"]
    assert sum(8 <= moment.hour < 21 for moment in calls) / len(calls) > 0.98
    office = [instant(r["received_at"]) for r in history if r["channel"] in ("legal", "media", "association", "internal")]
    assert all(moment.weekday() < 5 for moment in office)
    days = Counter(instant(record["received_at"]).date() for record in history)
    festival = mean(days[day] for day in days if (day.month, day.day // 4) in ((6, 5), (11, 3)))
    calm = mean(days[day] for day in days if day.month in (7, 8))
    assert festival > 1.4 * calm


def test_clocks_are_met_most_of_the_time(history) -> None:
    allowed = {"A": 72, "B": 168, "C": 72, "D": 24}
    for grade, hours in allowed.items():
        spent = [
            (instant(r["decided_at"]) - instant(r["received_at"])).total_seconds() / 3600
            for r in history
            if r["grade"] == grade and r["status"] == "closed" and r["kind"] == "complaint" and not r["reopened_count"]
        ]
        assert 0.6 <= sum(each <= hours for each in spent) / len(spent) <= 0.99, grade
