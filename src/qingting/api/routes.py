"""The HTTP API of `interfaces.md`, chapter 3. Every route names the act it needs; nothing here decides anything."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Annotated, Any

import orjson
from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.errors import ValidationError as NinjaValidationError
from ninja.renderers import BaseRenderer
from pydantic import Field

from qingting.api.auth import authenticate
from qingting.api.bodies import InvalidInput, read_command, read_json, validate
from qingting.api.docs import PlainDocs
from qingting.api.metrics import CONTENT_TYPE, metrics_text
from qingting.api.openapi import DescribedAPI, body_schema
from qingting.api.problems import domain_problem, field_errors, input_problem, language, problem
from qingting.api.serialise import brief, whole
from qingting.complaints.commands import Code, Command, Line, RegisterComplaint
from qingting.complaints.queries.access import NotAllowed, check_act, find_visible
from qingting.complaints.queries.finding import by_ids_whole
from qingting.complaints.queries.queue import BadFilter, QueueFilter, list_complaints
from qingting.infra import clock
from qingting.infra.context import coming_from, current_origin
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.reading import past_of
from qingting.infra.ratelimit.idempotency import claim_key, keep_result
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError, ManyErrors
from qingting.people.queries.staff import find_person, find_team_id, names_of
from qingting.policy.plain import digest, to_plain
from qingting.policy.queries import current_standard
from qingting.workflows.acts import ACTS, do_act
from qingting.workflows.answer_triage import TriageText, answer_triage
from qingting.workflows.hand_over import hand_over
from qingting.workflows.register_complaint import Registered, issue_new_receipt, register_complaint

BATCH_LIMIT = 500
KEY_LONGEST = 200
LAST_SEQ = 2**31 - 1


class JsonRenderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


api = DescribedAPI(
    title="倾听 Qingting",
    version="1",
    docs=PlainDocs(),
    docs_url="/docs",
    renderer=JsonRenderer(),
    urls_namespace="api",
    description="智能投诉管理系统 · intelligent complaint management",
)


@api.exception_handler(DomainError)
def _domain(request: HttpRequest, error: DomainError) -> HttpResponse:
    return domain_problem(request, error)


@api.exception_handler(InvalidInput)
def _invalid(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    return input_problem(request, error.lines)


@api.exception_handler(NinjaValidationError)
def _ninja_invalid(request: HttpRequest, error: NinjaValidationError) -> HttpResponse:
    return input_problem(request, field_errors(error.errors, language(request), drop=("body", "query", "path", "command")))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, f"http.{error.status_code}", str(error), lang=language(request))


@api.exception_handler(OperationalError)
def _database(request: HttpRequest, error: OperationalError) -> HttpResponse:
    lang = language(request)
    words = "数据库暂时不可用，请稍后重试。" if lang == "zh" else "The database is not available; retry shortly."
    response = problem(503, "database.unavailable", words, lang=lang)
    response["Retry-After"] = "5"
    return response


def _now() -> datetime:
    return clock.now()


def _registered_answer(done: Registered, actor: Actor, now: datetime, receipt_secret: str) -> dict[str, Any]:
    standard = current_standard()
    body = whole(done.record or by_ids_whole([done.id])[done.id], actor=actor, now=now, standard=standard)
    body["receipt"] = {"url": f"{settings.ENVIRONMENT.base_url}/portal/r/{receipt_secret}", "secret": receipt_secret}
    return body


@api.post("/complaints", openapi_extra=body_schema(RegisterComplaint), tags=["complaints"], summary="登记投诉 Register")
def register(request: HttpRequest) -> HttpResponse:
    """201 with the whole complaint and its receipt. The same Idempotency-Key and body gives the same complaint and a fresh secret."""
    actor, now, standard = authenticate(request), _now(), current_standard()
    check_act(actor, "register", standard)
    command = read_command(request, RegisterComplaint)
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > KEY_LONGEST:
        raise BadFilter(field="Idempotency-Key", name="Idempotency-Key", value=key[:20] + "…")
    with transaction.atomic():
        row = None
        if key:
            row, earlier = claim_key(actor_id=actor.id or 0, key=key, digest=hashlib.sha256(request.body).hexdigest(), now=now)
            if earlier is not None:
                done = issue_new_receipt(earlier, now)
                return _json(201, _registered_answer(done, actor, now, done.receipt.secret))
        done = register_complaint(command=command, actor=actor, now=now, standard=standard)
        if row is not None:
            keep_result(row, done.id)
    return _json(201, _registered_answer(done, actor, now, done.receipt.secret))


@api.post("/complaints/batch", tags=["complaints"], summary="批量登记 Register up to 500")
def register_batch(request: HttpRequest) -> HttpResponse:
    """Body: a list, or {"items": […]}. Each row stands alone: 207 with one result for each, in order; a bad row never stops the others."""
    actor, now, standard = authenticate(request), _now(), current_standard()
    check_act(actor, "register", standard)
    data = read_json(request)
    rows = data.get("items") if isinstance(data, dict) else data
    lang = language(request)
    if not isinstance(rows, list) or not 1 <= len(rows) <= BATCH_LIMIT:
        raise InvalidInput(
            [{"field": "items", "code": "input.batch_size", "message": f"1–{BATCH_LIMIT} {'项' if lang == 'zh' else 'items'}"}]
        )
    results: list[dict[str, Any]] = []
    for index, row in enumerate(rows):
        try:
            done = register_complaint(command=validate(RegisterComplaint, row, lang), actor=actor, now=now, standard=standard)
        except InvalidInput as error:
            results.append({"index": index, "status": 422, "errors": error.lines})
        except DomainError as error:
            errors = error.errors if isinstance(error, ManyErrors) else [error]
            results.append(
                {
                    "index": index,
                    "status": error.status,
                    "errors": [{"field": e.field or "", "code": e.code, "message": e.message(lang)} for e in errors],
                }
            )
        else:
            results.append({"index": index, "status": 201, "complaint": _registered_answer(done, actor, now, done.receipt.secret)})
    return _json(
        201 if all(r["status"] == 201 for r in results) else 207, {"items": results, "created": sum(r["status"] == 201 for r in results)}
    )


@api.get("/complaints", tags=["complaints"], summary="列表 List")
def complaints(
    request: HttpRequest, status: str = "", grade: str = "", owner: str = "", team: str = "", category: str = "", channel: str = "", region: str = "", kind: str = "", origin: str = "",
    view: str = "", q: str = "", due_before: datetime | None = None, sort: str = "due", limit: int = 50, cursor: str = "",
) -> HttpResponse:  # fmt: skip
    actor, now, standard = _staff(request), _now(), current_standard()
    check_act(actor, "view", standard)
    if sort not in ("due", "recent"):
        raise BadFilter(field="sort", name="sort", value=sort[:40])
    if due_before is not None and (due_before.tzinfo is None or not 1970 <= due_before.year <= 9000):
        raise BadFilter(field="due_before", name="due_before", value=due_before.isoformat())
    wanted = QueueFilter(
        view=view, status=_words(status), grade=_words(grade), owner=(actor.id if owner == "me" else find_person(owner, field="owner").id) if owner else None,
        team=find_team_id(team) if team else None, category=_plain(category), channel=_plain(channel), region=_plain(region), kind=_plain(kind), origin=_plain(origin), q=q, due_before=due_before,
        sort=sort, size=min(max(limit, 1), 200), cursor=cursor,
    )  # fmt: skip
    page = list_complaints(wanted, actor=actor, now=now, standard=standard)
    names = names_of(c.owner_id for c in page.items)
    return _json(
        200,
        {
            "items": [brief(c, names) for c in page.items],
            "next": page.next,
            "prev": page.prev,
            "total": page.total,
            "total_is_exact": page.total_is_exact,
        },
    )


def _plain(value: str) -> str:
    return value.replace("\x00", "")[:80]


def _words(value: str) -> tuple[str, ...]:
    return tuple(_plain(part).strip() for part in value.split(",") if part.strip())[:20]


@api.get("/complaints/{no}", tags=["complaints"], summary="一件投诉 One complaint")
def complaint(request: HttpRequest, no: str) -> HttpResponse:
    actor, now, standard = authenticate(request), _now(), current_standard()
    check_act(actor, "view", standard)
    return _json(200, whole(find_visible(no, actor, standard), actor=actor, now=now, standard=standard))


@api.get("/complaints/{no}/timeline", tags=["complaints"], summary="时间线 Timeline")
def timeline(request: HttpRequest, no: str, after: int = 0, limit: int = 200) -> HttpResponse:
    actor, standard = authenticate(request), current_standard()
    check_act(actor, "view", standard)
    found = find_visible(no, actor, standard)
    past = past_of(f"complaint:{found.pk}", after=min(max(after, 0), LAST_SEQ), limit=min(max(limit, 1), 500))
    public = {
        "complaints.complaint.registered",
        "complaints.complaint.acknowledged",
        "complaints.message.received",
        "handling.reply.sent",
        "handling.decision.made",
    }
    items = [
        {
            "id": str(p.id), "seq": p.seq, "at": p.at.isoformat(), "name": p.name, "title": {"zh": EVENT_NAMES[p.name].zh, "en": EVENT_NAMES[p.name].en}, "actor": p.actor_name,
            "actor_kind": p.actor_kind, "on_behalf_of": p.on_behalf_of or None, "text": p.text, "data": {k: v for k, v in p.data.items() if k != "text_digest"}, "clauses": list(p.clauses),
            "source": p.source, "hash": p.hash,
        }
        for p in past
        if actor.kind != "customer" or p.name in public
    ]  # fmt: skip
    return _json(200, {"items": items, "next_after": past[-1].seq if past else after})


def _make_act(name: str, command_type: type[Command]) -> None:
    @api.post(
        f"/complaints/{{no}}/{name}",
        openapi_extra=body_schema(command_type),
        tags=["acts"],
        operation_id=f"act_{name.replace('-', '_')}",
        summary=name,
    )
    def act(request: HttpRequest, no: str) -> HttpResponse:
        actor, now, standard = authenticate(request), _now(), current_standard()
        command = read_command(request, command_type)
        with coming_from("portal" if actor.kind == "customer" else "api", current_origin().request_id):
            case = do_act(name, no=no, command=command, actor=actor, now=now, standard=standard)
        return _json(200, whole(case.record, actor=actor, now=now, standard=standard))


for _name, _entry in ACTS.items():
    _make_act(_name, _entry.command)


class HandOver(Command):
    """Everything open of one person to another."""

    username: Code
    to: Code
    reason: Annotated[Line, Field(min_length=1, max_length=500)]


@api.post("/people/handover", openapi_extra=body_schema(HandOver), tags=["people"], summary="工作移交 Hand over")
def people_handover(request: HttpRequest) -> HttpResponse:
    actor, now, standard = authenticate(request), _now(), current_standard()
    body = read_command(request, HandOver)
    done = hand_over(username=body.username, to=body.to, reason=body.reason, actor=actor, now=now, standard=standard)
    return _json(200, {"complaints": done.complaints, "tasks": done.tasks, "promises": done.promises, "kept": done.kept})


@api.post("/triage", tags=["triage"], summary="研判一段文字 Judge one text")
def triage(request: HttpRequest) -> HttpResponse:
    actor, now, standard = authenticate(request), _now(), current_standard()
    check_act(actor, "register", standard)
    return _json(200, answer_triage(read_command(request, TriageText), now=now, standard=standard, actor=actor))


@api.get("/policy", tags=["policy"], summary="处理规范 The standard in force")
def policy(request: HttpRequest) -> HttpResponse:
    actor, standard = _staff(request), current_standard()
    check_act(actor, "view", standard)
    return _json(200, {"version": standard.version, "digest": digest(standard), "standard": to_plain(standard)})


@api.get("/metrics", tags=["system"], summary="监控指标 Metrics")
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts in Prometheus' text format."""
    actor, now = _staff(request), _now()
    check_act(actor, "view", current_standard())
    return HttpResponse(metrics_text(now), content_type=CONTENT_TYPE)


def _staff(request: HttpRequest) -> Actor:
    """The calling member of staff; a customer's link opens one complaint and no list. Raises NotAllowed."""
    actor = authenticate(request)
    if actor.kind != "staff":
        raise NotAllowed(reason=Bi("查询链接只能打开自己的投诉。", "A receipt link opens its own complaint only."))
    return actor


def _json(status: int, data: Any) -> HttpResponse:
    return HttpResponse(orjson.dumps(data), status=status, content_type="application/json")
