"""Take in complaints with their past: judged by the rules, written set by set, each row exactly once. No alarm, no message, no assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qingting.complaints.actions.invite_many import invite_many
from qingting.complaints.actions.set_next_due import set_next_due
from qingting.complaints.actions.write_history import known_identities, write_history
from qingting.complaints.choices import OPEN_STATUSES, STATUSES
from qingting.complaints.commands import HistoryComplaint
from qingting.complaints.queries.earlier import moments_of
from qingting.complaints.queries.finding import REPEAT_WINDOW
from qingting.complaints.rules.completeness import filled_fields
from qingting.complaints.rules.titles import make_title
from qingting.customers.actions.resolve_many import Wanted, resolve_many
from qingting.handling.actions.write_history import write_promises_of_past, write_tasks_of_past
from qingting.infra.ledger import EVENT_NAMES, NewEvent
from qingting.infra.ledger.bulk import NewChain, record_chains
from qingting.kernel.actor import Actor
from qingting.policy.rules.intake import missing_fields
from qingting.policy.schema import Standard
from qingting.sla.actions.write_history import OpenPast, write_clocks_of_past
from qingting.triage.actions.judge_text import Triage, judge_text
from qingting.triage.rules.facts import judgement_plain
from qingting.workflows.register_complaint import grade_basis

SOURCE = Actor("system", None, "导入")
CUSTOMER = Actor("customer", None, "客户")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: created, or skipped because it was here already (`no` is then the earlier one)."""

    outcome: str
    no: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Ids by user name, team code and department code, read once for a whole import."""

    people: dict[str, Actor]
    teams: dict[str, int]
    departments: dict[str, int]

    @property
    def ids(self) -> dict[str, int]:
        return {name: actor.id for name, actor in self.people.items() if actor.id is not None}


def import_history(
    records: Sequence[HistoryComplaint],
    *,
    directory: Directory,
    now: datetime,
    standard: Standard,
    keep_dates: bool = False,
    source: str = "import",
) -> list[Outcome]:
    """Write one chunk in one transaction; outcomes in the order of `records`.

    `keep_dates`: the complaints count as registered when they were received (a demo's past); otherwise as registered now.
    """
    outcomes: list[Outcome | None] = [None] * len(records)
    with transaction.atomic():
        fresh = _skip_known(records, outcomes)
        if fresh:
            _write([(i, records[i]) for i in fresh], outcomes, directory, now, standard, keep_dates, source)
    return [outcome or Outcome("skipped", "") for outcome in outcomes]


def _skip_known(records: Sequence[HistoryComplaint], outcomes: list[Outcome | None]) -> list[int]:
    externals = [(r.source_system, r.external_no) for r in records if r.external_no]
    by_external, by_hash = known_identities(externals, [_row_key(r) for r in records if not r.external_no and r.row_hash])
    fresh: list[int] = []
    seen: set[tuple[str, str]] = set()
    for index, record in enumerate(records):
        key = (
            (record.source_system, record.external_no or "") if record.external_no else ("#", _row_key(record)) if record.row_hash else None
        )
        known = by_external.get(key) if key and record.external_no else by_hash.get(key[1]) if key else None  # type: ignore[arg-type]
        if known or (key and key in seen):
            outcomes[index] = Outcome("skipped", known or "")
            continue
        if key:
            seen.add(key)
        fresh.append(index)
    return fresh


def _row_key(record: HistoryComplaint) -> str:
    """Equal rows of one file stay apart by their ordinal; a second import of the file meets the same keys."""
    return f"{record.row_hash}:{record.row_ordinal or 0}"


def _write(
    indexed: list[tuple[int, HistoryComplaint]],
    outcomes: list[Outcome | None],
    directory: Directory,
    now: datetime,
    standard: Standard,
    keep_dates: bool,
    source: str,
) -> None:
    records = [record for _index, record in indexed]
    wanted = [_wanted(record) for record in records]
    customers = resolve_many(wanted, now=now)
    repeats = _repeats(records, customers, now)
    triages = [_judge(record, repeat, standard) for record, repeat in zip(records, repeats, strict=True)]
    rows = [_columns(r, t, c, w, standard, directory) for r, t, c, w in zip(records, triages, customers, wanted, strict=True)]
    for row, repeat in zip(rows, repeats, strict=True):
        row["repeat_count"] = repeat
    registered = [(r.received_at or now) if keep_dates else now for r in records]
    complaints = write_history(rows, phones=[w.phone for w in wanted], registered=registered, zone=standard.organisation_zone)
    live = {c.pk: c.origin == "live" and c.status in OPEN_STATUSES for c in complaints}
    began = {c.pk: r.received_at or now for c, r in zip(complaints, records, strict=True)}
    pairs = list(zip(complaints, records, strict=True))
    write_promises_of_past([(c.pk, p, began[c.pk]) for c, r in pairs for p in r.promises], directory.ids, live=live, now=now)
    given = write_tasks_of_past(
        [(c.pk, t, began[c.pk]) for c, r in pairs for t in r.tasks], directory.ids, directory.departments, live=live, now=now
    )
    invite_many(given)
    open_ones = [OpenPast(c.pk, c.grade, c.kind, began[c.pk], [(e.name, e.at) for e in r.events]) for c, r in pairs if live[c.pk]]
    set_next_due(write_clocks_of_past(open_ones, standard=standard, now=now))
    chains = [
        NewChain(f"complaint:{c.pk}", c.pk, standard.version, _steps(c, r, t, directory, now))
        for (c, r), t in zip(pairs, triages, strict=True)
    ]
    record_chains(chains, source=source)
    for (index, _record), complaint in zip(indexed, complaints, strict=True):
        outcomes[index] = Outcome("created", complaint.no)


def _wanted(record: HistoryComplaint) -> Wanted:
    given = record.customer
    if given is None:
        return Wanted()
    return Wanted(given.name or "", given.phone or "", given.email or "", given.account_no or "", given.external_id, record.region or "")


def _repeats(records: Sequence[HistoryComplaint], customers: Sequence[int | None], now: datetime) -> list[int]:
    """Complaints of the same customer in the 90 days before each, stored ones and those of this chunk."""
    moments = moments_of(c for c in customers if c is not None)
    counts = []
    for record, customer in zip(records, customers, strict=True):
        if customer is None:
            counts.append(0)
            continue
        began = record.received_at or now
        known = moments.setdefault(customer, [])
        counts.append(sum(began - REPEAT_WINDOW <= moment < began for moment in known))
        known.append(began)
    return counts


def _judge(record: HistoryComplaint, repeat: int, standard: Standard) -> Triage:
    codes = {c.code for c in standard.categories}
    return judge_text(
        record.verbatim, standard=standard, channel=record.channel, kind=record.kind, category=record.category if record.category in codes else None, demands=list(record.demands),
        product=record.product, region=record.region, branch=record.branch, repeat_count=repeat, received_at=record.received_at,
    )  # fmt: skip


def _columns(
    r: HistoryComplaint, t: Triage, customer_id: int | None, w: Wanted, standard: Standard, directory: Directory
) -> dict[str, Any]:
    grade = standard.grade_by_code.get(r.grade or "") or t.grade.value
    owner = directory.people.get(r.owner or "")
    guess = t.judgement.category
    first = r.first_response.model_dump(mode="json") if r.first_response else {}
    times = {
        name: min((e.at for e in r.events if e.name == name), default=None)
        for name in ("complaints.complaint.accepted", "handling.reply.sent")
    }
    values: dict[str, Any] = {
        "kind": r.kind, "status": r.status if r.status in STATUSES else "registered", "origin": r.origin, "judging": "done", "grade": grade.code, "grade_rank": grade.rank,
        "grade_basis": grade_basis(t) if grade.code == t.grade.value.code else {**grade_basis(t), "by": "source"}, "category": t.category,
        "category_confidence": round(guess.confidence, 3) if guess else None, "category_basis": {"by": "source" if r.category and r.category == t.category else t.judgement.engine if t.category else ""},
        "category_name": r.category_name or "", "risks": t.risks, "demands": t.demands, "anger": t.judgement.anger, "judgement": judgement_plain(t.judgement),
        "title": r.title or make_title(r.summary, r.verbatim), "verbatim": r.verbatim, "summary": r.summary or "", "channel": r.channel or "", "received_at": r.received_at,
        "occurred_at": r.occurred_at, "customer_id": customer_id, "customer_name": w.name, "product": r.product or "", "order_no": r.order_no or "", "batch_no": r.batch_no or "",
        "region": r.region or "", "site": r.site or "", "branch_code": r.branch or "", "involved": [i.model_dump() for i in r.involved], "first_response": first,
        "owner_id": owner.id if owner else None, "team_id": directory.teams.get(r.team or "") or (owner.team_id if owner else None), "policy_version": standard.version,
        "source_system": r.source_system, "external_no": r.external_no, "row_hash": _row_key(r) if r.row_hash and not r.external_no else None,
        "accepted_at": times["complaints.complaint.accepted"], "replied_at": times["handling.reply.sent"], "decided_at": r.decided_at, "outcome": r.outcome or "",
        "confirmed": "yes" if r.status == "closed" and r.rating and r.rating.score >= 3 else "", "closed_at": r.closed_at, "rating": r.rating.score if r.rating else None,
        "reopened_count": r.reopened_count, "last_customer_at": r.received_at, "extra": {**r.extra, **({"owner": r.owner} if r.owner and owner is None else {})},
    }  # fmt: skip
    contact = {"name": w.name, "phone": w.phone, "email": w.email, "account_no": w.account_no, "external_id": w.external_id}
    values["missing"] = [m.code for m in missing_fields(standard, filled_fields({**values, "customer": contact}))]
    return values


def _steps(
    complaint: Any, record: HistoryComplaint, triage: Triage, directory: Directory, now: datetime
) -> list[tuple[datetime, Actor, NewEvent]]:
    """The ledger of one past: what the source told, in order of time; the judgement is dated when it was made, now."""
    start = record.received_at or now
    by_source = [
        (e.at, _actor(e.by, directory), NewEvent(e.name, dict(e.data), e.text or None)) for e in record.events if e.name in EVENT_NAMES
    ]
    registered = NewEvent(
        "complaints.complaint.registered",
        {
            "no": complaint.no,
            "channel": complaint.channel,
            "kind": complaint.kind,
            "missing": complaint.missing,
            "origin": complaint.origin,
        },
    )
    steps = [s for s in by_source if s[2].name != "complaints.complaint.registered"]
    first_actor = next((s[1] for s in by_source if s[2].name == "complaints.complaint.registered"), SOURCE)
    if record.decision_text and not any(s[2].name == "handling.decision.made" for s in steps):
        steps.append(
            (
                record.decided_at or start,
                SOURCE,
                NewEvent("handling.decision.made", {"outcome": record.outcome or ""}, record.decision_text),
            )
        )
    if record.status == "closed" and record.closed_at and not any(s[2].name == "complaints.complaint.closed" for s in steps):
        steps.append((record.closed_at, SOURCE, NewEvent("complaints.complaint.closed", {"outcome": record.outcome or ""})))
    if record.rating and not any(s[2].name == "complaints.complaint.rated" for s in steps):
        steps.append(
            (
                record.rating.at or record.closed_at or start,
                CUSTOMER,
                NewEvent("complaints.complaint.rated", {"score": record.rating.score}, record.rating.comment),
            )
        )
    steps.sort(key=lambda step: step[0])
    judged = NewEvent(
        "triage.judgement.made",
        {"grade": complaint.grade, "rule": triage.grade.rule, "category": complaint.category, "risks": complaint.risks, "demands": complaint.demands, "anger": complaint.anger,
         "engine": triage.judgement.engine, "engine_version": triage.judgement.version},
        clauses=(triage.grade.clause,),
    )  # fmt: skip
    return [(start, first_actor, registered), (start, SOURCE, judged), *steps]


def _actor(name: str, directory: Directory) -> Actor:
    if name == "customer":
        return CUSTOMER
    return directory.people.get(name, SOURCE)
