"""One small world for the whole matrix: three complaints in three hands, somebody of every role, a customer, and what each may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client

from qingting.complaints.actions.attach_files import upload
from qingting.complaints.models import Complaint
from qingting.handling.queries.open_work import promises_of
from qingting.infra.ledger.reading import seq_of
from qingting.infra.notify.models import Outbox
from qingting.people.actions.manage_tokens import create_token
from qingting.people.models import Team, User
from tests.support.company import ROLES, SYSTEM, Company

STAFF = (*ROLES, "stranger")
ACTORS = (*STAFF, "customer", "nobody")
VISIBLE: dict[str, frozenset[str]] = {
    "agent": frozenset({"own"}), "specialist": frozenset({"own"}), "lead": frozenset({"own"}), "collaborator": frozenset({"own"}), "stranger": frozenset({"foreign"}),
    **dict.fromkeys(("manager", "executive", "auditor", "admin"), frozenset({"own", "foreign", "secluded"})), "customer": frozenset({"own"}), "nobody": frozenset(),
}  # fmt: skip
"""own: of the agent, with a task for the collaborator's department. foreign: of an agent of another team. secluded: in the pool of a third team."""


@dataclass
class Thing:
    """A complaint and what hangs on it. `words` stand in all its texts, `name` in the customer's."""

    key: str
    no: str
    pk: int
    secret: str
    words: str
    name: str
    phone: str
    customer_id: int
    file_id: str = ""
    task: int = 0
    promise: int = 0
    message_id: str = ""
    user_id: int = 0
    """Of a colleague, for the pages about people."""

    def state(self) -> tuple[Any, ...]:
        row = Complaint.objects.values(
            "version", "status", "owner_id", "team_id", "grade", "category", "rating", "next_due_at", "summary"
        ).get(pk=self.pk)
        return (*row.values(), seq_of(f"complaint:{self.pk}"), Outbox.objects.filter(complaint_id=self.pk).count())


@dataclass
class World:
    company: Company
    things: dict[str, Thing] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def hidden_from(self, actor: str) -> list[Thing]:
        return [thing for key, thing in self.things.items() if key not in VISIBLE[actor]]


PLACES = {"own": ("70", "agent", "13377700000"), "foreign": ("71", "stranger", "13377711111"), "secluded": ("72", "manager", "13377722222")}


def make_world(company: Company) -> World:
    world = World(company)
    for key, (mark, by, phone) in PLACES.items():
        world.things[key] = _thing(company, key, mark, by, phone)
    for username in STAFF:
        client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
        client.force_login(User.objects.get(pk=company.people[username].id), backend="django.contrib.auth.backends.ModelBackend")
        world.clients[username] = client
        token = create_token(username=username, scopes=[], name="matrix", actor=SYSTEM, now=company.now)
        world.headers[username] = {"Authorization": f"Bearer {token}"}
    world.clients |= {"customer": Client(), "nobody": Client()}
    world.headers |= {"customer": {"X-Receipt": world.things["own"].secret}, "nobody": {}}
    return world


def _thing(company: Company, key: str, mark: str, by: str, phone: str) -> Thing:
    words, name = f"ZQ{mark}", f"ZN{mark}"
    done = company.register(
        f"{words} 原话：门锁坏了，三天没人来修。", by=by, summary=f"{words} 摘要", customer={"name": f"司徒{name}", "phone": phone, "email": f"ZN{mark}@example.com", "account_no": f"ZN{mark}-0001"},
        product=f"{words} 门锁", order_no=f"{words}-ORDER", batch_no=f"{words}-B", site=f"{words} 楼",
    )  # fmt: skip
    no, pk = done.no, done.id
    file = upload(f"{words}.txt", f"{words} 附件".encode(), actor=company.manager, now=company.now)
    later = company.now + timedelta(days=2)
    if key == "secluded":
        company.do("assign", no, by="manager", team=_third_team(company))
    else:
        company.do("assign", no, by="manager", to="agent" if key == "own" else "stranger")
    task = company.do(
        "add-task",
        no,
        by="manager",
        title=f"{words} 任务",
        due_at=later.isoformat(),
        **({"department": "it"} if key == "own" else {"to": "manager"}),
    ).result
    company.do("promise", no, by="manager", text=f"{words} 承诺", due_at=later.isoformat())
    company.do("note", no, by="manager", text=f"{words} 备注")
    company.do("respond", no, by="manager", text=f"{words} 回复")
    company.do("propose", no, by="manager", title=f"{words} 方案", tell=True)
    company.do("attach", no, by="manager", attachments=[str(file.id)])
    record = company.record(no)
    return Thing(
        key, no, pk, done.receipt.secret, words, name, phone, record.customer_id, str(file.id), task, promises_of(pk)[0].pk,
        str(Outbox.objects.filter(complaint_id=pk).values_list("id", flat=True)[0]),
        company.specialist.id or 0,
    )  # fmt: skip


def _third_team(company: Company) -> str:
    taken = {company.agent.team_id, company.stranger.team_id}
    return Team.objects.exclude(pk__in=taken).order_by("code")[0].code
