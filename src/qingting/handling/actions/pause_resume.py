"""Stop the clocks with a reason, let them run on, or ask for more time."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.complaints.rules.intake_times import check_due
from qingting.handling.actions.handle import handle
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Extend, Pause, Resume
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard
from qingting.sla.actions import pause_clocks
from qingting.sla.choices import PAUSE_REASONS


class UnknownReason(DomainError):
    code = "sla.clock.unknown_reason"
    zh = "「{reason}」不是可以暂停计时的理由。可以用：{known}。"
    en = "“{reason}” is not a reason for pausing. Known: {known}."


def pause(*, no: str, command: Pause, actor: Actor, now: datetime, standard: Standard) -> Case:
    until = check_due(command.until, field="until", now=now)
    if command.reason not in PAUSE_REASONS:
        raise UnknownReason(field="reason", reason=command.reason, known=", ".join(PAUSE_REASONS))
    with handle("pause", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.note_used = True
        pause_clocks.pause(case, reason=command.reason, until=until, text=command.note)
    return case


def resume(*, no: str, command: Resume, actor: Actor, now: datetime, standard: Standard) -> Case:
    with handle("resume", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.note_used = True
        pause_clocks.resume(case, text=command.note)
    return case


def extend(*, no: str, command: Extend, actor: Actor, now: datetime, standard: Standard) -> Case:
    """A later deadline, with a reason that the customer is told."""
    until = check_due(command.until, field="until", now=now) or command.until
    with handle("extend", no, actor=actor, now=now, standard=standard, command=command) as case:
        clock = pause_clocks.extend(case, clock_name=command.clock, until=until, text=command.reason)
        tell_customer(case.record, text=command.reason, cause=f"extend:{clock.name}:{case.record.version}", now=now)
    return case
