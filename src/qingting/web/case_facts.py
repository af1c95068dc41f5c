"""Everything the page of one complaint needs to know, read in a fixed number of statements whatever has happened to it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qingting.complaints.queries.access import acts_for
from qingting.complaints.queries.attachments import files_of_complaint
from qingting.complaints.queries.drafts import Kept, drafts_of, purpose_of
from qingting.complaints.queries.finding import number_of
from qingting.complaints.queries.presence import Present, others
from qingting.complaints.queries.seen import seen_seq
from qingting.customers.queries.profiles import Profile, profile_of
from qingting.handling.queries.open_work import options_of, promises_of, tasks_of, ticked
from qingting.handling.rules.conflict import HEARD, is_concerned
from qingting.infra.ledger.reading import Past
from qingting.infra.ledger.recent import recent_of
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.people.queries.colleagues import Colleague, colleagues
from qingting.people.queries.staff import departments, names_of, teams
from qingting.policy.queries import standard_of
from qingting.policy.schema import Standard
from qingting.sla.queries.clocks import ClockView, clocks_of
from qingting.workflows.close_complaint import Unmet, unmet_guards

PAGE = 60
"""Events of the timeline shown at once."""
_FRESH_SECONDS = 20.0
_staff: tuple[float, list[Colleague]] = (0.0, [])
_places: tuple[float, dict[int, Bi], dict[int, Bi]] = (0.0, {}, {})


def known_colleagues(actor: Actor) -> list[Colleague]:
    """Active staff, at most twenty seconds old: every page that can mention somebody needs them."""
    global _staff
    if time.monotonic() - _staff[0] > _FRESH_SECONDS or all(each.id != actor.id for each in _staff[1]):
        _staff = (time.monotonic(), colleagues())
    return _staff[1]


def place_names(team_ids: set[int | None], department_ids: set[int | None]) -> tuple[dict[int, Bi], dict[int, Bi]]:
    """Names of teams and departments by id, at most twenty seconds old unless one that is asked for is missing."""
    global _places
    known = (team_ids - {None}) <= _places[1].keys() and (department_ids - {None}) <= _places[2].keys()
    if not known or time.monotonic() - _places[0] > _FRESH_SECONDS:
        found = ({t.pk: Bi(t.name, t.name_en or t.name) for t in teams()}, {d.pk: Bi(d.name, d.name_en or d.name) for d in departments()})
        _places = (time.monotonic(), *found)
    return _places[1], _places[2]


def concerned(record: Any, actor: Actor) -> bool:
    """Whether the customer named this member of staff: such a person reads, and may say how it was in a note, nothing else."""
    if not any(item.get("kind") == "staff" for item in record.involved):
        return False
    me = next((each.username for each in known_colleagues(actor) if each.id == actor.id), "")
    return is_concerned(record.involved, name=actor.name, username=me)


def allowed_on(record: Any, actor: Actor, standard: Standard) -> frozenset[str]:
    """Acts this person may do here and now: what the page offers."""
    found = acts_for(record, actor, standard)
    return found & HEARD if concerned(record, actor) else found


@dataclass(slots=True)
class CaseFacts:
    """One complaint for one person. `pinned` is the standard it began under; `seen` the newest event shown to this person before."""

    record: Any
    actor: Actor
    now: datetime
    standard: Standard
    pinned: Standard
    lang: str
    allowed: frozenset[str]
    events: list[Past]
    seen: int | None
    present: list[Present]
    clocks: list[ClockView]
    promises: list[Any]
    tasks: list[Any]
    options: list[Any]
    files: list[Any]
    done: set[str]
    drafts: Mapping[str, Kept]
    profile: Profile | None
    people: list[Colleague]
    names: Mapping[int, str]
    teams: Mapping[int, Bi]
    departments: Mapping[int, Bi]
    unmet: list[Unmet] = field(default_factory=list)
    repeat_no: str | None = None

    @property
    def latest(self) -> int:
        return self.events[-1].seq if self.events else 0


def gather(record: Any, *, actor: Actor, now: datetime, standard: Standard, lang: str) -> CaseFacts:
    """All of it. The caller has checked that the actor may see `record`."""
    pinned = standard_of(record.policy_version)
    events = recent_of(f"complaint:{record.pk}", limit=PAGE)
    promises, tasks = promises_of(record.pk), tasks_of(record.pk)
    team_names, department_names = place_names({record.team_id}, {t.department_id for t in tasks})
    return CaseFacts(
        record=record, actor=actor, now=now, standard=standard, pinned=pinned, lang=lang, allowed=allowed_on(record, actor, standard), events=events, seen=seen_seq(record.pk, actor),
        present=others(record.pk, actor, now), clocks=clocks_of(record.pk, pinned, now), promises=promises, tasks=tasks, options=options_of(record.pk),
        files=files_of_complaint(record.pk, with_notes=True), done=ticked(record.pk), drafts=drafts_of(actor, [purpose_of("reply", record.pk), purpose_of("note", record.pk)]),
        profile=profile_of(record.customer_id), people=known_colleagues(actor), names=names_of({record.owner_id, *(p.owner_id for p in promises), *(t.owner_id for t in tasks)}),
        teams=team_names, departments=department_names, unmet=unmet_guards(record, pinned) if record.status == "confirming" else [], repeat_no=number_of(record.repeat_of_id),
    )  # fmt: skip
