"""What can be read from an import file before anything is taken in. The reader itself belongs to a door; settings name it."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from django.conf import settings

from qingting.kernel.bilingual import Bi

KINDS: dict[str, Bi] = {
    "complaints": Bi("投诉", "Complaints"),
    "staff": Bi("人员", "Staff"),
    "departments": Bi("部门", "Departments"),
    "branches": Bi("网点", "Branches"),
    "customers": Bi("客户", "Customers"),
    "products": Bi("产品", "Products"),
    "orders": Bi("订单", "Orders"),
}
MODES: dict[str, Bi] = {
    "live": Bi("按现在登记（计时、提醒、分派）", "As of now (clocks, notices, assignment)"),
    "history": Bi("作为历史（保留原时间与结果，不计时）", "As history (source times and outcome, no clocks)"),
}


class Reader(Protocol):
    """The module named by `settings.IMPORT_READER`."""

    def look(self, path: Path, *, name: str, kind: str | None, zone: str, now: datetime) -> dict[str, Any]:
        """What the file was recognised as, as plain JSON. Raises DomainErrors that say what is wrong with it."""

    def write_template(self, target: BinaryIO, kind: str, lang: str) -> None:
        """Our own sheet, empty but for example rows, as XLSX."""


def reader() -> Reader:
    return cast(Reader, import_module(settings.IMPORT_READER))
