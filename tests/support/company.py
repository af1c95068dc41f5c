"""A small company for tests: two teams, three departments, somebody of every role, and short names for what tests do all the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qingting.complaints.actions.acting import Case
from qingting.complaints.commands import RegisterComplaint
from qingting.complaints.queries.finding import by_number
from qingting.kernel.actor import Actor
from qingting.people.actions.manage_users import create_user
from qingting.people.models import Branch, Department, Team
from qingting.people.queries.staff import actor_of
from qingting.policy.schema import Standard
from qingting.workflows.acts import command_of, do_act
from qingting.workflows.register_complaint import Registered, register_complaint

SYSTEM = Actor("system", None, "test")
PASSWORD = "correct-horse-42"
ROLES = ("agent", "specialist", "lead", "manager", "executive", "collaborator", "auditor", "admin")


@dataclass
class Company:
    standard: Standard
    now: datetime
    people: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.people[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def register(
        self,
        verbatim: str = "快递三天了还没送到，请尽快处理。",
        *,
        by: str = "agent",
        at: datetime | None = None,
        source: str | dict[str, Any] | None = None,
        **fields: Any,
    ) -> Registered:
        """`source` as text is the door the complaint comes through; as a dict it is the field of the registration."""
        if isinstance(source, dict):
            fields["source"], source = source, None
        body = {"channel": "hotline", "verbatim": verbatim, "customer": {"name": "冯女士", "phone": "13800006621"}, **fields}
        return register_complaint(
            command=RegisterComplaint.model_validate(body), actor=self.people[by], now=at or self.now, standard=self.standard, source=source
        )

    def do(self, act: str, no: str, *, by: str | Actor = "manager", at: datetime | None = None, **body: Any) -> Case:
        actor = self.people[by] if isinstance(by, str) else by
        return do_act(act, no=no, command=command_of(act).model_validate(body), actor=actor, now=at or self.now, standard=self.standard)

    def record(self, no: str) -> Any:
        found = by_number(no)
        assert found is not None
        return found

    def after(self, **span: float) -> datetime:
        return self.now + timedelta(**span)


def make_company(standard: Standard, now: datetime) -> Company:
    company = Company(standard, now)
    service = Department.objects.create(code="service", name="客户服务部", name_en="Customer service")
    it = Department.objects.create(code="it", name="信息技术部", name_en="IT")
    Department.objects.create(code="quality_dept", name="质量部", name_en="Quality")
    Branch.objects.create(code="SH01", name="上海一店", region="华东")
    teams = {
        team.code: Team.objects.create(code=team.code, name=team.name.zh, name_en=team.name.en, department=service)
        for team in standard.teams
    }
    frontline = teams.get("frontline_a") or next(iter(teams.values()))
    for role in ROLES:
        department = it if role == "collaborator" else service
        team = frontline if role in ("agent", "specialist", "lead") else None
        company.people[role] = _person(role, role, now, team=team, department=department)
    company.people["agent2"] = _person("agent2", "agent", now, team=frontline, department=service)
    other = next((team for code, team in teams.items() if team.pk != frontline.pk), frontline)
    company.people["stranger"] = _person("stranger", "agent", now, team=other, department=service)
    company.people["rude"] = _person("rude", "agent", now, team=frontline, department=service, name="赵一鸣")
    return company


def _person(username: str, role: str, now: datetime, *, team: Team | None, department: Department, name: str | None = None) -> Actor:
    user, _secret = create_user(
        username=username, role=role, actor=SYSTEM, now=now, password=PASSWORD, must_change=False, display_name=name or f"{username}-名", team_id=team.pk if team else None,
        department_id=department.pk,
    )  # fmt: skip
    return actor_of(user)
