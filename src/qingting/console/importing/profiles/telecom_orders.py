"""Telecom complaint work orders: lines of text, a tab and one of a few labels, without header, date, customer or number."""

from itertools import islice

from qingting.console.importing.columns.column import Matched
from qingting.console.importing.complaint import complaint
from qingting.console.importing.problems import problem
from qingting.console.importing.profile import Made, Profile, RowMaker
from qingting.console.importing.values.reading import Reading
from qingting.console.importing.values.text import is_empty, text_of
from qingting.infra.tables.model import Cell
from qingting.infra.tables.table import Table
from qingting.kernel.bilingual import Bi

LABELS = frozenset(["业务使用问题", "信息安全问题", "网络问题", "费用问题", "业务办理问题", "服务问题", "营销活动问题", "不知情定制问题"])
LONGEST_LABEL = 12
MOSTLY = 0.9


def is_label(cell: Cell) -> bool:
    """One of the known labels, or a short word built like them."""
    text = text_of(cell)
    return text in LABELS or (2 < len(text) <= LONGEST_LABEL and text.endswith("问题") and text.isalpha())


def _kinds_of(table: Table) -> tuple[str, ...]:
    """Tab separated, and nearly every row of the sample, the first included, ends in a label after a text."""
    if table.delimiter != "\t":
        return ()
    rows = [record.cells for record in islice(table.sample, 60) if record.cells]
    fitting = [cells for cells in rows if len(cells) >= 2 and is_label(cells[-1]) and not is_empty(cells[0])]
    return ("complaints",) if rows and rows[0] in fitting[:1] and len(fitting) >= MOSTLY * len(rows) else ()


def _maker(table: Table, matched: Matched, reading: Reading, kind: str, source_system: str) -> RowMaker:
    def make(cells: tuple[Cell, ...]) -> Made:
        reading.begin()
        text = text_of("\t".join(text_of(cell) for cell in cells[:-1]))  # only the last field is the label; a tab may stand in the text
        label = text_of(cells[-1])
        if is_empty(text) or is_empty(label):
            missing = problem("verbatim" if is_empty(text) else "category_name", "required")
            return Made(None, (missing,), None, source_system)
        record = complaint({"verbatim": text, "category_name": label}, reading, source_system=source_system)
        return Made(record, (), None, source_system)

    return make


PROFILE = Profile(
    name="telecom-orders",
    about=Bi(
        "电信投诉工单（无表头，制表符分隔，末列为标签）",
        "telecom complaint work orders (no header, tab separated, the last field is the label)",
    ),
    kinds=("complaints",),
    mode="history",
    source_system="telecom-orders",
    kinds_of=_kinds_of,
    columns_of=lambda kind: (),
    maker=_maker,
    headerless=True,
    mapping=(
        ("末列之前的内容 / all before the last field", "verbatim", Bi("必填", "required")),
        ("末列 / the last field", "category_name", Bi("必填", "required")),
        ("—", "received_at, customer, channel …", Bi("来源没有，一律为空", "not in the source: all null")),
    ),
)
