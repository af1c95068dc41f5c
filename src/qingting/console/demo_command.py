"""`qingting demo`: the demo company, written through the import's own acts. The same numbers and date give the same company."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any

from qingting.console.setup import open_company, say
from qingting.kernel.errors import DomainError

PASSWORD = "qingting-demo"
NAMES = ("agent", "specialist", "lead", "manager", "executive", "collaborator", "auditor", "admin")


class HoldsRealData(DomainError):
    code = "console.demo.holds_real_data"
    status = 409
    zh = "数据库里已有 {complaints} 件投诉、{people} 名人员，没有建立示范公司。请换一个 QINGTING_HOME，或先运行 qingting remove-data。"
    en = "The database holds {complaints} complaints and {people} people already, so no demo company was made. Use another QINGTING_HOME, or run: qingting remove-data."


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting demo --complaints 3000 --months 6"
    parser.add_argument("--complaints", type=int, default=3000)
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="YYYY-MM-DD，默认今天 · default today")


def run(name: str, options: argparse.Namespace) -> int:
    if not 10 <= options.complaints <= 1_000_000 or not 1 <= options.months <= 36:
        say("--complaints 10…1000000, --months 1…36")
        return 2
    with open_company():
        create(options.complaints, options.months, options.seed, options.as_of, say)
        say(logins())
    return 0


def logins() -> str:
    return f"示范账号 demo logins: {' '.join(NAMES)} · 密码 password: {PASSWORD}"


def create_if_empty(tell: Callable[[str], None]) -> None:
    """For `serve --demo`: an empty database becomes the demo company; any other is left alone."""
    from qingting.complaints.queries.totals import count_complaints
    from qingting.people.queries.staff import is_empty

    if is_empty() and count_complaints() == 0:
        create(3000, 6, 7, None, tell)


def create(complaints: int, months: int, seed: int, as_of: date | None, tell: Callable[[str], None]) -> None:
    """Raises HoldsRealData for a database that is not empty."""
    from zoneinfo import ZoneInfo

    from django.db import transaction

    from qingting.complaints.queries.totals import count_complaints
    from qingting.console.demo.build import build_company
    from qingting.infra import clock
    from qingting.infra.ledger import NewEvent, record
    from qingting.kernel.actor import Actor
    from qingting.people.queries.staff import count_people
    from qingting.policy.queries import current_standard

    if count_complaints() or count_people():
        raise HoldsRealData(complaints=count_complaints(), people=count_people())
    started = time.monotonic()
    standard = current_standard()
    day = as_of or clock.now().astimezone(ZoneInfo(standard.organisation_zone)).date()
    tell(f"正在建立示范公司（{day}，{complaints} 件投诉）· making the demo company")
    company = build_company(day, complaints=complaints, months=months, seed=seed)
    now = min(clock.now(), company.cut) if as_of is None else company.cut
    actor = Actor("system", None, "示范数据")
    with transaction.atomic():  # a demo company is whole or not there at all
        _organisation(company, actor, now, standard)
        _trade(company, now)
        _complaints(company, now, standard, tell, started)
        record(
            [NewEvent("console.demo.created", {"complaints": complaints, "months": months, "seed": seed, "as_of": day.isoformat()})],
            subject="demo",
            actor=actor,
            now=now,
            source="import",
        )
    tell(f"示范公司就绪 · demo company ready in {time.monotonic() - started:.1f} s")


def _organisation(company: Any, actor: Any, now: Any, standard: Any) -> None:
    from qingting.people.actions import import_people

    import_people.upsert_departments([{"code": d.code, "name": d.name.zh, "name_en": d.name.en} for d in company.departments])
    import_people.upsert_branches([{"code": b.code, "name": b.name, "region": b.region, "department": "stores"} for b in company.branches])
    import_people.upsert_teams(
        [{"code": t.code, "name": t.name.zh, "name_en": t.name.en, "department": t.department} for t in company.teams]
    )
    rows = [
        {
            "username": m.username, "name": m.name, "role": m.role, "team": m.team, "department": m.department, "branch": m.branch, "superior": m.superior, "phone": m.extension,
            "shift": {"text": m.shift}, "grants": [{"level": g.level, "since": g.since} for g in m.grants], "leave": [{"first": s.first, "last": s.last, "reason": s.reason} for s in m.leaves],
        }
        for m in company.staff
    ]  # fmt: skip
    import_people.upsert_staff(rows, actor=actor, now=now, zone=standard.organisation_zone, password=PASSWORD)
    import_people.set_leads({t.code: t.lead for t in company.teams})


def _trade(company: Any, now: Any) -> None:
    from datetime import datetime
    from datetime import time as clock_time
    from zoneinfo import ZoneInfo

    from qingting.customers.actions import import_customers

    zone = ZoneInfo("Asia/Shanghai")
    import_customers.upsert_products([{"code": p.code, "name": p.name, "line": p.family} for p in company.products])
    for chunk in _chunks(company.customers, 2000):
        import_customers.upsert_customers(
            [
                {
                    "external_id": c.external_id,
                    "name": c.name,
                    "phone": c.phone,
                    "email": c.email,
                    "account_no": c.account_no,
                    "region": c.region,
                }
                for c in chunk
            ],
            now=now,
        )
    external = [c.external_id for c in company.customers]
    for chunk in _chunks(company.orders, 3000):
        import_customers.upsert_orders(
            [
                {
                    "no": o.no, "customer_external_id": external[o.customer], "product": o.product, "batch_no": o.batch_no, "branch": o.branch, "price_fen": o.price_fen,
                    "ordered_at": datetime.combine(o.ordered_on, clock_time(12), zone),
                }
                for o in chunk
            ]
        )  # fmt: skip


def _complaints(company: Any, now: Any, standard: Any, tell: Callable[[str], None], started: float) -> None:
    from qingting.complaints.actions.write_history import build_search_index, drop_search_index
    from qingting.complaints.commands import HistoryComplaint
    from qingting.people.queries.directory import all_actors, department_ids, team_ids
    from qingting.workflows.import_history import Directory, import_history

    directory = Directory(all_actors(), team_ids(), department_ids())
    drop_search_index()
    written, last = 0, time.monotonic()
    for source in (company.history(), iter(company.live())):
        for chunk in _chunks(source, 500):
            records = [HistoryComplaint.model_validate(row) for row in chunk]
            import_history(records, directory=directory, now=now, standard=standard, keep_dates=True, source="import")
            written += len(records)
            if time.monotonic() - last > 2:
                last = time.monotonic()
                tell(f"  {written} 件 complaints · {last - started:.0f} s")
    build_search_index()


def _chunks(rows: Any, size: int) -> Any:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk
