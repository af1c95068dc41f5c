"""Put the values of a row together as one complaint."""

import re
from datetime import datetime
from typing import Any

from qingting.console.importing.values.reading import Reading

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_CUSTOMER = [(key, f"customer.{key}") for key in ("name", "phone", "email", "account_no", "external_id")]
_INVOLVED = [(kind, f"involved.{kind}") for kind in ("staff", "department", "branch", "other")]


def complaint(values: dict[str, Any], reading: Reading, *, source_system: str) -> dict[str, Any]:
    """The record in the shape of HistoryComplaint, every key present. `values` is keyed like the columns of the complaint sheet.

    A complaint with a closing time and no status is closed. What cannot stand alone (a comment without rating, a first response
    without time) goes to the extra values. Times earlier than the receipt are kept and noted.
    """
    get = values.get
    status = get("status") or ("closed" if get("closed_at") else "registered")
    _check_order(values, reading)
    rating = _rating(values, reading)
    first_response = _first_response(values, reading)
    category, category_name = _category(get("category"), get("category_name"))
    return {
        "source_system": source_system,
        "external_no": get("external_no"),
        "row_hash": None,
        "row_ordinal": None,
        "kind": get("kind", "complaint"),
        "channel": get("channel"),
        "received_at": get("received_at"),
        "occurred_at": get("occurred_at"),
        "customer": {key: get(path) for key, path in _CUSTOMER},
        "verbatim": get("verbatim"),
        "title": get("title"),
        "summary": get("summary"),
        "demands": get("demands", []),
        "category": category,
        "category_name": category_name,
        "grade": get("grade"),
        "product": get("product"),
        "order_no": get("order_no"),
        "batch_no": get("batch_no"),
        "region": get("region"),
        "branch": get("branch"),
        "site": get("site"),
        "involved": [{"kind": kind, "name": name} for kind, path in _INVOLVED for name in get(path, [])],
        "first_response": first_response,
        "owner": get("owner"),
        "team": get("team"),
        "status": status,
        "outcome": get("outcome"),
        "decision_text": get("decision_text"),
        "decided_at": get("decided_at"),
        "closed_at": get("closed_at"),
        "rating": rating,
        "reopened_count": 0,
        "promises": [],
        "tasks": [],
        "events": [],
        "extra": reading.extra,
    }


def _category(category: str | None, name: str | None) -> tuple[str | None, str | None]:
    """A word that looks like a code may be one of the taxonomy; the source's own word stays beside it in case it is not."""
    if category is None:
        return None, name
    return (category if _CODE.fullmatch(category) else None), name or category


def _rating(values: dict[str, Any], reading: Reading) -> dict[str, Any] | None:
    if "rating.score" in values:
        return {"score": values["rating.score"], "comment": values.get("rating.comment"), "at": values.get("rating.at")}
    if "rating.comment" in values:
        reading.field = "rating"
        reading.warn("without_score")
        reading.extra["rating_comment"] = values["rating.comment"]
    return None


def _first_response(values: dict[str, Any], reading: Reading) -> dict[str, Any] | None:
    if "first_response.at" in values:
        return {
            "at": values["first_response.at"],
            "by": values.get("first_response.by"),
            "content": values.get("first_response.content"),
            "promises": [],
        }
    if "first_response.content" in values:
        reading.field = "first_response"
        reading.warn("without_time")
        reading.extra["first_response_content"] = values["first_response.content"]
    return None


def _check_order(values: dict[str, Any], reading: Reading) -> None:
    """Note later steps that are dated before the receipt. A day without time is compared as a day."""
    if "received_at" not in values:
        return
    received = datetime.fromisoformat(values["received_at"])
    for key in ("first_response.at", "decided_at", "closed_at", "rating.at"):
        if key not in values:
            continue
        at = datetime.fromisoformat(values[key])
        by_day = reading.extra.get(f"{key}_precision") == "day"
        if at.date() < received.date() if by_day else at < received:
            reading.field = key
            reading.warn("time_order")
