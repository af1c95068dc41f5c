"""Codes to words for everything a complaint's page says, made once for a standard and a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qingting.complaints.choices import KINDS
from qingting.kernel.bilingual import Bi
from qingting.policy.schema import Standard
from qingting.web.local_time import zone
from qingting.web.present.event_words import Names
from qingting.web.present.queue import names_for

FIELDS: dict[str, Bi] = {
    "channel": Bi("渠道", "channel"), "received_at": Bi("收到时间", "time received"), "occurred_at": Bi("发生时间", "time it happened"), "summary": Bi("摘要", "summary"),
    "title": Bi("标题", "title"), "demands": Bi("诉求", "demands"), "product": Bi("产品", "product"), "order_no": Bi("订单号", "order"), "batch_no": Bi("批次号", "batch"),
    "region": Bi("区域", "region"), "branch_code": Bi("网点", "branch"), "site": Bi("发生地点", "place"), "involved": Bi("相关人员", "people named"),
    "first_response": Bi("首次响应", "first response"), "customer_id": Bi("客户", "customer"), "customer_name": Bi("客户姓名", "customer's name"), "missing": Bi("缺项", "gaps"),
}  # fmt: skip


def all_names(standard: Standard, lang: str) -> Mapping[str, Mapping[str, str]]:
    """category channel demand grade status risk, and besides: grade_code ("B · 重大危机"), kind, field."""

    def make() -> dict[str, dict[str, str]]:
        return {
            **names_for(standard, lang),
            "grade_code": {g.code: f"{g.code} · {g.name.pick(lang)}" for g in standard.grades},
            "kind": {code: name.pick(lang) for code, name in KINDS.items()},
            "field": {code: name.pick(lang) for code, name in FIELDS.items()},
            "missing": {r.code: r.title.pick(lang) for group in standard.mandatory for r in group.requires},
            "check": {item.code: item.text.pick(lang) for item in standard.checklists},
        }

    return standard.remembered(("web.all_names", lang), make)


def event_names(standard: Standard, lang: str) -> Names:
    """What the words of an event need."""
    of = all_names(standard, lang)
    return Names(
        lang, of, {clock.name: clock.title for clock in reversed(standard.clocks)}, of["check"], lambda moment: short_time(moment, lang)
    )


def short_time(moment: datetime | None, lang: str) -> str:
    """11-21 17:30 / 21 Nov 17:30, in the organisation's zone."""
    if moment is None:
        return "—"
    return moment.astimezone(zone()).strftime("%d %b %H:%M" if lang == "en" else "%m-%d %H:%M")


def full_time(moment: datetime | None, lang: str) -> str:
    """2026-11-21 17:30."""
    if moment is None:
        return "—"
    return moment.astimezone(zone()).strftime("%d %b %Y %H:%M" if lang == "en" else "%Y-%m-%d %H:%M")


def grade_view(code: str, rank: int, names: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    return {"code": code, "rank": rank, "name": names["grade"].get(code, code)}


def stage_view(status: str, names: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {"code": status, "name": names["status"].get(status, status)}
