"""Fill in what was missing at registration. The customer's own words are never among the changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qingting.complaints.actions.acting import Case, acting
from qingting.complaints.actions.refresh_search import refresh_search
from qingting.complaints.commands import Act, CorrectComplaint
from qingting.complaints.rules.checking import check_codes
from qingting.complaints.rules.intake_times import check_due, check_past
from qingting.complaints.rules.titles import make_title
from qingting.customers.actions.resolve_customer import resolve_customer
from qingting.customers.queries.profiles import profile_of
from qingting.handling.actions.stand_aside import refuse_named_actor, release_named_owner
from qingting.kernel.actor import Actor
from qingting.kernel.errors import ManyErrors
from qingting.people.queries.staff import branch_codes
from qingting.policy.schema import Standard
from qingting.workflows.register_complaint import missing_names

_PLAIN = ("channel", "summary", "product", "order_no", "batch_no", "region", "site")


def correct_complaint(*, no: str, command: CorrectComplaint, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Only the fields given are changed; an explicit empty text empties one. Records the names of the changed fields."""
    received = check_past(command.received_at, field="received_at", now=now)
    occurred = check_past(command.occurred_at, field="occurred_at", now=now)
    first = command.first_response
    check_past(first.at if first else None, field="first_response.at", now=now)
    for index, promised in enumerate(first.promises if first else []):
        check_due(promised.due_at, field=f"first_response.promises.{index}.due_at", now=now)
    with acting("correct", no, actor=actor, now=now, standard=standard, command=_version_only(command)) as case:
        refuse_named_actor(case)
        branches = branch_codes() if command.branch else frozenset()
        problems = check_codes(
            case.pinned, channel=command.channel, demands=command.demands or (), category=None, branch=command.branch, branches=branches
        )
        if problems:
            raise problems[0] if len(problems) == 1 else ManyErrors(problems)
        values: dict[str, Any] = {name: getattr(command, name) or "" for name in _PLAIN if getattr(command, name) is not None}
        if command.branch is not None:
            values["branch_code"] = command.branch
        if received is not None:
            values["received_at"] = received
        if occurred is not None:
            values["occurred_at"] = occurred
        if command.demands is not None:
            values["demands"] = list(command.demands)
        if command.involved is not None:
            values["involved"] = [item.model_dump() for item in command.involved]
        if first is not None:
            values["first_response"] = first.model_dump(mode="json")
        if command.summary is not None:
            values["title"] = make_title(command.summary, case.record.verbatim)
        case.change(**values)
        profile = _customer(case, command, now)
        contact = {
            "name": case.record.customer_name,
            **({"phone": profile.phone, "email": profile.email, "account_no": profile.account_no} if profile else {}),
        }
        columns = {f.attname: getattr(case.record, f.attname) for f in case.record._meta.concrete_fields}
        case.change(missing=missing_names(case.pinned, {**columns, "customer": contact}))
        fields = sorted(case.changed)
        if fields:
            case.event("complaints.complaint.corrected", {"fields": fields, "missing": case.record.missing}, text=command.note)
            refresh_search(case.record, profile.phone if profile else "")
        if "involved" in fields:
            release_named_owner(case)
    return case


def _customer(case: Case, command: CorrectComplaint, now: datetime) -> Any:
    given = command.customer
    if given is None or not any((given.name, given.phone, given.email, given.account_no, given.external_id)):
        return profile_of(case.record.customer_id)
    known = profile_of(case.record.customer_id)
    profile = resolve_customer(
        name=given.name or case.record.customer_name, phone=given.phone or (known.phone if known else ""), email=given.email or (known.email if known else ""),
        account_no=given.account_no or (known.account_no if known else ""), external_id=given.external_id, region=case.record.region, now=now,
    )  # fmt: skip
    case.change(customer_id=profile.id if profile else None)
    if given.name:
        case.change(customer_name=given.name)
    return profile


def _version_only(command: CorrectComplaint) -> Any:
    return Act(version=command.version)
