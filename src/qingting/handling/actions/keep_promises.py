"""The promise ledger: every commitment to a customer gets a row, a clock of its own and an end that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingting.complaints.actions.acting import Case
from qingting.handling.models import Promise
from qingting.infra.ledger import NewEvent
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.errors import DomainError

REMIND_BEFORE = timedelta(minutes=30)


class UnknownPromise(DomainError):
    code = "handling.promise.unknown"
    status = 404
    zh = "这条承诺不在投诉 {no} 上，或者已经有了结果。"
    en = "This promise is not on complaint {no}, or it is settled already."


class PromiseNeedsTime(DomainError):
    code = "handling.promise.needs_time"
    zh = "请给出新的兑现时间，并写明原因。"
    en = "Please give the new time and the reason."


@dataclass(frozen=True, slots=True)
class MadePromise:
    text: str
    due_at: datetime | None


def first_alarm(due_at: datetime | None, now: datetime) -> datetime | None:
    """Half an hour ahead, or at once when less is left."""
    return max(now, due_at - REMIND_BEFORE) if due_at is not None else None


def write_promises(
    promises: Sequence[MadePromise], *, complaint_id: int, owner_id: int | None, made_by: int | None, made_in: str, now: datetime
) -> list[NewEvent]:
    """Insert promises and give their events."""
    rows = Promise.objects.bulk_create(
        [
            Promise(
                complaint_id=complaint_id,
                text=p.text,
                made_at=now,
                made_by_id=made_by,
                made_in=made_in,
                due_at=p.due_at,
                owner_id=owner_id or made_by,
                alarm_at=first_alarm(p.due_at, now),
            )  # fmt: skip
            for p in promises
        ]
    )
    return [
        NewEvent(
            "handling.promise.made",
            {"promise": row.pk, "due_at": row.due_at.isoformat() if row.due_at else None, "in": made_in},
            text=row.text,
        )
        for row in rows
    ]


def make_promises(case: Case, promises: Sequence[MadePromise], made_in: str) -> None:
    case.events += write_promises(
        promises, complaint_id=case.id, owner_id=case.record.owner_id, made_by=case.actor.id, made_in=made_in, now=case.now
    )


def _open(case: Case, promise_id: int) -> Promise:
    found = (
        Promise.objects.select_for_update(no_key=True)
        .filter(pk=promise_id, complaint_id=case.id, state__in=("open", "broken"), settled_at=None)
        .first()
    )
    if found is None:
        raise UnknownPromise(no=case.no)
    return found


def keep_promise(case: Case, promise_id: int, proof: str) -> None:
    """The promise was kept, or is made good late: a broken one stays broken and is settled."""
    promise = _open(case, promise_id)
    late = promise.state == "broken" or (promise.due_at is not None and case.now > promise.due_at)
    promise.state = "broken" if late else "kept"
    if late and promise.broken_at is None:
        promise.broken_at = promise.due_at
    promise.settled_at, promise.proof, promise.alarm_at = case.now, proof[:500], None
    promise.save(update_fields=["state", "broken_at", "settled_at", "proof", "alarm_at"])
    case.event("handling.promise.kept", {"promise": promise.pk, "late": late}, text=proof)


def renegotiate_promise(case: Case, promise_id: int, due_at: datetime | None, reason: str) -> None:
    """Another time was agreed with the customer beforehand: the old promise ends, a new one takes its place."""
    if due_at is None or due_at <= case.now or not reason.strip():
        raise PromiseNeedsTime(field="due_at")
    promise = _open(case, promise_id)
    new = Promise.objects.create(
        complaint_id=case.id, text=promise.text, made_at=case.now, made_by_id=case.actor.id, made_in="renegotiated", due_at=due_at, owner_id=promise.owner_id,
        alarm_at=first_alarm(due_at, case.now),
    )  # fmt: skip
    if promise.state == "open":
        promise.state = "renegotiated"
    promise.settled_at, promise.alarm_at, promise.replaced_by = case.now, None, new
    promise.save(update_fields=["state", "settled_at", "alarm_at", "replaced_by"])
    case.event("handling.promise.renegotiated", {"promise": promise.pk, "new": new.pk, "due_at": due_at.isoformat()}, text=reason)


def claim_due_promises(now: datetime, limit: int = 200) -> list[tuple[Promise, bool]]:
    """Promises to remind of (False) or that are broken (True); each once. Runs in the caller's transaction."""
    rows = list(
        Promise.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(alarm_at__lte=now, state="open")
        .order_by("alarm_at")[:limit]
    )
    found: list[tuple[Promise, bool]] = []
    for promise in rows:
        broken = promise.due_at is not None and promise.due_at <= now
        if broken:
            promise.state, promise.broken_at, promise.alarm_at, promise.alarm_level = "broken", promise.due_at, None, 2
        else:
            promise.alarm_at, promise.alarm_level = promise.due_at, 1
        found.append((promise, broken))
    Promise.objects.bulk_update(rows, ["state", "broken_at", "alarm_at", "alarm_level"])
    return found


def warn_of_promise(promise: Promise, *, broken: bool, complaint_no: str, people: Sequence[int | None], now: datetime) -> None:
    notify_staff(
        people, kind="promise_broken" if broken else "promise_due", now=now, once_key=f"promise:{promise.pk}:{promise.alarm_level}", complaint_id=promise.complaint_id,
        complaint_no=complaint_no, params={"text": promise.text, "due_at": promise.due_at.isoformat() if promise.due_at else ""},
    )  # fmt: skip
