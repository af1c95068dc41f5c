"""Dates and times as people and spreadsheets write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.console.importing.values.dates import days_off, parse_moment, past
from qingting.console.importing.values.reading import Unusable
from tests.console.importing.support import NOW, SHANGHAI, a_reading

AT = "2019-02-28T11:25:05+08:00"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2019/2/28 11:25:05", AT),
        ("2019-02-28 11:25:05", AT),
        ("2019-02-28T11:25:05", AT),
        ("2019.2.28 11:25:05", AT),
        ("2019年2月28日 11:25:05", AT),
        ("2019年2月28日11时25分05秒", AT),
        ("2019年02月28日 11点25分5秒", AT),
        ("２０１９／２／２８　１１：２５：０５", AT),
        (" 2019/2/28  11:25:05 ", AT),
        ("2019-02-28 星期四 11:25:05", AT),
        ("2019/2/28 上午11:25:05", AT),
        ("2019-02-28T11:25:05+08:00", AT),
        ("2019-02-28T03:25:05Z", "2019-02-28T03:25:05+00:00"),
        ("2019-02-28 03:25:05 UTC", "2019-02-28T03:25:05+00:00"),
        ("2019-02-27T22:25:05-0500", "2019-02-27T22:25:05-05:00"),
        ("2019-02-28T11:25:05.250+08:00", "2019-02-28T11:25:05.250000+08:00"),
        ("20190228112505", AT),
        (datetime(2019, 2, 28, 11, 25, 5), AT),
        (datetime(2019, 2, 28, 3, 25, 5, tzinfo=UTC), "2019-02-28T03:25:05+00:00"),
        ("2019年2月28日 11:25", "2019-02-28T11:25:00+08:00"),
        ("2019/2/28 9:05", "2019-02-28T09:05:00+08:00"),
        ("2019/2/28 下午3:05", "2019-02-28T15:05:00+08:00"),
        ("2019/2/28 3:05 PM", "2019-02-28T15:05:00+08:00"),
        ("2019/2/28 12:05 AM", "2019-02-28T00:05:00+08:00"),
        ("2019/2/28 中午12:05", "2019-02-28T12:05:00+08:00"),
        ("2019-02-28 24:00", "2019-03-01T00:00:00+08:00"),
        ("2020-02-29 23:59:59", "2020-02-29T23:59:59+08:00"),
        (44197.5, "2021-01-01T12:00:00+08:00"),
        ("44197.5", "2021-01-01T12:00:00+08:00"),
        (43524.4757523148, AT),
    ],
)
def test_an_instant_is_read(cell, expected):
    reading = a_reading()
    assert past()(cell, reading) == expected
    assert reading.extra == {}


@pytest.mark.parametrize(
    "cell", ["2019-02-28", "2019/2/28", "2019年2月28日", "20190228", 20190228.0, date(2019, 2, 28), 43524, 43524.0, "43524"]
)
def test_a_day_is_its_midnight_and_said_to_be_a_day(cell):
    reading = a_reading()
    assert past()(cell, reading) == "2019-02-28T00:00:00+08:00"
    assert reading.extra == {"received_at_precision": "day"}


def test_44197_is_new_years_day_2021():
    assert past()(44197, a_reading()) == "2021-01-01T00:00:00+08:00"


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("05/19/2023", None, "2023-05-19"),
        ("19/05/2023", None, "2023-05-19"),
        ("05/05/2023", None, "2023-05-05"),
        ("05/06/2023", "mdy", "2023-05-06"),
        ("05/06/2023", "dmy", "2023-06-05"),
        ("5/19/2023 3:05 PM", "mdy", "2023-05-19"),
        ("19.05.2023", "dmy", "2023-05-19"),
    ],
)
def test_month_and_day_before_the_year(cell, order, expected):
    assert parse_moment(cell, zone=SHANGHAI, order=order).at.date().isoformat() == expected


def test_what_could_be_either_is_refused():
    with pytest.raises(Unusable) as caught:
        parse_moment("05/06/2023", zone=SHANGHAI)
    assert caught.value.code == "date_ambiguous"


@pytest.mark.parametrize(
    "cell",
    ["昨天", "2019-02-30", "2019-13-01", "28-2", "19/2/28", "2019-02-28 25:00", "2019-02-28 11:61", "13/13/2023", "2019-02-28 11:25 +25:00",
     "２月", 12, -3, 1e300, 99999, "1234567", True, time(3, 4), timedelta(hours=3), "0000-01-01", "99999999"],
)  # fmt: skip
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(Unusable) as caught:
        parse_moment(cell, zone=SHANGHAI)
    assert caught.value.code == "date_unreadable"


@pytest.mark.parametrize(
    "cell",
    [
        "1970-01-01",
        "1970-01-01T00:00:00Z",
        25569,
        "2099-12-31",
        73050,
        "1989-12-31 12:00",
        "9999-12-31",
        "0001-01-01",
        "2026-11-23 12:00:00",
    ],
)
def test_an_implausible_date_fails_the_row(cell):
    with pytest.raises(Unusable) as caught:
        past()(cell, a_reading())
    assert caught.value.code == "date_implausible"
    assert caught.value.params["last"] == date(2026, 11, 22)


@pytest.mark.parametrize("cell", ["1990-01-01", "2026-11-21 20:00:00", "2026-11-22 19:59:59"])
def test_a_plausible_date_passes_up_to_a_day_ahead(cell):
    assert past()(cell, a_reading())


def test_a_time_without_zone_is_local_time_of_the_organisation():
    berlin = a_reading(zone=ZoneInfo("Europe/Berlin"))
    assert past()("2019-07-01 12:00", berlin) == "2019-07-01T12:00:00+02:00"
    assert past()("2019-10-27 02:30", berlin) == "2019-10-27T02:30:00+02:00"  # the clock was turned back: the first of the two


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2026, 1, 1)))
def test_every_second_survives_the_serial_numbers_of_a_spreadsheet(at):
    at = at.replace(microsecond=0)
    serial = (at - datetime(1899, 12, 30)).total_seconds() / 86_400
    assert parse_moment(serial, zone=UTC).at == at.replace(tzinfo=UTC)


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_anything_is_read_or_refused(cell):
    with suppress(Unusable):
        assert parse_moment(cell, zone=SHANGHAI).at.tzinfo is not None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-02-16~2026-02-20；2026-03-02", [("2026-02-16", "2026-02-20"), ("2026-03-02", "2026-03-02")]),
        ("2026/2/16 至 2026/2/20", [("2026-02-16", "2026-02-20")]),
        ("2026年2月16日到2026年2月20日", [("2026-02-16", "2026-02-20")]),
        (46069.0, [("2026-02-16", "2026-02-16")]),
        (datetime(2026, 2, 16), [("2026-02-16", "2026-02-16")]),
    ],
)
def test_leave_is_a_list_of_spans(cell, expected):
    assert days_off(cell, a_reading("leave")) == [{"start": start, "end": end} for start, end in expected]


@pytest.mark.parametrize("part", ["年假", "2026-02-20~2026-02-16", "1970-01-01", "2026-02-01~2026-02-02~2026-02-03"])
def test_leave_that_cannot_be_read_is_left_out_and_noted(part):
    reading = a_reading("leave")
    assert days_off(f"{part};2026-03-02", reading) == [{"start": "2026-03-02", "end": "2026-03-02"}]
    assert [problem.code for problem in reading.problems] == ["leave_unreadable"]


def test_now_must_be_aware():
    from qingting.console.importing.values.reading import Reading

    with pytest.raises(ValueError, match="aware"):
        Reading(zone=SHANGHAI, now=NOW.replace(tzinfo=None))
