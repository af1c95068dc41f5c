"""standard.yaml: what the standard is, whom it binds, when people work, and its chapters."""

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, StringConstraints

from qingting.policy.schema.base import BiText, Clause, Strict, wrong
from qingting.policy.schema.calendars import Day
from qingting.policy.schema.codes import KindName
from qingting.policy.schema.hours import WeekHours


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise wrong(f"没有这个时区：{name}", f"no such time zone: {name}") from error
    return name


Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(-[a-z0-9]{1,20})?$")]
Zone = Annotated[str, AfterValidator(_zone)]


class Chapter(Strict):
    """A chapter of the readable standard."""

    number: Clause
    title: BiText
    intro: BiText


class Principle(Strict):
    """A sentence the whole standard rests on."""

    clause: Clause
    title: BiText
    text: BiText


class AboutFile(Strict):
    """The whole file."""

    version: Version
    title: BiText
    effective_from: Day
    organisation_zone: Zone
    purpose: BiText
    hours: WeekHours
    kinds: tuple[KindName, ...]
    principles: tuple[Principle, ...]
    chapters: tuple[Chapter, ...]
