"""Which intake fields hold something. Pure; the standard says which of them are mandatory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def filled_fields(record: Mapping[str, Any]) -> set[str]:
    """Names of the filled intake fields, named as in the API. `record` holds a complaint's columns plus `customer`, a mapping."""
    customer = record.get("customer") or {}
    first = record.get("first_response") or {}
    plain = (
        "received_at",
        "occurred_at",
        "channel",
        "verbatim",
        "demands",
        "product",
        "order_no",
        "batch_no",
        "region",
        "site",
        "involved",
    )
    filled = {name for name in plain if record.get(name)}
    filled |= {f"customer.{name}" for name in ("name", "phone", "email", "account_no", "external_id") if customer.get(name)}
    filled |= {f"first_response.{name}" for name in ("at", "by", "content", "promises") if first.get(name)}
    return filled
