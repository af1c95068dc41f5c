"""Citizens' messages to a city with, or without, the official reply: 留言编号 留言用户 留言主题 留言时间 留言详情 [答复意见 答复时间]."""

from typing import Any

from qingting.console.importing.columns.column import Column, match
from qingting.console.importing.profile import Profile
from qingting.console.importing.profiles.headed import complaint_maker
from qingting.console.importing.values.dates import past
from qingting.console.importing.values.reading import Reading
from qingting.console.importing.values.text import line, long_text, number
from qingting.infra.tables.table import Table
from qingting.kernel.bilingual import Bi

COLUMNS = (
    Column("external_no", Bi("留言编号", "Message no"), read=number, required=True),
    Column("customer.external_id", Bi("留言用户", "User"), read=number),
    Column("title", Bi("留言主题", "Subject"), read=line),
    Column("received_at", Bi("留言时间", "Time"), read=past()),
    Column("verbatim", Bi("留言详情", "Text"), read=long_text, required=True),
    Column("decision_text", Bi("答复意见", "Reply"), read=long_text),
    Column("decided_at", Bi("答复时间", "Replied at"), read=past()),
    Column("category_name", Bi("一级分类", "Category"), also=("一级标签",), read=line),
)
_SIGNS = ("留言编号", "留言主题", "留言时间", "留言详情")


def _kinds_of(table: Table) -> tuple[str, ...]:
    return ("complaints",) if set(_SIGNS) <= set(table.header) and not match(table.header, COLUMNS).missing else ()


def _finish(values: dict[str, Any], reading: Reading) -> None:
    """The user is known by a pseudonym only, which is all the name there is. A reply ends the matter, its finding is not told."""
    values["channel"] = "other"
    if "customer.external_id" in values:
        values["customer.name"] = values["customer.external_id"]
    if "decision_text" in values:
        values["status"] = "closed"
        if "decided_at" in values:
            values["closed_at"] = values["decided_at"]
            if precision := reading.extra.get("decided_at_precision"):
                reading.extra["closed_at_precision"] = precision


PROFILE = Profile(
    name="citizen-messages",
    about=Bi("市民留言（可含官方答复）", "citizens' messages, with or without the official reply"),
    kinds=("complaints",),
    mode="history",
    source_system="citizen-messages",
    kinds_of=_kinds_of,
    columns_of=lambda kind: COLUMNS,
    maker=complaint_maker(_finish),
    mapping=(
        ("留言编号", "external_no", Bi("必填", "required")),
        ("留言用户", "customer.external_id, customer.name", Bi("匿名代号", "a pseudonym")),
        ("留言主题", "title", Bi("", "")),
        ("留言时间", "received_at", Bi("没有时区，按机构时区", "without offset: the organisation's zone")),
        ("留言详情", "verbatim", Bi("必填；只去掉首尾空白", "required; only white space around it is removed")),
        (
            "答复意见",
            "decision_text",
            Bi("有答复则 status 为 closed，outcome 为空", "with a reply the status is closed and the outcome null"),
        ),
        ("答复时间", "decided_at, closed_at", Bi("", "")),
        ("一级分类", "category_name", Bi("有则读取", "where present")),
        ("点赞数、反对数及其他列", "extra", Bi("原样保留", "kept as they are")),
        ("—", "channel", Bi("固定为 other", "always other")),
    ),
)
