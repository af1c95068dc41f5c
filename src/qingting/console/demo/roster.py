"""Who takes a complaint: somebody of the right team who holds the level, is not away, and is not the one complained about."""

from __future__ import annotations

from datetime import date
from random import Random

from qingting.console.demo.grammar import pick
from qingting.console.demo.model import StaffMember

_LEVEL_FOR = {"A": "L4", "B": "L3", "C": "L2", "D": "L1"}
_OWNERS = ("agent", "specialist", "lead", "manager")
_FALLBACK = {"L4": "manager", "L3": "specialist", "L2": "lead", "L1": "lead"}


class Roster:
    """Lookups over the staff, prepared once."""

    def __init__(self, staff: tuple[StaffMember, ...]) -> None:
        self.by_username = {person.username: person for person in staff}
        self.leads = {person.team: person.username for person in staff if person.role == "lead"}
        self._able: dict[tuple[str, str], list[StaffMember]] = {}
        self._helpers: dict[str, list[StaffMember]] = {}
        for person in staff:
            if person.role == "collaborator":
                self._helpers.setdefault(person.department, []).append(person)
            if person.team and person.level and person.role in _OWNERS:
                for grade, level in _LEVEL_FOR.items():
                    if person.level >= level and not (person.role == "lead" and grade == "D"):
                        self._able.setdefault((person.team, grade), []).append(person)
        self.frontline = [person for person in staff if person.role == "agent"]

    def owner(self, team: str, grade: str, day: date, without: str, rng: Random) -> StaffMember:
        """An owner for a complaint of a team and grade."""
        able = self._able.get((team, grade)) or self._able.get(("resolution", grade)) or []
        for _ in range(8):
            if not able:
                break
            person: StaffMember = pick(able, rng)
            if person.username != without and person.level == _held(person, day) and not person.away(day):
                return person
        for person in able:
            if person.username != without:
                return person
        return self.by_username[_FALLBACK[_LEVEL_FOR[grade]]]

    def intake(self, team: str, day: date, without: str, rng: Random) -> StaffMember:
        """An agent who registers it."""
        own = self._able.get((team, "D")) or self.frontline
        for _ in range(6):
            person: StaffMember = pick(own if rng.random() < 0.7 else self.frontline, rng)
            if person.username != without and not person.away(day):
                return person
        return self.by_username["agent"]

    def lead(self, team: str) -> str:
        """The lead of a team."""
        return self.leads.get(team, "lead")

    def helper(self, department: str, rng: Random) -> str | None:
        """Somebody of another department who does tasks; None where only the department is known."""
        people = self._helpers.get(department)
        return pick(people, rng).username if people else None

    def anyone_named(self, rng: Random) -> StaffMember:
        """A frontline agent somebody may complain about."""
        return pick(self.frontline, rng)


def _held(person: StaffMember, day: date) -> str | None:
    """The level held on a day. Grants older than the history count as held."""
    held = None
    for grant in person.grants:
        if grant.since <= day:
            held = grant.level
    return held if held is not None else person.level
