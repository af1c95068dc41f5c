"""What has come due: warnings, breaches, broken promises, late tasks. Claimed once, dated at the due moment, told once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.complaints.actions.acting import Case, acting
from qingting.complaints.queries.finding import by_ids, numbers_of
from qingting.complaints.queries.workload import overdue_count
from qingting.handling.actions.keep_promises import claim_due_promises, warn_of_promise
from qingting.handling.actions.remind_tasks import claim_due_tasks
from qingting.infra.ledger import NewEvent, record
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.people.queries.staff import managers, team_leads
from qingting.policy.queries import current_standard
from qingting.sla.actions.claim_alarms import Due, claim_alarms, ended_pauses, pause_is_over
from qingting.sla.actions.pause_clocks import resume

SYSTEM = Actor("system", None, "系统")
LATE = 3600
"""Seconds after which a missed alarm no longer rings by itself: after a standstill the leads get one summary instead of a burst."""


def do_due_work(now: datetime, limit: int = 200) -> int:
    """One pass; returns how many things were due. Call again until it returns 0."""
    return _pauses(now, limit) + _clocks(now, limit) + _promises(now, limit) + _tasks(now, limit)


def _pauses(now: datetime, limit: int) -> int:
    """Pauses that have run out, each complaint by itself: the act takes the complaint before its clocks, as every act does."""
    done = 0
    for no in numbers_of(ended_pauses(now, limit)):
        with acting("resume", no, actor=SYSTEM, now=now, standard=current_standard()) as case:
            if pause_is_over(case.id, now):
                resume(case, text=None)
                done += 1
    return done


def _clocks(now: datetime, limit: int) -> int:
    with transaction.atomic():
        found = sorted(claim_alarms(now, limit), key=lambda due: (due.complaint_id, due.at))  # every pass takes the chains in one order
        complaints = by_ids([due.complaint_id for due in found])
        late: set[int | None] = set()
        for due in found:
            complaint = complaints[due.complaint_id]
            name = "sla.clock.breached" if due.breach else "sla.clock.warned"
            event = NewEvent(
                name,
                {"clock": due.name, "due_at": due.due_at.isoformat(), "at": due.at.isoformat()},
                clauses=(due.clause,) if due.clause else (),
            )
            record(
                [event],
                subject=f"complaint:{complaint.pk}",
                actor=SYSTEM,
                now=now,
                complaint_id=complaint.pk,
                policy_version=complaint.policy_version,
                source="job",
            )
            if _is_late(due.at, now):
                late.add(complaint.team_id)
            else:
                _tell(due, complaint, now)
        _sum_up(late, now)
    return len(found)


def _is_late(at: datetime | None, now: datetime) -> bool:
    return at is not None and (now - at).total_seconds() > LATE


def _sum_up(teams: set[int | None], now: datetime) -> None:
    """One line for the leads of each team, once an hour, in place of everything that came due while nobody looked."""
    for team_id in teams:
        notify_staff(
            team_leads(team_id),
            kind="overdue_summary",
            now=now,
            once_key=f"standstill:{team_id or 0}:{now:%Y%m%d%H}",
            params={"count": max(1, overdue_count(team_id, now))},
        )


def _tell(due: Due, complaint: Case | object, now: datetime) -> None:
    leads = team_leads(complaint.team_id)  # type: ignore[union-attr]
    people = [complaint.owner_id] if complaint.owner_id else leads  # type: ignore[union-attr]
    if due.breach:
        people = [*people, *leads, *(managers() if complaint.grade_rank <= 2 else [])]  # type: ignore[union-attr]
    notify_staff(
        people, kind="clock_breached" if due.breach else "clock_warned", now=now, once_key=f"clock:{due.clock_id}:{due.level}:{due.due_at.isoformat()}",
        complaint_id=complaint.pk, complaint_no=complaint.no, params={"clock": due.name, "due_at": due.due_at.isoformat(), "title": complaint.title},  # type: ignore[union-attr]
    )  # fmt: skip


def _promises(now: datetime, limit: int) -> int:
    with transaction.atomic():
        found = sorted(claim_due_promises(now, limit), key=lambda each: each[0].complaint_id)
        late: set[int | None] = set()
        complaints = by_ids([promise.complaint_id for promise, _broken in found])
        for promise, broken in found:
            complaint = complaints[promise.complaint_id]
            if broken:
                event = NewEvent(
                    "handling.promise.broken", {"promise": promise.pk, "due_at": promise.due_at.isoformat() if promise.due_at else None}
                )
                record(
                    [event],
                    subject=f"complaint:{complaint.pk}",
                    actor=SYSTEM,
                    now=now,
                    complaint_id=complaint.pk,
                    policy_version=complaint.policy_version,
                    source="job",
                )
            if _is_late(promise.due_at, now):
                late.add(complaint.team_id)
                continue
            people = [promise.owner_id or complaint.owner_id, *(team_leads(complaint.team_id) if broken else [])]
            warn_of_promise(promise, broken=broken, complaint_no=complaint.no, people=people, now=now)
        _sum_up(late, now)
    return len(found)


def _tasks(now: datetime, limit: int) -> int:
    with transaction.atomic():
        found = claim_due_tasks(now, limit)
        standstill: set[int | None] = set()
        complaints = by_ids([task.complaint_id for task, _late in found])
        for task, late in found:
            complaint = complaints[task.complaint_id]
            if _is_late(task.due_at, now):
                standstill.add(complaint.team_id)
                continue
            people = [task.owner_id, *([complaint.owner_id, task.created_by_id] if late else [])]
            notify_staff(
                people, kind="task_late" if late else "task_due", now=now, once_key=f"taskalarm:{task.pk}:{task.alarm_level}:{task.returned_count}", complaint_id=complaint.pk,
                complaint_no=complaint.no, params={"text": task.title, "due_at": task.due_at.isoformat() if task.due_at else ""},
            )  # fmt: skip
        _sum_up(standstill, now)
    return len(found)
