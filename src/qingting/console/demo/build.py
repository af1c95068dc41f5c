"""Builds the demo company: the one door of this package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from random import Random
from typing import Any

from qingting.console.demo.case import Case
from qingting.console.demo.catalogue import PRODUCTS, build_batches
from qingting.console.demo.codes import CHINA
from qingting.console.demo.customers import build_customers
from qingting.console.demo.live import make_live
from qingting.console.demo.model import Customer, DemoCompany
from qingting.console.demo.orders import DAYS_OF_ORDERS, OrderBook
from qingting.console.demo.organisation import BRANCHES, BRAND, DEPARTMENTS, ORGANISATION, REGIONS, TEAMS
from qingting.console.demo.plan import make_plan
from qingting.console.demo.roster import Roster
from qingting.console.demo.staff import build_staff
from qingting.console.demo.story_cases import ScriptReader, script_cases
from qingting.console.demo.tell import tell
from qingting.console.demo.truth import BATCH

DAYS_A_MONTH = 30.44
CUSTOMERS_PER_COMPLAINT = 0.7334
ORDERS_PER_COMPLAINT = 3


def build_company(as_of: date, complaints: int = 3000, months: int = 6, seed: int = 7) -> DemoCompany:
    """The company as it stood at the first instant of `as_of`, with `complaints` finished ones over `months` and some 120 open.

    The same arguments give the same company, to the byte. Customers and orders grow with the number of complaints.
    """
    rng = Random(seed * 1_000_003 + as_of.toordinal())
    cut = datetime(as_of.year, as_of.month, as_of.day, tzinfo=CHINA)
    days = max(round(months * DAYS_A_MONTH), 10)
    staff = build_staff(as_of, rng)
    batches = build_batches(as_of, days, rng)
    customers = build_customers(max(round(complaints * CUSTOMERS_PER_COMPLAINT), 60), rng)
    book = OrderBook(as_of, customers, batches)
    scripts = script_cases(cut, days, customers, book, rng) if complaints >= 50 else []
    plan = make_plan(as_of, complaints, days, customers, book, scripts, rng)
    roster = Roster(staff)
    live = make_live(cut, customers, book, roster, rng)
    book.fill(round(complaints * ORDERS_PER_COMPLAINT), round(BATCH.exposed_share * complaints), days + DAYS_OF_ORDERS, rng)
    orders = book.number()
    return DemoCompany(
        organisation=ORGANISATION, brand=BRAND, as_of=as_of, cut=cut, regions=REGIONS, departments=DEPARTMENTS, teams=TEAMS, branches=BRANCHES,
        staff=staff, products=PRODUCTS, batches=tuple(batch for found in batches.values() for batch in found), customers=tuple(customers),
        orders=orders, plan=(*plan, *live), teller=partial(_history, plan, customers, roster, cut),
        live_teller=partial(_live, live, customers, roster, cut),
    )  # fmt: skip


def _history(plan: list[Case], customers: list[Customer], roster: Roster, cut: datetime) -> Iterator[dict[str, Any]]:
    reader = ScriptReader(roster, customers)
    for case in plan:
        yield reader.record(case, cut) if case.script else tell(case, customers, roster, cut).record(cut)


def _live(live: list[Case], customers: list[Customer], roster: Roster, cut: datetime) -> list[dict[str, Any]]:
    return [tell(case, customers, roster, None).record(cut) for case in live]
