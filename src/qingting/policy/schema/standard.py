"""The whole standard: every file of it in one frozen value, and the tables that make it quick to ask."""

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from qingting.kernel.worktime import Calendar
from qingting.policy.schema.about import Chapter, Principle, Version, Zone
from qingting.policy.schema.base import BiText, DottedCode, Strict
from qingting.policy.schema.calendars import CalendarYear, Day
from qingting.policy.schema.checklists import ChecklistItem
from qingting.policy.schema.clocks import Clock
from qingting.policy.schema.codes import Channel, Demand, KindName
from qingting.policy.schema.followup import Visit
from qingting.policy.schema.grades import DefaultGrade, Grade, GradeRule, Score
from qingting.policy.schema.guards import Guard
from qingting.policy.schema.hours import WeekHours, as_pairs
from qingting.policy.schema.intake import FieldGroup, JudgingWord
from qingting.policy.schema.portal import Portal
from qingting.policy.schema.roles import Level, Role
from qingting.policy.schema.routing import DefaultRoute, RouteRule, Team
from qingting.policy.schema.scripts import BannedPhrase, Script, Step
from qingting.policy.schema.taxonomy import Category

T = TypeVar("T")


class Standard(Strict):
    """One version of the handling standard. Ask it through `policy.rules`."""

    version: Version
    title: BiText
    effective_from: Day
    organisation_zone: Zone
    purpose: BiText
    hours: WeekHours
    kinds: tuple[KindName, ...]
    principles: tuple[Principle, ...]
    chapters: tuple[Chapter, ...]
    section_clauses: dict[str, str]

    grades: tuple[Grade, ...]
    grade_rules: tuple[GradeRule, ...]
    grade_default: DefaultGrade
    score: Score | None
    clocks: tuple[Clock, ...]
    categories: tuple[Category, ...]
    category_other: DottedCode
    demands: tuple[Demand, ...]
    channels: tuple[Channel, ...]
    teams: tuple[Team, ...]
    routing: tuple[RouteRule, ...]
    routing_default: DefaultRoute | None
    guards: tuple[Guard, ...]
    roles: tuple[Role, ...]
    levels: tuple[Level, ...]
    checklists: tuple[ChecklistItem, ...]
    steps: tuple[Step, ...]
    scripts: tuple[Script, ...]
    banned: tuple[BannedPhrase, ...]
    followup: tuple[Visit, ...]
    mandatory: tuple[FieldGroup, ...]
    judging_note: BiText
    judging_words: tuple[JudgingWord, ...]
    portal: Portal
    calendars: tuple[CalendarYear, ...]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> "Standard":
        """A standard with other values. What was worked out for this one is not carried over: it would be wrong there."""
        copied = super().model_copy(update=update, deep=deep)
        for name, member in vars(Standard).items():
            if isinstance(member, cached_property):
                vars(copied).pop(name, None)
        return copied

    @cached_property
    def calendar(self) -> Calendar:
        """The working calendar: the week of the standard with the holidays and working weekends of every year it knows."""
        ordinary = self.hours.by_number()
        days: dict[Any, tuple[tuple[str, str], ...]] = {}
        for year in self.calendars:
            for holiday in year.holidays:
                days.update((day, ()) for day in holiday.days())
            for work in year.workdays:
                days[work.day] = as_pairs(work.hours) if work.hours is not None else ordinary[0]
        return Calendar(zone=self.organisation_zone, week=ordinary, days=days)

    def all_grade_rules(self) -> tuple[GradeRule | DefaultGrade, ...]:
        """The grade rules and, last, the default."""
        return (*self.grade_rules, self.grade_default)

    def all_routes(self) -> tuple[RouteRule | DefaultRoute, ...]:
        """The routing rules and, last, the default where there is one."""
        return (*self.routing, self.routing_default) if self.routing_default else self.routing

    @cached_property
    def grade_by_code(self) -> dict[str, Grade]:
        """Grades by their code."""
        return {grade.code: grade for grade in self.grades}

    @cached_property
    def grades_by_rank(self) -> tuple[Grade, ...]:
        """The gravest first."""
        return tuple(sorted(self.grades, key=lambda grade: grade.rank))

    @cached_property
    def memo(self) -> dict[Hashable, Any]:
        """Where `remembered` keeps things. No part of the standard: it is not compared, dumped or digested."""
        return {}

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this version. Only for values that follow from the standard alone."""
        try:
            found: T = self.memo[key]
        except KeyError:
            found = self.memo[key] = make()
        return found
