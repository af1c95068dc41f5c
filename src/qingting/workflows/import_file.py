"""One import from its first row to its last: chunk by chunk, each in one transaction, with the outcome of every row. Resumes by identity: what is here is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

from django.db import DataError, IntegrityError, ProgrammingError, transaction
from pydantic import ValidationError

from qingting.complaints.commands import HistoryComplaint, RegisterComplaint
from qingting.customers.actions import import_customers
from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.people.actions import import_people
from qingting.people.queries.directory import all_actors, department_ids, team_ids
from qingting.policy.schema import Standard
from qingting.workflows.import_history import Directory, import_history
from qingting.workflows.register_complaint import AlreadyHere, register_complaint

CHUNK = 400
REFUSED = (DomainError, DataError, IntegrityError, ProgrammingError)
"""What one row may do wrong; a database that is away is none of it and ends the import, to be taken up again later."""


class SourceRow(Protocol):
    line: int
    record: dict[str, Any] | None
    problems: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """outcome: created updated skipped failed; `no` of the complaint; `errors` as (field, zh, en)."""

    row: SourceRow
    outcome: str
    no: str = ""
    errors: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Totals:
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _chunks(rows: Iterable[SourceRow], size: int) -> Iterator[list[SourceRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk


def import_rows(
    rows: Iterable[SourceRow],
    *,
    kind: str,
    mode: str,
    actor: Actor,
    now: datetime,
    standard: Standard,
    each: Callable[[RowOutcome], None],
    dry_run: bool = False,
    label: str = "",
) -> Totals:
    """Take in all rows; `each` hears of every row in order, after its chunk is durable. A failing row never takes others with it."""
    totals = Totals()
    directory = Directory(all_actors(), team_ids(), department_ids())
    for chunk in _chunks(rows, CHUNK if mode == "history" or kind != "complaints" else 50):
        for outcome in _import_chunk(chunk, kind, mode, actor, now, standard, directory, dry_run):
            totals.add(outcome.outcome)
            each(outcome)
    if not dry_run:
        with transaction.atomic():
            record(
                [NewEvent("console.import.completed", {"kind": kind, "mode": mode, "counts": totals.counts}, text=label or None)],
                subject="import",
                actor=actor,
                now=now,
                source="import",
            )
    return totals


def _import_chunk(
    chunk: list[SourceRow], kind: str, mode: str, actor: Actor, now: datetime, standard: Standard, directory: Directory, dry_run: bool
) -> list[RowOutcome]:
    if kind == "complaints":
        return _live(chunk, actor, now, standard, dry_run) if mode == "live" else _history(chunk, now, standard, directory, dry_run)
    return _master(chunk, kind, actor, now, standard, dry_run)


def _failed(row: SourceRow, errors: list[tuple[str, str, str]] | None = None) -> RowOutcome:
    return RowOutcome(row, "failed", errors=tuple(errors or []))


def _words(error: Exception) -> list[tuple[str, str, str]]:
    if isinstance(error, ManyErrors):
        return [(e.field or "", e.message("zh"), e.message("en")) for e in error.errors]
    if isinstance(error, DomainError):
        return [(error.field or "", error.message("zh"), error.message("en"))]
    if isinstance(error, ValidationError):
        return [
            (".".join(str(p) for p in e["loc"]), f"内容不合要求：{e['msg']}", str(e["msg"]))
            for e in error.errors(include_url=False, include_input=False, include_context=False)
        ]
    if isinstance(error, DataError | IntegrityError | ProgrammingError):
        words = str(error).splitlines()[0][:200]
        return [("", f"数据库不接受这一行：{words}", f"The database does not take this row: {words}")]
    raise error


def _history(chunk: list[SourceRow], now: datetime, standard: Standard, directory: Directory, dry_run: bool) -> list[RowOutcome]:
    outcomes: dict[int, RowOutcome] = {}
    good: list[tuple[int, HistoryComplaint]] = []
    for index, row in enumerate(chunk):
        if row.record is None:
            outcomes[index] = _failed(row)
            continue
        try:
            good.append((index, HistoryComplaint.model_validate({**row.record, "origin": "history"})))
        except ValidationError as error:
            outcomes[index] = _failed(row, _words(error))
    if dry_run:
        outcomes.update({index: RowOutcome(chunk[index], "created") for index, _record in good})
    elif good:
        outcomes |= _write_history(chunk, good, now, standard, directory)
    return [outcomes[index] for index in range(len(chunk))]


def _write_history(
    chunk: list[SourceRow], good: list[tuple[int, HistoryComplaint]], now: datetime, standard: Standard, directory: Directory
) -> dict[int, RowOutcome]:
    """All at once; where the database refuses something among them, one by one, so that only the wrong rows fail."""
    try:
        done = import_history([row for _index, row in good], directory=directory, now=now, standard=standard)
    except REFUSED as error:
        if len(good) == 1:
            return {good[0][0]: _failed(chunk[good[0][0]], _words(error))}
        return {index: row for one in good for index, row in _write_history(chunk, [one], now, standard, directory).items()}
    return {index: RowOutcome(chunk[index], made.outcome, made.no) for (index, _row), made in zip(good, done, strict=True)}


_LIVE_FIELDS = set(RegisterComplaint.model_fields)


def _live(chunk: list[SourceRow], actor: Actor, now: datetime, standard: Standard, dry_run: bool) -> list[RowOutcome]:
    """Through the same act as the page and the API, one by one. What belongs to a past (status, decision, events) is left out."""
    outcomes = []
    for row in chunk:
        if row.record is None:
            outcomes.append(_failed(row))
            continue
        try:
            command = RegisterComplaint.model_validate(_live_body(row.record))
            if dry_run:
                outcomes.append(RowOutcome(row, "created"))
                continue
            done = register_complaint(command=command, actor=actor, now=now, standard=standard, source="import")
            outcomes.append(RowOutcome(row, "created", done.no))
        except AlreadyHere as error:
            outcomes.append(RowOutcome(row, "skipped", str(error.params.get("no", ""))))
        except (ValidationError, *REFUSED) as error:
            outcomes.append(_failed(row, _words(error)))
    return outcomes


def _live_body(given: dict[str, Any]) -> dict[str, Any]:
    body = {key: value for key, value in given.items() if key in _LIVE_FIELDS and value not in (None, [])}
    external = given.get("external_no") or (f"{given['row_hash']}:{given.get('row_ordinal') or 0}"[:120] if given.get("row_hash") else None)
    body["source"] = {"system": given.get("source_system") or "import", "external_no": external}
    return body


def _master(chunk: list[SourceRow], kind: str, actor: Actor, now: datetime, standard: Standard, dry_run: bool) -> list[RowOutcome]:
    """The whole chunk at once; where something in it is refused, row by row, so that only the wrong rows fail."""
    good = [row for row in chunk if row.record is not None]
    if dry_run:
        return [RowOutcome(row, "created") if row.record is not None else _failed(row) for row in chunk]
    done: dict[int, RowOutcome] = {}
    try:
        for row, outcome in zip(good, _upsert(kind, [row.record or {} for row in good], actor, now, standard), strict=True):
            done[id(row)] = RowOutcome(row, outcome)
    except REFUSED:
        for row in good:
            try:
                done[id(row)] = RowOutcome(row, _upsert(kind, [row.record or {}], actor, now, standard)[0])
            except REFUSED as error:
                done[id(row)] = _failed(row, _words(error))
    return [done.get(id(row)) or _failed(row) for row in chunk]


def _upsert(kind: str, records: list[dict[str, Any]], actor: Actor, now: datetime, standard: Standard) -> list[str]:
    if not records:
        return []
    with transaction.atomic():
        return _upsert_all(kind, records, actor, now, standard)


def _upsert_all(kind: str, records: list[dict[str, Any]], actor: Actor, now: datetime, standard: Standard) -> list[str]:
    if kind == "departments":
        return import_people.upsert_departments(records)
    if kind == "branches":
        return import_people.upsert_branches(records)
    if kind == "staff":
        return import_people.upsert_staff(records, actor=actor, now=now, zone=standard.organisation_zone)
    if kind == "customers":
        return import_customers.upsert_customers(records, now=now)
    if kind == "products":
        return import_customers.upsert_products(records)
    return import_customers.upsert_orders(records)
