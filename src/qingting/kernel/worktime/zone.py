"""Local days of a time zone, also where clocks are put forward or back."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from qingting.kernel.worktime.hours import DAY, MICROSECONDS
from qingting.kernel.worktime.instants import instant, microseconds

_FIRST_DAY = date(1970, 1, 1).toordinal()


def position(zone: tzinfo, at: datetime) -> tuple[int, int]:
    """The local day (proleptic ordinal) and the microseconds of wall clock since its midnight.

    The wall clock never runs backwards here: through an hour that comes twice it stands at the hour's end the second time.
    """
    local = at.astimezone(zone)
    wall = local.replace(tzinfo=UTC)
    if local.fold:
        turned = instant(_turn(zone, local.replace(tzinfo=None)))
        before_turn = (turned - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=UTC)
        return before_turn.toordinal(), _of_day(before_turn) + 1
    return wall.toordinal(), _of_day(wall)


def instant_of(zone: tzinfo, ordinal: int, of_day: int, *, last: bool = False) -> int:
    """The instant at which the wall clock of a local day shows a time (24:00 included), as microseconds since 1970.

    A time that comes twice is meant the first time, or the last when asked. A time that the clock leaps over is the leap itself.
    """
    if of_day >= DAY:
        ordinal, of_day = ordinal + 1, of_day - DAY
    wall = datetime.fromordinal(ordinal) + timedelta(microseconds=of_day)
    earlier, later = (_offset(zone, wall, fold) for fold in (0, 1))
    as_utc = (ordinal - _FIRST_DAY) * DAY + of_day
    if earlier < later:
        return _turn(zone, wall)
    return as_utc - (later if last else earlier)


def _of_day(wall: datetime) -> int:
    return ((wall.hour * 60 + wall.minute) * 60 + wall.second) * MICROSECONDS + wall.microsecond


def _offset(zone: tzinfo, wall: datetime, fold: int) -> int:
    offset = wall.replace(tzinfo=zone, fold=fold).utcoffset()
    return (offset or timedelta()) // timedelta(microseconds=1)


def _turn(zone: tzinfo, wall: datetime) -> int:
    """The instant at which the clock is turned, for a wall clock time that comes twice or never because of it."""
    as_utc = microseconds(wall.replace(tzinfo=UTC))
    low, high = sorted(as_utc - _offset(zone, wall, fold) for fold in (0, 1))
    low, high = low // MICROSECONDS, -(-high // MICROSECONDS)
    before = instant(low * MICROSECONDS).astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if instant(middle * MICROSECONDS).astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high * MICROSECONDS
