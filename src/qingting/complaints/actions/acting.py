"""One act on one complaint: permission, scope, lock, lifecycle, then one UPDATE and one ledger entry when the block ends.

    with acting("note", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.event("complaints.note.added", text=command.text)

Everything inside is one transaction. An exception anywhere leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from qingting.complaints.commands import Act
from qingting.complaints.models import Complaint, Participant
from qingting.complaints.permissions import check_act, find_visible
from qingting.complaints.rules.lifecycle import next_status
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.queries import standard_of
from qingting.policy.schema import Standard


class ChangedMeanwhile(DomainError):
    code = "complaints.complaint.changed_meanwhile"
    status = 409
    zh = "您打开之后，{no} 已被其他人更新。请查看最新情况后再提交；您输入的内容没有丢失。"
    en = "{no} was updated by somebody else since you opened it. Look at the latest state and submit again; what you typed is kept."


@dataclass(slots=True)
class Case:
    """A complaint in the hands of one act. Read `record`; change through `change`; say what happened through `event`.

    `standard` is the one in force and says who may do what; `pinned` is the one the complaint began under and says what is due.
    """

    record: Complaint
    act: str
    actor: Actor
    now: datetime
    standard: Standard
    on_behalf_of: str = ""
    clauses: tuple[str, ...] = ()
    pinned: Standard = None  # type: ignore[assignment]
    events: list[NewEvent] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    finishers: list[Callable[[Case], None]] = field(default_factory=list)
    note_used: bool = False
    result: Any = None

    @property
    def id(self) -> int:
        return self.record.pk

    @property
    def no(self) -> str:
        return self.record.no

    def change(self, **values: Any) -> None:
        for name, value in values.items():
            if getattr(self.record, name) != value:
                setattr(self.record, name, value)
                self.changed.add(name)

    def event(self, name: str, data: dict[str, Any] | None = None, *, text: str | None = None, clauses: tuple[str, ...] = ()) -> None:
        self.events.append(NewEvent(name, data or {}, text or None, clauses or self.clauses))

    def move(self, act: str | None = None) -> None:
        """Take the step the lifecycle table gives for the act; raises NotNow."""
        self.change(status=next_status(act or self.act, self.record.status, no=self.no))

    def invite(self, *, user_id: int | None = None, department_id: int | None = None) -> None:
        """Let a colleague or department that was given a part of the work see this complaint."""
        if user_id is not None or department_id is not None:
            Participant.objects.bulk_create(
                [Participant(complaint_id=self.id, user_id=user_id, department_id=department_id)], ignore_conflicts=True
            )


@contextmanager
def acting(act: str, no: str, *, actor: Actor, now: datetime, standard: Standard, command: Act | None = None) -> Iterator[Case]:
    """Open a case for `act`. Raises NotAllowed, NotFound, NotNow or ChangedMeanwhile before anything is written."""
    clauses = check_act(actor, act, standard)
    with transaction.atomic():
        complaint = find_visible(no, actor, standard, lock=True)
        if command is not None and command.version is not None and command.version != complaint.version:
            raise ChangedMeanwhile(no=complaint.no)
        next_status(act, complaint.status, no=complaint.no)
        behalf = (command.on_behalf_of or "") if command is not None else ""
        case = Case(
            complaint, act, actor, now, standard, on_behalf_of=behalf, clauses=clauses, pinned=standard_of(complaint.policy_version)
        )
        yield case
        for finisher in case.finishers:
            finisher(case)
        if case.events or case.changed:
            case.record.version += 1
            case.record.save(update_fields=[*sorted(case.changed), "version"])
        record(
            case.events,
            subject=f"complaint:{case.id}",
            actor=case.actor,
            now=now,
            complaint_id=case.id,
            policy_version=case.record.policy_version,
            on_behalf_of=case.on_behalf_of,
        )
