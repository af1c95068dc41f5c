"""Pause with a reason and an end, resume, extend: each keeps the elapsed time and derives the deadline anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingting.complaints.actions.acting import Case
from qingting.kernel.errors import DomainError
from qingting.sla.actions.rederive import end_pause
from qingting.sla.actions.settle_clocks import keep_next_due, open_clocks
from qingting.sla.choices import LONGEST_PAUSE_DAYS, NOT_PAUSED
from qingting.sla.models import Clock
from qingting.sla.rules.deriving import next_alarm


class NothingToPause(DomainError):
    code = "sla.clock.nothing_to_pause"
    status = 409
    zh = "没有可以暂停的计时：方案和结案的计时都不在进行中。"
    en = "There is nothing to pause: neither the plan nor the resolution clock is running."


class NotPaused(DomainError):
    code = "sla.clock.not_paused"
    status = 409
    zh = "计时没有暂停。"
    en = "The clocks are not paused."


class PauseTooLong(DomainError):
    code = "sla.clock.pause_too_long"
    zh = "暂停截止时间应在现在之后、{days} 天之内。"
    en = "The pause must end after now and within {days} days."


class ExtensionOutOfRange(DomainError):
    code = "sla.clock.extension_out_of_range"
    zh = "新的期限应晚于原期限 {due}，且最多延长 {days} 天。"
    en = "The new deadline must be later than {due}, and by at most {days} days."


def pause(case: Case, *, reason: str, until: datetime | None, text: str | None) -> None:
    """Stop the plan and resolution clocks until `resume` or `until`. Silence is never excused: acknowledge and first reply run on."""
    if until is not None and not case.now < until <= case.now + timedelta(days=LONGEST_PAUSE_DAYS):
        raise PauseTooLong(field="until", days=LONGEST_PAUSE_DAYS)
    clocks = open_clocks(case)
    stopped = [clock for clock in clocks if clock.state == "running" and clock.name not in NOT_PAUSED]
    if not stopped:
        raise NothingToPause()
    for clock in stopped:
        clock.state, clock.alarm_at = "paused", until or case.now + timedelta(days=LONGEST_PAUSE_DAYS)
        clock.pauses = [*clock.pauses, [case.now.isoformat(), None]]
    Clock.objects.bulk_update(stopped, ["state", "pauses", "alarm_at"])
    case.event(
        "sla.clock.paused",
        {"clocks": [c.name for c in stopped], "reason": reason, "until": until.isoformat() if until else None},
        text=text,
    )
    keep_next_due(case, clocks)


def resume(case: Case, *, text: str | None = None) -> None:
    """Let the paused clocks run on; their deadlines move by the time they were stopped."""
    clocks = open_clocks(case)
    stopped = [clock for clock in clocks if clock.state == "paused"]
    if not stopped:
        raise NotPaused()
    for clock in stopped:
        end_pause(clock, case)
    Clock.objects.bulk_update(stopped, ["state", "pauses", "due_at", "alarm_at"])
    case.event("sla.clock.resumed", {"clocks": {c.name: c.due_at.isoformat() for c in stopped}}, text=text)
    keep_next_due(case, clocks)


def extend(case: Case, *, clock_name: str, until: datetime, text: str | None) -> Clock:
    """Move one clock's deadline to `until` with a reason; the customer is told by the act that calls this."""
    clocks = open_clocks(case)
    clock = next((c for c in clocks if c.name == clock_name and c.state == "running"), None)
    if clock is None:
        raise NothingToPause(field="clock")
    if not clock.due_at < until <= clock.due_at + timedelta(days=60):
        raise ExtensionOutOfRange(field="until", due=clock.due_at.isoformat(timespec="minutes"), days=60)
    clock.extra_seconds += int((until - clock.due_at).total_seconds())
    before, clock.due_at = clock.due_at, until
    clock.alarm_level = 0
    alarm = next_alarm(until, clock.warn_before, 0)
    clock.alarm_at = alarm.at if alarm else None
    clock.save(update_fields=["extra_seconds", "due_at", "alarm_level", "alarm_at"])
    case.event("sla.clock.extended", {"clock": clock.name, "from": before.isoformat(), "to": until.isoformat()}, text=text)
    keep_next_due(case, clocks)
    return clock
