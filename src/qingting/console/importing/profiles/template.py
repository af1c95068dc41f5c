"""Our own sheet: complaints and master data, headings in Chinese or English."""

from typing import Any

from qingting.console.importing.columns.column import Column, Matched, match
from qingting.console.importing.columns.complaints import COLUMNS as COMPLAINTS
from qingting.console.importing.columns.people import BRANCHES, DEPARTMENTS, STAFF
from qingting.console.importing.columns.trade import CUSTOMERS, ORDERS, PRODUCTS
from qingting.console.importing.profile import CellReader, Made, Profile, RowMaker
from qingting.console.importing.profiles.headed import complaint_maker
from qingting.console.importing.values.reading import Reading
from qingting.infra.tables.model import Cell
from qingting.infra.tables.table import Table
from qingting.kernel.bilingual import Bi

SHEETS: dict[str, tuple[Column, ...]] = {
    "complaints": COMPLAINTS,
    "staff": STAFF,
    "departments": DEPARTMENTS,
    "branches": BRANCHES,
    "customers": CUSTOMERS,
    "products": PRODUCTS,
    "orders": ORDERS,
}
NUMBERED_BY = {
    "staff": "username",
    "departments": "code",
    "branches": "code",
    "customers": "external_id",
    "products": "code",
    "orders": "no",
}
_LISTS = frozenset({"leave"})


def _kinds_of(table: Table) -> tuple[str, ...]:
    """The kinds whose required columns are all there, most matching columns first; kinds that match equally well are all named."""
    found = {kind: match(table.header, columns) for kind, columns in SHEETS.items()}
    score = {kind: len({column.key for _, column in matched.pairs}) for kind, matched in found.items() if not matched.missing}
    best = max(score.values(), default=0)
    return tuple(kind for kind, count in score.items() if count == best)


def _maker(table: Table, matched: Matched, reading: Reading, kind: str, source_system: str) -> RowMaker:
    if kind == "complaints":
        return _complaints(table, matched, reading, kind, source_system)
    return _master_data(table, matched, reading, kind)


_complaints = complaint_maker()


def _master_data(table: Table, matched: Matched, reading: Reading, kind: str) -> RowMaker:
    keys = [column.key for column in SHEETS[kind] if column.key != "price_yuan"]
    reader = CellReader(matched, table.header)

    def make(cells: tuple[Cell, ...]) -> Made:
        reading.begin()
        values, usable = reader.read(cells, reading)
        number = values.get(NUMBERED_BY[kind])
        if "price_yuan" in values:
            values.setdefault("price_fen", values.pop("price_yuan"))
        record: dict[str, Any] = {key: values.get(key, [] if key in _LISTS else None) for key in keys}
        return Made(record if usable else None, tuple(reading.problems), number, kind)

    return make


PROFILE = Profile(
    name="template",
    about=Bi("本系统模板：投诉与基础数据", "our own sheets: complaints and master data"),
    kinds=tuple(SHEETS),
    mode="live",
    source_system="template",
    kinds_of=_kinds_of,
    columns_of=lambda kind: SHEETS[kind],
    maker=_maker,
)
