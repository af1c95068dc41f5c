"""Register: record, judge, grade, route, start clocks, keep promises, tell the customer: one transaction, one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from qingting.complaints.actions.attach_files import attach_uploaded
from qingting.complaints.actions.register_record import Receipt, issue_receipt, register_record
from qingting.complaints.commands import CustomerData, FirstResponse, RegisterComplaint, SourceData
from qingting.complaints.queries.access import check_act
from qingting.complaints.queries.finding import find_external, numbers_of, repeat_candidates
from qingting.complaints.rules.checking import TextMissing, check_codes
from qingting.complaints.rules.completeness import filled_fields
from qingting.complaints.rules.intake_times import check_due, check_past
from qingting.complaints.rules.titles import make_title
from qingting.customers.actions.resolve_customer import resolve_customer
from qingting.customers.queries.profiles import Profile
from qingting.handling.actions.keep_promises import MadePromise, write_promises
from qingting.handling.actions.tell_customer import tell_receipt
from qingting.handling.rules.conflict import is_concerned
from qingting.infra.ledger import NewEvent, record
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.people.queries.staff import branch_codes, person_by_id, team_id_or_none, team_leads
from qingting.policy.rules.intake import missing_fields
from qingting.policy.schema import Standard
from qingting.sla.actions.start_clocks import plan_clocks
from qingting.triage.actions.judge_text import Triage, judge_text
from qingting.triage.rules.facts import judgement_plain


class AlreadyHere(DomainError):
    code = "complaints.intake.already_here"
    status = 409
    zh = "来源 {system} 的 {external_no} 已经登记为 {no}，没有重复登记。"
    en = "{external_no} of {system} is registered already as {no}; nothing was added."


@dataclass(frozen=True, slots=True)
class Registered:
    id: int
    no: str
    receipt: Receipt
    record: Any = None


def register_complaint(
    *, command: RegisterComplaint, actor: Actor, now: datetime, standard: Standard, source: str | None = None
) -> Registered:
    """Take in one complaint. Raises DomainError (several at once as ManyErrors) before anything is written."""
    clauses = check_act(actor, "register", standard) if actor.kind == "staff" else ()
    times = _check(command, now, standard)
    try:
        with transaction.atomic():
            return _register(command, actor, now, standard, clauses, times, source)
    except IntegrityError as error:
        if "complaint_external_once" not in str(error):
            raise
        refuse_twin(command.source)  # somebody else brought the same one in this very moment
        raise


def refuse_twin(src: SourceData | None) -> None:
    """Raises AlreadyHere when this number of this source has been registered."""
    twin = find_external(src.system, src.external_no) if src is not None and src.external_no else None
    if src is not None and twin:
        raise AlreadyHere(field="source.external_no", system=src.system, external_no=src.external_no, no=twin)


def _check(command: RegisterComplaint, now: datetime, standard: Standard) -> dict[str, Any]:
    branches = branch_codes() if command.branch else frozenset()
    problems = check_codes(
        standard, channel=command.channel, demands=command.demands, category=command.category, branch=command.branch, branches=branches
    )
    if not command.verbatim.strip():
        problems.append(TextMissing(field="verbatim"))
    times: dict[str, Any] = {"due": None, "promises": []}
    first = command.first_response or FirstResponse()
    checks = [
        ("received_at", command.received_at, check_past),
        ("occurred_at", command.occurred_at, check_past),
        ("first_response.at", first.at, check_past),
    ]
    checks += [("source.deadline_at", command.source.deadline_at if command.source else None, check_due)]
    checks += [(f"first_response.promises.{i}.due_at", p.due_at, check_due) for i, p in enumerate(first.promises)]
    for field, value, check in checks:
        try:
            times[field] = check(value, field=field, now=now)
        except DomainError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise ManyErrors(problems)
    return times


def _register(
    command: RegisterComplaint,
    actor: Actor,
    now: datetime,
    standard: Standard,
    clauses: tuple[str, ...],
    times: dict[str, Any],
    source: str | None,
) -> Registered:
    given = command.customer or CustomerData()
    customer = resolve_customer(
        name=given.name or "",
        phone=given.phone or "",
        email=given.email or "",
        account_no=given.account_no or "",
        external_id=given.external_id,
        region=command.region or "",
        now=now,
    )
    earlier = repeat_candidates(customer.id if customer else None, command.order_no, now)
    triage = judge_text(
        command.verbatim, standard=standard, channel=command.channel, kind=command.kind, category=command.category, demands=list(command.demands), product=command.product,
        region=command.region, branch=command.branch, repeat_count=len(earlier), received_at=times["received_at"] or now,
    )  # fmt: skip
    values = _values(command, actor, standard, times, customer, triage)
    taker = person_by_id(actor.id) if command.take_it and actor.kind == "staff" and actor.id is not None else None
    owner_id = taker.id if taker is not None and not is_concerned(values["involved"], name=taker.name, username=taker.username) else None
    team_id = (actor.team_id if owner_id else None) or team_id_or_none(triage.route.value)
    answered = _answered(command, source)
    started = plan_clocks(
        standard=standard, grade=values["grade"], kind=values["kind"], start=now, external_due=times["source.deadline_at"],
        happened=frozenset(event.name for event in answered),
    )  # fmt: skip
    complaint = register_record(
        now=now, zone=standard.organisation_zone, phone=customer.phone if customer else "", owner_id=owner_id, team_id=team_id, repeat_count=len(earlier),
        registered_by_id=actor.id if actor.kind == "staff" else None, next_due_at=started.next_due_at, next_clock=started.next_clock, **values,
    )  # fmt: skip
    started.write(complaint.pk)
    events = _events(complaint, triage, clauses) + answered + started.events
    if owner_id:
        events.append(
            NewEvent(
                "complaints.complaint.assigned", {"to": owner_id, "to_name": actor.name, "team": team_id, "how": "taken at registration"}
            )
        )
    first = command.first_response
    if first is not None and first.promises:
        promises = [MadePromise(p.text, times.get(f"first_response.promises.{i}.due_at")) for i, p in enumerate(first.promises)]
        events += write_promises(
            promises,
            complaint_id=complaint.pk,
            owner_id=owner_id,
            made_by=actor.id if actor.kind == "staff" else None,
            made_in="form",
            now=now,
        )
    if command.attachments:
        events += attach_uploaded(complaint.pk, [UUID(a) for a in command.attachments if _is_uuid(a)], actor)
    receipt = issue_receipt(complaint.pk, complaint.no, now)
    record(
        events,
        subject=f"complaint:{complaint.pk}",
        actor=actor,
        now=now,
        complaint_id=complaint.pk,
        policy_version=standard.version,
        source=source,
        first=True,
    )
    tell_receipt(complaint, customer, standard, now)
    if complaint.grade_rank <= 2:
        notify_staff(
            team_leads(team_id),
            kind="grave_complaint",
            now=now,
            once_key=f"grave:{complaint.pk}:{complaint.grade}",
            complaint_id=complaint.pk,
            complaint_no=complaint.no,
            params={"grade": complaint.grade, "title": complaint.title},
        )
    return Registered(complaint.pk, complaint.no, receipt, complaint)


def _answered(command: RegisterComplaint, source: str | None) -> list[NewEvent]:
    """What the registration itself already did: the portal's receipt acknowledges; a first response on the line is a human reply too."""
    first = command.first_response
    if first is not None and first.content.strip():
        return [
            NewEvent("complaints.complaint.acknowledged", {"how": "first_response"}),
            NewEvent(
                "handling.reply.sent",
                {"how": "first_response", "by": first.by or "", "channels": [command.channel or ""]},
                text=first.content,
            ),
        ]
    return [NewEvent("complaints.complaint.acknowledged", {"how": "portal_receipt"})] if source == "portal" else []


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _values(
    command: RegisterComplaint, actor: Actor, standard: Standard, times: dict[str, Any], customer: Profile | None, triage: Triage
) -> dict[str, Any]:
    """The columns of the record."""
    src = command.source
    refuse_twin(src)
    guess = triage.judgement.category
    first = command.first_response.model_dump(mode="json") if command.first_response else {}
    values: dict[str, Any] = {
        "kind": command.kind, "verbatim": command.verbatim, "summary": command.summary or "", "title": make_title(command.summary, command.verbatim), "channel": command.channel or "",
        "received_at": times["received_at"], "occurred_at": times["occurred_at"], "customer_id": customer.id if customer else None,
        "customer_name": (command.customer.name if command.customer else None) or (customer.name if customer else ""), "product": command.product or "",
        "order_no": command.order_no or "", "batch_no": command.batch_no or "", "region": command.region or "", "site": command.site or "", "branch_code": command.branch or "",
        "involved": [i.model_dump() for i in command.involved], "first_response": first, "represented": command.represented.model_dump() if command.represented else {},
        "consents": command.consents, "intake_id": command.intake_id or "", "policy_version": standard.version, "source_system": src.system if src else "",
        "external_no": (src.external_no if src else None) or None, "external_deadline_at": times["source.deadline_at"],
        "grade": triage.grade.value.code, "grade_rank": triage.grade.value.rank, "grade_basis": grade_basis(triage), "category": triage.category,
        "category_confidence": round(guess.confidence, 3) if guess is not None else None,
        "category_basis": {"by": "person" if command.category else (triage.judgement.engine if triage.category else "")}, "risks": triage.risks, "demands": triage.demands,
        "anger": triage.judgement.anger, "judgement": judgement_plain(triage.judgement), "last_customer_at": times["received_at"],
    }  # fmt: skip
    if first.get("content"):
        values["replied_at"] = times["first_response.at"]
    contact = (
        {"name": values["customer_name"], "phone": customer.phone, "email": customer.email, "account_no": customer.account_no}
        if customer
        else {"name": values["customer_name"]}
    )
    values["missing"] = missing_names(standard, {**values, "customer": contact})
    return values


def missing_names(standard: Standard, filled_from: dict[str, Any]) -> list[str]:
    """Codes of the mandatory items still empty, as the standard lists them."""
    return [requirement.code for requirement in missing_fields(standard, filled_fields(filled_from))]


def grade_basis(triage: Triage) -> dict[str, Any]:
    """Why this grade: clause, rule, reason, the facts and the customer's words behind them."""
    grade = triage.grade
    words = [s.text for s in (*triage.judgement.risks, *triage.judgement.escalation, *triage.judgement.evidence) if s.counts]
    return {
        "clause": grade.clause, "rule": grade.rule, "reason": {"zh": grade.reason.zh, "en": grade.reason.en}, "because": list(grade.because), "words": list(dict.fromkeys(words))[:12],
        "by": "rules",
    }  # fmt: skip


def _events(complaint: Any, triage: Triage, clauses: tuple[str, ...]) -> list[NewEvent]:
    judged = {
        "grade": complaint.grade, "rule": triage.grade.rule, "category": complaint.category, "risks": complaint.risks, "demands": complaint.demands, "anger": complaint.anger,
        "engine": triage.judgement.engine, "engine_version": triage.judgement.version, "route": triage.route.value, "route_rule": triage.route.rule,
    }  # fmt: skip
    return [
        NewEvent(
            "complaints.complaint.registered",
            {"no": complaint.no, "channel": complaint.channel, "kind": complaint.kind, "missing": complaint.missing},
            clauses=clauses,
        ),
        NewEvent("triage.judgement.made", judged, clauses=(triage.grade.clause,)),
    ]


def issue_new_receipt(complaint_id: int, now: datetime) -> Registered:
    """One more receipt for a complaint registered before (a replayed Idempotency-Key)."""
    no = numbers_of([complaint_id])[0]
    return Registered(complaint_id, no, issue_receipt(complaint_id, no, now))
