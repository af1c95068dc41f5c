"""Short names for clock tests: instants in Shanghai, grades that are reached by what a customer says, and the invariants every complaint keeps."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from qingting.complaints.choices import OPEN_STATUSES
from qingting.infra.ledger.reading import past_of, seq_of
from qingting.sla.models import Clock

WORDS = {
    "A": "门锁把我妈妈反锁在屋里两个小时，差点出人命！",
    "B": "我要找电视台曝光你们。",
    "C": "吃了之后肚子不舒服，拉了两天。",
    "D": "快递三天了还没送到，请尽快处理。",
}


_PHONES = count(1)


def local(text: str) -> datetime:
    """ "2026-09-30 17:55" in Shanghai."""
    return datetime.fromisoformat(f"{text}+08:00")


def registered_as(company: Any, grade: str, at: datetime, **fields: Any) -> str:
    """A complaint of exactly this grade by a new customer (a second one of the same would be a repeat, which is graver)."""
    fields.setdefault("customer", {"name": "王先生", "phone": f"139{next(_PHONES):08}"})
    no = company.register(WORDS[grade], at=at, **fields).no
    assert company.record(no).grade == grade, company.record(no).grade
    return no


def clock(company: Any, no: str, name: str) -> Clock:
    return Clock.objects.filter(complaint_id=company.record(no).pk, name=name).latest("started_at")


def check_invariants(company: Any, no: str) -> None:
    """What holds after any sequence of acts."""
    record = company.record(no)
    clocks = list(Clock.objects.filter(complaint_id=record.pk))
    running = sorted((c for c in clocks if c.state == "running"), key=lambda c: c.due_at)
    assert record.next_due_at == (running[0].due_at if running else None)
    assert record.next_clock == (running[0].name if running else "")
    assert record.paused == any(c.state == "paused" for c in clocks)
    if record.status not in OPEN_STATUSES:
        assert not [c for c in clocks if c.state in ("running", "paused")]
    for held in clocks:
        assert (held.settled_at is None) == (held.state in ("running", "paused"))
        assert all(end is not None for _start, end in held.pauses) or held.state == "paused" or held.state == "cancelled"
        assert held.state in ("running", "paused") or held.alarm_at is None
    names = [c.name for c in clocks if c.state in ("running", "paused")]
    assert len(names) == len(set(names))
    subject = f"complaint:{record.pk}"
    assert [event.seq for event in past_of(subject)] == list(range(1, seq_of(subject) + 1))
