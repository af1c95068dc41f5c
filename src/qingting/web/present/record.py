"""Everything that was registered, group by group. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from qingting.complaints.choices import INVOLVED_KINDS
from qingting.kernel.bilingual import Bi


def record_groups(
    record: Any,
    names: Mapping[str, Mapping[str, str]],
    lang: str,
    *,
    registered_by: str,
    moment: Callable[[datetime | None], str],
    with_extra: bool,
) -> list[dict[str, Any]]:
    """The five groups of the intake and where it came from; what is empty is shown as a dash.

    `with_extra`: columns of the source system too; they may hold contact data in plain, so only for who may see that.
    """

    def group(zh: str, en: str, rows: list[tuple[Bi, Any]]) -> dict[str, Any]:
        return {
            "title": Bi(zh, en).pick(lang),
            "facts": [{"label": label.pick(lang), "cell": {"text": str(value) if value else "—"}} for label, value in rows],
        }

    comma = "、" if lang == "zh" else ", "
    other = INVOLVED_KINDS["other"]
    involved = comma.join(
        f"{item.get('name', '')}（{INVOLVED_KINDS.get(str(item.get('kind')), other).pick(lang)}）" for item in record.involved
    )
    first, represented = record.first_response or {}, record.represented or {}
    groups = [
        group(
            "客户", "Customer",
            [
                (Bi("姓名或称呼", "Name"), record.customer_name), (Bi("代谁投诉", "On behalf of"), represented.get("name")), (Bi("关系", "Relation"), represented.get("relation")),
                (Bi("授权凭据", "Authority"), represented.get("authority")),
            ],
        ),
        group(
            "时间与渠道", "Time and channel",
            [
                (Bi("渠道", "Channel"), names["channel"].get(record.channel, record.channel)), (Bi("收到时间", "Received"), moment(record.received_at)),
                (Bi("发生时间", "Happened"), moment(record.occurred_at)), (Bi("登记时间", "Registered"), moment(record.registered_at)), (Bi("登记人", "Registered by"), registered_by),
                (Bi("来源", "Source"), " · ".join(filter(None, (record.source_system, record.external_no)))),
                (Bi("来文期限", "Deadline of the source"), moment(record.external_deadline_at) if record.external_deadline_at else ""),
            ],
        ),
        group(
            "产品与订单", "Product and order",
            [
                (Bi("产品", "Product"), record.product), (Bi("订单号", "Order"), record.order_no), (Bi("批次号", "Batch"), record.batch_no), (Bi("区域", "Region"), record.region),
                (Bi("网点", "Branch"), record.branch_code), (Bi("发生地点", "Place"), record.site), (Bi("诉求", "Wants"), comma.join(names["demand"].get(d, d) for d in record.demands)),
            ],
        ),
        group("相关人员和部门", "People and departments", [(Bi("客户提到", "Named by the customer"), involved)]),
        group(
            "首次响应", "First response",
            [(Bi("回应内容", "Answered"), first.get("content")), (Bi("回应时间", "At"), first.get("at")), (Bi("回应人", "By"), first.get("by"))],
        ),
        group("规范", "Standard", [(Bi("适用版本", "Version"), record.policy_version)]),
    ]  # fmt: skip
    extra = record.extra if isinstance(record.extra, dict) else {}
    if extra and with_extra:
        groups.append(
            {
                "title": Bi("来源系统的其他字段", "Other fields of the source").pick(lang),
                "facts": [{"label": str(k)[:60], "cell": {"text": str(v)[:500]}} for k, v in list(extra.items())[:60]],
            }
        )
    return groups
