"""A submitted act: once per form, stopped when something newer has arrived or the wording needs a second look, then done."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qingting.complaints.actions.acting import Case, ChangedMeanwhile
from qingting.complaints.actions.save_draft import drop_draft
from qingting.complaints.queries.access import check_act, find_visible
from qingting.complaints.queries.drafts import purpose_of
from qingting.complaints.queries.newer import newer_for
from qingting.complaints.rules.lifecycle import UnknownAct
from qingting.infra.ledger.reading import Past
from qingting.infra.ratelimit.idempotency import claim_key, keep_result
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.queries import standard_of
from qingting.policy.rules.wording import banned_in
from qingting.policy.schema import Standard
from qingting.web.act_form import ActForm
from qingting.web.act_forms import ACT_FORMS
from qingting.web.act_options import TASK_STEPS, VALUES, FormContext
from qingting.web.case_facts import known_colleagues
from qingting.web.correct_form import CORRECT, changed_only
from qingting.web.form_reading import FormRefused, Typed, build, last, read_asks, refused_by
from qingting.web.present.composer import mentioned_in
from qingting.web.present.scripts import blanks_in
from qingting.workflows.acts import command_of
from qingting.workflows.write_with_files import write_with_files

BOOKKEEPING = frozenset(
    {"csrfmiddlewaretoken", "request_key", "seen", "known", "version", "force", "warned", "then", "from", "channel_shown"}
)
DRAFT_OF = {"respond": "reply", "note": "note"}


class Stopped(Exception):
    """Nothing was done yet: look at what is newer, or at the wording, and send again if it still stands."""

    def __init__(self, newer: list[Past], warnings: list[str], warned: str) -> None:
        super().__init__("stopped before sending")
        self.newer, self.warnings, self.warned = newer, warnings, warned

    @property
    def status(self) -> int:
        return 409 if self.newer else 422


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was done. `case` is None when the same form had been sent before."""

    act: str
    case: Case | None


def form_of(act: str) -> ActForm:
    """Raises UnknownAct for an act that has no place on the pages."""
    form = ACT_FORMS.get(act)
    if form is None:
        raise UnknownAct(act=act[:40])
    return form


def submit(act: str, no: str, typed: Typed, *, actor: Actor, now: datetime, standard: Standard, lang: str) -> Submitted:
    """Do the act. Raises FormRefused (with what is wrong where), Stopped, or the DomainErrors that no form can mend."""
    form = form_of(act)
    act = chosen_act(form, act, typed)
    check_act(actor, act, standard)
    with transaction.atomic():
        row = None
        key = last(typed, "request_key").strip()[:60]
        if key:
            digest = _digest(act, no, typed)
            row, earlier = claim_key(actor_id=actor.id or 0, key=f"page:{key}:{digest[:24]}", digest=digest, now=now)
            if earlier is not None:
                return Submitted(act, None)
        record = find_visible(no, actor, standard, lock=True)
        ctx = FormContext(act, record, actor, now, standard, standard_of(record.policy_version), lang)
        command = read_command(form, act, typed, ctx)
        _stop(form, typed, ctx)
        case = _do(act, no, command, typed, ctx)
        if act in DRAFT_OF:
            drop_draft(actor=actor, purpose=purpose_of(DRAFT_OF[act], record.pk))
        if row is not None:
            keep_result(row, record.pk)
    return Submitted(act, case)


def _do(act: str, no: str, command: Any, typed: Typed, ctx: FormContext) -> Case:
    files = [value for value in typed.get("attachments", []) if value] if act in ("respond", "note") else []
    try:
        return write_with_files(act, no=no, command=command, attachments=files, actor=ctx.actor, now=ctx.now, standard=ctx.standard)
    except DomainError as error:
        raise refused_by(error, lambda path: field_name(form_of(act), path), ctx.lang) from error


def chosen_act(form: ActForm, act: str, typed: Typed) -> str:
    """Done or sent back: the field that decides, where the form has one."""
    wanted = last(typed, form.choose_act) if form.choose_act else ""
    return wanted if wanted in TASK_STEPS else act


def field_name(form: ActForm, path: str) -> str | None:
    """The form's field for a place in the command: the place itself, or the field whose place begins it."""
    for ask in form.asks:
        if path in (ask.target, ask.name) or path.startswith(ask.target + "."):
            return ask.name
    return None


def read_command(form: ActForm, act: str, typed: Typed, ctx: FormContext) -> Any:
    """Raises FormRefused."""
    body = _correction(typed, ctx) if form is CORRECT else read_asks(form.asks, typed, ctx.lang)
    if form.choose_act:
        body.pop(form.choose_act, None)
    body |= dict(form.fixed)
    if form.files and act not in DRAFT_OF:
        body["attachments"] = [value for value in typed.get("attachments", []) if value]
        if act == "attach" and not body["attachments"]:
            raise FormRefused({}, [Bi("请先选择文件", "Please choose a file first").pick(ctx.lang)])
    if act == "note":
        body["mentions"] = mentioned_in(str(body.get("text", "")), known_colleagues(ctx.actor))
    if isinstance(body.get("remedy"), dict) and "kind" not in body["remedy"]:
        raise FormRefused(
            {"remedy_kind": Bi("写了金额或说明，请选择补救措施", "Choose the remedy that the amount belongs to").pick(ctx.lang)}, []
        )
    return build(command_of(act), body, lambda path: field_name(form, path), ctx.lang)


def _correction(typed: Typed, ctx: FormContext) -> dict[str, Any]:
    shown = {ask.name: VALUES[ask.value](ctx) for ask in CORRECT.asks if ask.value}
    changed = changed_only(typed, shown)
    body = read_asks(tuple(ask for ask in CORRECT.asks if ask.name in changed), changed, ctx.lang, keep_empty=True)
    if "first_response" in body:
        body["first_response"] = {**(ctx.record.first_response or {}), **body["first_response"]}
    if isinstance(body.get("customer"), dict):
        body["customer"] = {name: value for name, value in body["customer"].items() if value}
    return body


def _digest(act: str, no: str, typed: Mapping[str, list[str]]) -> str:
    content = sorted((name, tuple(values)) for name, values in typed.items() if name not in BOOKKEEPING)
    return hashlib.sha256(repr((act, no, content)).encode("utf-8", "surrogatepass")).hexdigest()


def _number(typed: Typed, name: str) -> int | None:
    text = last(typed, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _stop(form: ActForm, typed: Typed, ctx: FormContext) -> None:
    """Raises Stopped or ChangedMeanwhile. The complaint's row is locked, so nothing can slip in between."""
    forced = last(typed, "force") == "1"
    seen, known, version = (_number(typed, name) for name in ("seen", "known", "version"))
    after = known if forced else seen if seen is not None else known
    newer = newer_for(ctx.record.pk, after, ctx.actor) if after is not None else []
    if after is None and not forced and version is not None and version != ctx.record.version:
        raise refused_by(ChangedMeanwhile(no=ctx.record.no), lambda path: None, ctx.lang)
    warnings, found = wording_warnings(form, typed, ctx)
    settled = last(typed, "warned").split("\n") if last(typed, "warned") else None
    if forced and (settled is None or set(found) <= set(settled)):
        warnings = []
    if newer or warnings:
        raise Stopped(newer, warnings, "\n".join(found))


def wording_warnings(form: ActForm, typed: Typed, ctx: FormContext) -> tuple[list[str], list[str]]:
    """What the standard would not say to a customer, each with its reason and a better wording; and the phrases themselves."""
    text = "\n".join(last(typed, name) for name in form.said)
    hits = {hit.words: hit for hit in banned_in(ctx.standard, text)}
    lines = [
        Bi(
            f"「{hit.words}」{hit.why.zh}，建议改说「{hit.instead.zh}」。", f"“{hit.words}”: {hit.why.en}. Better: “{hit.instead.en}”."
        ).pick(ctx.lang)
        for hit in hits.values()
    ]  # fmt: skip
    blanks = blanks_in(text)
    lines += [Bi(f"话术里的{blank}还没有填写。", f"{blank} in the script has not been filled in.").pick(ctx.lang) for blank in blanks]
    return lines, [*hits, *blanks]
