"""A complaint as the API shows it. Contact data is masked unless the actor may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qingting.complaints.queries.access import sees_unmasked
from qingting.complaints.queries.finding import Complaint, number_of
from qingting.complaints.queries.related import related_to
from qingting.customers.queries.profiles import profile_of
from qingting.handling.queries.open_work import options_of, promises_of, tasks_of
from qingting.infra.files.storing import files_of
from qingting.kernel.actor import Actor
from qingting.kernel.phone import mask_phone
from qingting.people.queries.staff import names_of
from qingting.policy.queries import standard_of
from qingting.policy.schema import Standard
from qingting.sla.queries.clocks import clocks_of


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def brief(c: Complaint, names: dict[int, str]) -> dict[str, Any]:
    """One row of a list."""
    return {
        "no": c.no, "kind": c.kind, "status": c.status, "origin": c.origin, "title": c.title, "grade": {"code": c.grade, "rank": c.grade_rank},
        "category": {"code": c.category or None, "confidence": c.category_confidence}, "risks": c.risks, "demands": c.demands, "channel": c.channel or None, "region": c.region or None,
        "product": c.product or None, "customer_name": c.customer_name or None, "owner": {"id": c.owner_id, "name": names.get(c.owner_id, "")} if c.owner_id else None,
        "received_at": _iso(c.received_at), "registered_at": _iso(c.registered_at), "next_due_at": _iso(c.next_due_at), "next_clock": c.next_clock or None, "repeat_count": c.repeat_count,
    }  # fmt: skip


def whole(c: Complaint, *, actor: Actor, now: datetime, standard: Standard) -> dict[str, Any]:
    """The whole complaint with clocks, promises, tasks, options and links."""
    pinned = standard_of(c.policy_version)
    promises, tasks = promises_of(c.pk), tasks_of(c.pk)
    names = names_of({c.owner_id, *(p.owner_id for p in promises), *(t.owner_id for t in tasks)})
    body = brief(c, names)
    basis = c.grade_basis or {}
    customer = actor.kind == "customer"
    body |= {
        "judging": c.judging, "version": c.version, "verbatim": c.verbatim, "occurred_at": _iso(c.occurred_at), "order_no": c.order_no or None, "batch_no": c.batch_no or None,
        "site": c.site or None, "branch": c.branch_code or None, "involved": c.involved, "first_response": c.first_response or None, "represented": c.represented or None,
        "customer": _customer(c, sees_unmasked(actor, standard) or customer), "policy_version": c.policy_version, "intake_id": c.intake_id or None,
        "source": {"system": c.source_system, "external_no": c.external_no, "deadline_at": _iso(c.external_deadline_at)} if c.source_system else None,
        "clocks": [
            {"name": k.name, "due_at": _iso(k.due_at), "state": k.state, "settled_at": _iso(k.settled_at), "remaining": k.remaining, "basis": {"clause": k.clause, "span": f"{k.amount} {k.unit}"}}
            for k in clocks_of(c.pk, pinned, now)
        ],
        "promises": [
            {"id": p.pk, "text": p.text, "due_at": _iso(p.due_at), "state": p.state, "owner": names.get(p.owner_id) if p.owner_id else None, "settled_at": _iso(p.settled_at)} for p in promises
        ],
        "options": [
            {"label": o.label, "title": o.title, "detail": o.detail, "days": o.days, "recommended": o.recommended, "answer": o.answer or None, **({} if customer else {"cost_fen": o.cost_fen})}
            for o in options_of(c.pk)
        ],
        "decision": {"outcome": c.outcome or None, "at": _iso(c.decided_at), "remedy": c.remedy or None} if c.decided_at or c.outcome else None,
        "confirmed": c.confirmed or None, "closed_at": _iso(c.closed_at), "rating": c.rating, "reopened_count": c.reopened_count, "missing": c.missing, "accepted_at": _iso(c.accepted_at),
        "attachments": [{"id": str(f.id), "name": f.name, "type": f.media_type, "size": f.size} for f in files_of("complaint", c.pk)],
        "timeline": f"/api/v1/complaints/{c.no}/timeline",
    }  # fmt: skip
    if customer:
        for key in ("risks", "repeat_count", "involved"):
            body.pop(key)
        body["grade"] = None
        body["suggestions"], body["related"], body["repeat_of"], body["tasks"] = {}, [], None, []
        return body
    body["grade"] |= {
        "clause": basis.get("clause"),
        "rule": basis.get("rule"),
        "reasons": basis.get("reason"),
        "words": basis.get("words", []),
        "by": basis.get("by", "rules"),
    }
    body["category"] |= c.category_basis or {}
    body |= {
        "summary": c.summary or None, "suggestions": c.judgement, "extra": c.extra,
        "tasks": [
            {"id": t.pk, "title": t.title, "state": t.state, "due_at": _iso(t.due_at), "owner": names.get(t.owner_id) if t.owner_id else None, "department_id": t.department_id} for t in tasks
        ],
        "related": [{"no": r.no, "kind": r.kind, "status": r.status, "suggested": r.suggested} for r in related_to(c.pk)],
        "repeat_of": number_of(c.repeat_of_id),
    }  # fmt: skip
    return body


def _customer(c: Complaint, plain: bool) -> dict[str, Any] | None:
    profile = profile_of(c.customer_id)
    if profile is None:
        return {"name": c.customer_name} if c.customer_name else None
    email = profile.email
    if email and not plain:
        email = email[:1] + "***" + email[email.find("@") :]
    account = profile.account_no if plain or len(profile.account_no) <= 4 else "*" * (len(profile.account_no) - 4) + profile.account_no[-4:]
    return {
        "name": c.customer_name or profile.name,
        "phone": profile.phone if plain else mask_phone(profile.phone),
        "email": email,
        "account_no": account,
        "external_id": profile.external_id,
    }
