"""The demo company as plain data: who works there, what it sells, who bought it. Money is integer fen, dates are local days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from qingting.kernel.bilingual import Bi


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the head office; `code` is the one tasks are given to."""

    code: str
    name: Bi


@dataclass(frozen=True, slots=True)
class Team:
    """A team that owns complaints; its members belong to `department`."""

    code: str
    name: Bi
    department: str
    lead: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A service branch with a shop."""

    code: str
    name: str
    name_en: str
    city: str
    region: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Days away, first and last included."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A level held from a day on."""

    level: str
    since: date


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One employee. `level` is the level held at the cut, None for those who own no complaints; `grants` says since when."""

    username: str
    name: str
    role: str
    department: str
    team: str | None
    branch: str | None
    superior: str | None
    extension: str
    badge: str
    shift: str
    joined: date
    level: str | None
    grants: tuple[Grant, ...] = ()
    leaves: tuple[Leave, ...] = ()
    languages: tuple[str, ...] = ("zh",)
    demo_login: bool = False

    def away(self, day: date) -> bool:
        """Whether a leave covers the day."""
        return any(spell.first <= day <= spell.last for spell in self.leaves)


@dataclass(frozen=True, slots=True)
class Product:
    """A model on sale. `noun` is what customers call it, `share` its weight in sales."""

    code: str
    name: str
    name_en: str
    family: str
    noun: str
    price_fen: int
    warranty_months: int
    share: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A production batch; `supplier` made the part that matters most."""

    batch_no: str
    product: str
    made_on: date
    supplier: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer. The phone lies in the fictional range of `customers.PHONE_PREFIX`."""

    external_id: str
    account_no: str
    name: str
    phone: str
    email: str | None
    city: str
    region: str
    branch: str
    language: str


@dataclass(slots=True)
class Order:
    """One purchase. `no` is filled in when all orders are sorted by day; `bought_at` is store or online."""

    customer: int
    product: str
    batch_no: str
    branch: str
    price_fen: int
    ordered_on: date
    bought_at: str
    no: str = ""


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """Everything the writer needs, in an order in which references only point back.

    `cut` is the first instant of `as_of` in China: nothing in the company happened at or after it, only due times lie beyond.
    `Order.customer` is an index into `customers`. `history()` yields finished complaints by time of receipt and may be called again;
    `live()` are those still open at the cut. `plan` is the generator's own sketch of every complaint; the writer has no use for it. Both are HistoryComplaint dicts; live ones also carry "origin": "live".
    """

    organisation: Bi
    brand: str
    as_of: date
    cut: datetime
    regions: tuple[str, ...]
    departments: tuple[Department, ...]
    teams: tuple[Team, ...]
    branches: tuple[Branch, ...]
    staff: tuple[StaffMember, ...]
    products: tuple[Product, ...]
    batches: tuple[Batch, ...]
    customers: tuple[Customer, ...]
    orders: tuple[Order, ...]
    plan: tuple[Any, ...] = field(repr=False)
    teller: Callable[[], Iterator[dict[str, Any]]] = field(repr=False)
    live_teller: Callable[[], list[dict[str, Any]]] = field(repr=False)

    def history(self) -> Iterator[dict[str, Any]]:
        """Finished complaints, earliest first, built one by one."""
        return self.teller()

    def live(self) -> list[dict[str, Any]]:
        """Complaints still open at the cut."""
        return self.live_teller()
