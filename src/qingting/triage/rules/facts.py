"""The flat facts that the rules of the standard ask for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from qingting.nlp.results import Judgement

REGULATOR_CHANNELS = frozenset({"h12315", "h12345", "regulator"})
THIRD_PARTY_CHANNELS = frozenset({"third_party", "association"})


def gather_facts(
    judgement: Judgement, *, channel: str | None, kind: str, category: str | None, product: str | None = None, region: str | None = None, branch: str | None = None,
    demands: Sequence[str] = (), repeat_count: int = 0, amount_fen: int | None = None, received_at: datetime | None = None, zone: str = "Asia/Shanghai",
    customer_flags: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """What the text says, joined with what is known besides: the channel alone can mean that an authority or the press is in already."""
    facts: dict[str, Any] = dict(judgement.facts)
    if channel in REGULATOR_CHANNELS:
        facts["regulator"] = True
    if channel == "media":
        facts["media"] = True
    if channel in THIRD_PARTY_CHANNELS:
        facts["third_party"] = True
    if channel == "legal":
        facts["escalation"] = sorted({*facts.get("escalation", ()), "lawyer"})
    facts.update(
        channel=channel or None, kind=kind, category=category or None, category_l1=category.split(".")[0] if category else None, product=product or None, region=region or None,
        branch=branch or None, demands=list(demands), repeat_count=repeat_count, anger=judgement.anger, customer_flags=list(customer_flags),
        risks=risk_labels(judgement), hour_local=received_at.astimezone(ZoneInfo(zone)).hour if received_at else None,
    )  # fmt: skip
    if amount_fen is not None:
        facts["amount_fen"] = amount_fen
    return facts


def risk_labels(judgement: Judgement) -> list[str]:
    """Risks that hold: negated mentions are shown but do not count."""
    return sorted({span.label for span in judgement.risks if span.counts})


def span_plain(span: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"label": span.label, "text": span.text, "start": span.start, "end": span.end}
    if span.negated:
        plain["negated"] = True
    return plain


def judgement_plain(judgement: Judgement) -> dict[str, Any]:
    """What is kept with the complaint: engine, version and the words that led to every suggestion."""
    category = judgement.category
    return {
        "engine": judgement.engine,
        "version": judgement.version,
        "anger": judgement.anger,
        "emotion": judgement.emotion,
        "risks": [span_plain(s) for s in judgement.risks],
        "demands": [span_plain(s) for s in judgement.demands],
        "escalation": [span_plain(s) for s in judgement.escalation],
        "bottom_lines": [span_plain(s) for s in judgement.bottom_lines],
        "promises": [span_plain(s) for s in judgement.promises],
        "category": _category(category),
    }


def _category(category: Any) -> Mapping[str, Any] | None:
    if category is None:
        return None
    return {
        "code": category.code, "confidence": round(category.confidence, 3), "accepted": category.accepted, "words": [span_plain(s) for s in category.words],
        "top": [[code, round(p, 3)] for code, p in category.top],
    }  # fmt: skip
