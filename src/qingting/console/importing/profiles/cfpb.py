"""US consumer finance complaints (CFPB): the bureau's own export, and the shorter sheet with a mapped label."""

from typing import Any

from qingting.console.importing.columns.column import Column, plain_heading
from qingting.console.importing.profile import Profile
from qingting.console.importing.profiles.headed import complaint_maker
from qingting.console.importing.values.dates import past
from qingting.console.importing.values.reading import Reading
from qingting.console.importing.values.text import line, long_text, number
from qingting.infra.tables.model import Cell
from qingting.infra.tables.table import Table
from qingting.kernel.bilingual import Bi

_CHANNELS = {
    "web": "portal",
    "phone": "hotline",
    "postal mail": "letter",
    "email": "email",
    "referral": "regulator",
    "web referral": "regulator",
    "fax": "other",
}


def _channel(cell: Cell, reading: Reading) -> str:
    return _CHANNELS.get(line(cell, reading).lower(), "other")


_past = past("mdy")


def _midnight_is_a_day(cell: Cell, reading: Reading) -> str:
    """The bureau dates by day; "2023-03-22 00:00:00" is that day and no midnight."""
    read: str = _past(cell.strip().removesuffix(" 00:00:00") if isinstance(cell, str) else cell, reading)
    return read


COLUMNS = (
    Column("external_no", Bi("编号", "Complaint ID"), ("id",), number),
    Column("received_at", Bi("日期", "Date received"), ("date",), _midnight_is_a_day),
    Column("product", Bi("产品", "Product"), (), line),
    Column("title", Bi("问题", "Issue"), (), line),
    Column("company", Bi("公司", "Company"), (), line),
    Column("region", Bi("州", "State"), (), line),
    Column("category_name", Bi("标签", "label"), (), line),
    Column("channel", Bi("渠道", "Submitted via"), (), _channel),
    Column("decision_text", Bi("公司答复", "Company response to consumer"), ("Company response",), line),
    Column("verbatim", Bi("内容", "Consumer complaint narrative"), ("text", "narrative"), long_text, required=True),
)
_SIGNS = frozenset({"product", "issue", "state"})


def _kinds_of(table: Table) -> tuple[str, ...]:
    """Known by product, issue and state together with the narrative or the bureau's number; without narrative it is refused by name."""
    headings = set(map(plain_heading, table.header))
    narrative = headings & {"consumercomplaintnarrative", "text", "narrative"} and headings & {"company"}
    return ("complaints",) if headings >= _SIGNS and (narrative or "complaintid" in headings) else ()


def _finish(values: dict[str, Any], reading: Reading) -> None:
    """The company complained about is no department of ours. "Closed with explanation" and the like end the matter."""
    if company := values.pop("company", None):
        values["involved.other"] = [company]
    if values.get("decision_text", "").lower().startswith("closed"):
        values["status"] = "closed"


PROFILE = Profile(
    name="cfpb",
    about=Bi("美国消费者金融投诉（CFPB）", "US consumer finance complaints (CFPB)"),
    kinds=("complaints",),
    mode="history",
    source_system="cfpb",
    kinds_of=_kinds_of,
    columns_of=lambda kind: COLUMNS,
    maker=complaint_maker(_finish),
    mapping=(
        ("id, Complaint ID", "external_no", Bi("没有编号的行按内容识别", "rows without a number are known by their contents")),
        ("date, Date received", "received_at", Bi("只有日期；月在日前", "a day; month before day")),
        ("text, Consumer complaint narrative", "verbatim", Bi("必填", "required")),
        ("product, Product", "product", Bi("", "")),
        ("Issue, issue", "title", Bi("两列取有值的一列", "whichever of the two is filled")),
        ("Company, company", "involved (other)", Bi("被投诉公司", "the company complained about")),
        ("State, state", "region", Bi("", "")),
        ("label", "category_name", Bi("", "")),
        ("Submitted via", "channel", Bi("没有该列则为空", "null without the column")),
        (
            "Company response to consumer",
            "decision_text",
            Bi("以 Closed 开头则 status 为 closed", "beginning with Closed: the status is closed"),
        ),
        ("其他列 / other columns", "extra", Bi("原样保留", "kept as they are")),
    ),
)
