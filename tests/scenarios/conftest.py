"""A story: the small company, a clock that is moved by hand, and at the end the same questions that `qingting doctor` asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from qingting.complaints.choices import ENDED_STATUSES
from qingting.complaints.commands import RegisterComplaint
from qingting.complaints.models import Complaint
from qingting.complaints.queries.finding import complaint_by_secret, customer_actor
from qingting.handling.queries.open_work import promises_of, tasks_of
from qingting.infra.ledger.reading import Past, past_of
from qingting.infra.ledger.verifying import broken_links
from qingting.infra.notify.models import Notice
from qingting.kernel.actor import Actor
from qingting.people.models import Department
from qingting.policy.queries import current_standard
from qingting.sla.models import Clock
from qingting.workflows.check_health import check_health
from qingting.workflows.do_due_work import do_due_work
from qingting.workflows.register_complaint import register_complaint
from tests.support.company import Company

NOT_ABOUT_A_STORY = {"jobs", "migrations", "sequences"}
"""Checks of the machine; a test database has no workers and its own numbering."""


@dataclass
class Story:
    company: Company
    at: datetime
    secrets: dict[str, str] = field(default_factory=dict)

    def later(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at

    def due(self, **span: float) -> str:
        return (self.at + timedelta(**span)).isoformat()

    def told(self, verbatim: str, *, by: str = "agent", **fields: Any) -> str:
        """The customer calls; the number of the complaint."""
        body = {
            "channel": "hotline",
            "verbatim": verbatim,
            "customer": {"name": "冯女士", "phone": "13800006621"},
            "received_at": self.at,
            **fields,
        }
        command = RegisterComplaint.model_validate(body)
        done = register_complaint(command=command, actor=self.company.people[by], now=self.at, standard=current_standard())
        self.secrets[done.no] = done.receipt.secret
        return done.no

    def do(self, act: str, no: str, by: str | Actor = "manager", **body: Any) -> Any:
        return self.company.do(act, no, by=by, at=self.at, **body)

    def by_link(self, act: str, no: str, **body: Any) -> Any:
        """The customer, with nothing but the link of the receipt."""
        complaint = complaint_by_secret(self.secrets[no])
        assert complaint is not None and complaint.no == no
        return self.do(act, no, customer_actor(complaint), **body)

    def task(self, no: str, title: str, by: str = "manager", **body: Any) -> int:
        return self.do("add-task", no, by, title=title, **body).result

    def work(self) -> int:
        """The worker comes by until nothing is due."""
        total = 0
        while done := do_due_work(self.at):
            total += done
        return total

    def record(self, no: str) -> Complaint:
        return self.company.record(no)

    def past(self, no: str) -> list[Past]:
        return past_of(f"complaint:{self.record(no).pk}")

    def names(self, no: str) -> list[str]:
        return [event.name for event in self.past(no)]

    def promises(self, no: str) -> list[Any]:
        return promises_of(self.record(no).pk)

    def tasks(self, no: str) -> list[Any]:
        return tasks_of(self.record(no).pk)

    def clocks(self, no: str) -> dict[str, Clock]:
        return {clock.name: clock for clock in Clock.objects.filter(complaint_id=self.record(no).pk).order_by("started_at", "id")}

    def bell(self, who: str, kind: str | None = None) -> list[Notice]:
        found = Notice.objects.filter(user_id=self.company.people[who].id).order_by("id")
        return list(found.filter(kind=kind) if kind else found)


def assert_sound(now: datetime) -> None:
    """What must hold whatever the story was."""
    assert list(broken_links()) == []
    wrong = [(f.name, f.detail.en) for f in check_health(now, full=True) if not f.ok and f.name not in NOT_ABOUT_A_STORY]
    assert wrong == []
    for complaint in Complaint.objects.all():
        clocks = Clock.objects.filter(complaint_id=complaint.pk)
        running = sorted((c.due_at, c.name) for c in clocks if c.state == "running")
        assert (complaint.next_due_at, complaint.next_clock) == (running[0] if running else (None, "")), complaint.no
        assert complaint.paused == any(c.state == "paused" for c in clocks), complaint.no
        past = past_of(f"complaint:{complaint.pk}", limit=5000)
        assert [event.seq for event in past] == list(range(1, len(past) + 1)) and past[0].name == "complaints.complaint.registered"
        assert all(one.at <= other.at for one, other in zip(past, past[1:], strict=False)), "the past runs forward"
        if complaint.status in ENDED_STATUSES:
            assert not running and complaint.closed_at is not None or complaint.status == "not_accepted"
        if complaint.status == "closed":
            assert complaint.decided_at is not None and all(p.settled_at for p in promises_of(complaint.pk))
            assert {task.state for task in tasks_of(complaint.pk)} <= {"verified", "cancelled"}
        for promise in promises_of(complaint.pk):
            assert promise.state in ("kept", "renegotiated", "broken") or promise.alarm_at or not promise.due_at, (
                "an open promise with a time rings"
            )


@pytest.fixture
def story(company: Company, now: datetime) -> Iterator[Story]:
    for code, name, name_en in [
        ("training", "培训部", "Training"), ("stores", "门店管理部", "Stores"), ("legal", "法务部", "Legal"), ("finance", "财务部", "Finance"), ("supply_chain", "供应链部", "Supply chain"),
    ]:  # fmt: skip
        Department.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en})
    told = Story(company, now)
    yield told
    assert_sound(told.at)
