"""Folds a life up to an instant into one HistoryComplaint dict: status, owner, decision, promises and tasks as they stood then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qingting.console.demo.case import Case
from qingting.console.demo.catalogue import PRODUCT_BY_CODE
from qingting.console.demo.course import Happening, Life
from qingting.console.demo.model import Customer

SOURCE = "demo"

_STATUS = {
    "complaints.complaint.registered": "registered",
    "complaints.complaint.accepted": "accepted",
    "complaints.complaint.investigated": "investigating",
    "handling.option.proposed": "proposing",
    "handling.implementation.completed": "confirming",
    "complaints.complaint.closed": "closed",
    "complaints.complaint.disputed": "investigating",
    "complaints.complaint.reopened": "investigating",
    "complaints.complaint.withdrawn": "withdrawn",
    "complaints.complaint.refused": "not_accepted",
}


def stamp(moment: datetime) -> str:
    """RFC 3339 to the second, with +08:00."""
    return moment.isoformat(timespec="seconds")


def _status_after(status: str, happening: Happening, rest: list[Happening]) -> str:
    if happening.name == "handling.decision.made":
        for later in rest:
            if later.name == "handling.implementation.completed":
                return "implementing"
            if later.name in ("complaints.complaint.confirmed", "complaints.complaint.closed"):
                break
        return "confirming"
    return _STATUS.get(happening.name, status)


def status_at(life: Life, until: datetime) -> str:
    """The status just before an instant; "" before the complaint is registered."""
    everything = life.in_order()
    status = ""
    for place, happening in enumerate(everything):
        if happening.at >= until:
            break
        status = _status_after(status, happening, everything[place + 1 :])
    return status


def as_record(
    case: Case, life: Life, customer: Customer, verbatim: str, demands: list[str], involved: list[dict[str, str]], until: datetime
) -> dict[str, Any]:  # fmt: skip
    """The complaint as known at `until`; nothing later shows, but due times may lie beyond."""
    order = case.order
    everything = life.in_order()
    seen = [happening for happening in everything if happening.at < until]
    state: dict[str, Any] = {"status": "registered", "owner": None, "team": None, "outcome": None, "decision_text": None}
    state.update(decided_at=None, closed_at=None, rating=None, reopened_count=0, first_response=None)
    grade = case.grade
    for place, happening in enumerate(seen):
        state["status"] = _status_after(state["status"], happening, everything[place + 1 :])
        grade = _absorb(state, happening, life) or grade
    return {
        "origin": "live" if case.live else "history",
        "source_system": SOURCE,
        "external_no": case.external_no,
        "row_hash": None,
        "row_ordinal": None,
        "kind": case.kind,
        "channel": case.channel,
        "received_at": stamp(case.received_at),
        "occurred_at": None,
        "customer": {
            "name": customer.name,
            "phone": customer.phone,
            "email": customer.email,
            "account_no": customer.account_no,
            "external_id": customer.external_id,
        },
        "verbatim": verbatim,
        "title": life.title,
        "summary": life.summary,
        "demands": demands,
        "category": case.category,
        "category_name": None,
        "grade": grade,
        "product": PRODUCT_BY_CODE[order.product].name,
        "order_no": order.no,
        "batch_no": order.batch_no,
        "region": customer.region,
        "branch": order.branch,
        "site": None,
        "involved": involved,
        **state,
        "promises": [_promise(promise, until) for promise in life.promises if promise["made_at"] < until],
        "tasks": _tasks(life, seen),
        "events": [
            {"at": stamp(happening.at), "name": happening.name, "by": happening.by, "text": happening.text, "data": _plain(happening.data)}
            for happening in seen
        ],
        "extra": {},
    }


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Event data as JSON: instants as text, promises and tasks by their number in the record's own lists, from 1."""
    plain: dict[str, Any] = {}
    for key, value in data.items():
        if key in ("promise", "task"):
            plain["nth"] = value + 1
        else:
            plain[key] = stamp(value) if isinstance(value, datetime) else value
    return plain


def _absorb(state: dict[str, Any], happening: Happening, life: Life) -> str | None:
    """Let one event change the record; returns a grade if it set one."""
    name, data = happening.name, happening.data
    if name == "complaints.complaint.graded":
        return str(data["to"])
    if name in ("complaints.complaint.assigned", "complaints.complaint.transferred"):
        state.update(owner=data["to"], team=data["team"])
    elif name == "handling.reply.sent" and state["first_response"] is None:
        first = life.promises[life.first_promise] if life.first_promise is not None else None
        promised = [{"text": first["text"], "due_at": stamp(first["due_at"])}] if first else []
        state["first_response"] = {"at": stamp(happening.at), "by": happening.by, "content": happening.text, "promises": promised}
    elif name == "handling.decision.made":
        state.update(outcome=data["outcome"], decision_text=happening.text, decided_at=stamp(happening.at))
    elif name == "complaints.complaint.refused":
        state.update(decision_text=happening.text, decided_at=stamp(happening.at), closed_at=stamp(happening.at))
    elif name in ("complaints.complaint.closed", "complaints.complaint.withdrawn"):
        state["closed_at"] = stamp(happening.at)
    elif name == "complaints.complaint.reopened":
        state["reopened_count"] += 1
        state["closed_at"] = None
    elif name == "complaints.complaint.rated":
        state["rating"] = {"score": data["score"], "comment": happening.text, "at": stamp(happening.at)}
    return None


def _promise(promise: dict[str, Any], until: datetime) -> dict[str, Any]:
    settled = promise["settled_at"] is not None and promise["settled_at"] < until
    return {
        "text": promise["text"],
        "made_at": stamp(promise["made_at"]),
        "due_at": stamp(promise["due_at"]),
        "by": promise["by"],
        "state": promise["state"] if settled else "open",
        "settled_at": stamp(promise["settled_at"]) if settled else None,
    }


_TASK_STATES = {
    "handling.task.added": "open",
    "handling.task.completed": "done",
    "handling.task.verified": "verified",
    "handling.task.returned": "returned",
    "handling.task.cancelled": "cancelled",
}


def _tasks(life: Life, seen: list[Happening]) -> list[dict[str, Any]]:
    """Tasks added so far, in the order they were added to the life; later ones are not known yet."""
    found: dict[int, dict[str, Any]] = {}
    for happening in seen:
        state = _TASK_STATES.get(happening.name)
        if state is None:
            continue
        place = happening.data["task"]
        task = life.tasks[place]
        if place not in found:
            found[place] = {
                "title": task["title"],
                "department": task["department"],
                "owner": task["owner"],
                "due_at": stamp(task["due_at"]),
            }
            found[place].update(state="open", completed_at=None)
        found[place]["state"] = state
        if state == "done":
            found[place]["completed_at"] = stamp(happening.at)
        elif state in ("open", "returned"):
            found[place]["completed_at"] = None
    return [found[place] for place in sorted(found)]
