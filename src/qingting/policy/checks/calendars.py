"""Each year once; a day is either off or worked; a working weekend is a day that would not be worked anyway."""

from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import no_repeats, problem
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.calendars import CalendarYear

LONGEST_HOLIDAY = 31


def check_calendars(parts: Parts) -> Iterator[Problem]:
    """The years that were read."""
    yield from no_repeats("calendars", Bi("年份", "year"), [year.year for year in parts.calendars])
    ordinary = parts.standard.hours.by_number() if parts.standard else None
    for year in parts.calendars:
        yield from year_problems(year)
        for work in year.workdays:
            if ordinary is not None and ordinary[work.day.weekday()] and work.hours is None:
                yield problem(
                    f"calendars/{year.year}",
                    work.day.isoformat(),
                    "这一天本来就上班",
                    "this day is an ordinary working day",
                    "删去，或写明当天的工时",
                    "remove it, or give the hours of that day",
                )


def year_problems(year: CalendarYear) -> Iterator[Problem]:
    """What is wrong inside one year."""
    file = f"calendars/{year.year}"
    off: set[str] = set()
    for holiday in year.holidays:
        length = (holiday.last - holiday.first).days + 1
        if not 1 <= length <= LONGEST_HOLIDAY or {holiday.first.year, holiday.last.year} != {year.year}:
            yield problem(
                file,
                holiday.first.isoformat(),
                f"假期日期不对（{holiday.first} 至 {holiday.last}）",
                f"the dates {holiday.first} to {holiday.last} cannot be right",
                f"应在 {year.year} 年内，先后正确，不超过 {LONGEST_HOLIDAY} 天",
                f"they lie within {year.year}, in order, at most {LONGEST_HOLIDAY} days",
            )
        else:
            off.update(day.isoformat() for day in holiday.days())
    worked = [work.day.isoformat() for work in year.workdays]
    yield from no_repeats(file, Bi("上班日", "working day"), worked)
    for work in year.workdays:
        if work.day.year != year.year:
            yield problem(
                file, work.day.isoformat(), "不在这一年", "not in this year", "移到所属年份的文件", "move it to the file of its year"
            )
        elif work.day.isoformat() in off:
            yield problem(file, work.day.isoformat(), "既放假又上班", "both off and worked", "两者只留其一", "keep one of the two")
