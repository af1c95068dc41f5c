"""Calendars and instants the stories and properties of working time share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from qingting.kernel.worktime import Calendar, Pause, Span

SHANGHAI = ZoneInfo("Asia/Shanghai")
SPLIT = (("09:00", "12:00"), ("13:30", "18:00"))
NINE_TO_SIX = (("09:00", "18:00"),)


def office(days: Mapping[date, tuple[tuple[str, str], ...]] | None = None, hours: tuple[tuple[str, str], ...] = SPLIT) -> Calendar:
    """Monday to Friday in Shanghai, 09:00-12:00 and 13:30-18:00 unless told otherwise: 7.5 hours a day."""
    return Calendar("Asia/Shanghai", dict.fromkeys(range(5), hours), days)


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    """ "2026-03-04 10:00" on the wall clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def on_the_wall(instant: datetime, zone: str = "Asia/Shanghai") -> str:
    """The instant as a wall clock of the zone shows it."""
    assert instant.tzinfo is UTC
    return instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")


# Where clocks are turned by an hour, by half an hour, at midnight, at one minute past, over a whole day; and where they never are.
ZONES = (
    ("Asia/Shanghai", "2026-02-10"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Europe/Dublin", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("America/Havana", "2026-11-01"),
    ("America/Sao_Paulo", "2018-02-18"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/St_Johns", "2010-11-07"),
    ("Africa/Cairo", "2026-04-24"),
    ("Pacific/Apia", "2011-12-30"),
)


def clock_time(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


HOURS = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 720)).map(
        lambda shift: (clock_time(shift[0]), clock_time(min(shift[0] + shift[1], 1440)))
    ),
    max_size=3,
)
OPEN_HOURS = HOURS.filter(bool)


@st.composite
def offices(draw: st.DrawFn, zones: tuple[tuple[str, str], ...] = ZONES) -> tuple[Calendar, datetime]:
    """A calendar that is open at times, and a day near which something happens to its clocks."""
    zone, day = draw(st.sampled_from(zones))
    turn = datetime.fromisoformat(day).replace(tzinfo=UTC)
    week = draw(st.dictionaries(st.integers(0, 6), HOURS, max_size=7))
    week[draw(st.integers(0, 6))] = draw(OPEN_HOURS)
    near = st.integers(-6, 12).map(lambda days: (turn + timedelta(days=days)).date())
    return Calendar(zone, week, draw(st.dictionaries(near, HOURS, max_size=5))), turn


def instants(turn: datetime) -> st.SearchStrategy[datetime]:
    """Instants in the days around the turn, many of them at full minutes, where shifts begin and end."""
    minutes = st.integers(-6 * 1440, 8 * 1440).map(lambda minute: turn + timedelta(minutes=minute))
    return st.builds(lambda instant, rest: instant + timedelta(microseconds=rest), minutes, st.just(0) | st.integers(0, 60_000_000))


WORKING_SPANS = st.one_of(
    st.builds(Span, st.integers(0, 3000), st.just("working_minutes")),
    st.builds(Span, st.integers(0, 40), st.just("working_hours")),
    st.builds(Span, st.integers(0, 6), st.just("working_days")),
)
CALENDAR_SPANS = st.one_of(
    st.builds(Span, st.integers(0, 3000), st.just("minutes")),
    st.builds(Span, st.integers(0, 90), st.just("hours")),
    st.builds(Span, st.integers(0, 6), st.just("days")),
)
SPANS = WORKING_SPANS | CALENDAR_SPANS


def pauses(turn: datetime) -> st.SearchStrategy[list[Pause]]:
    """Finished pauses, overlapping and in any order, some of no length or ended before they began."""
    pause = st.builds(lambda start, minutes: Pause(start, start + timedelta(minutes=minutes)), instants(turn), st.integers(-60, 3000))
    return st.lists(pause, max_size=4)
