"""What the fields of an act's dialog offer, and what stands in them at first: from the record, the standard and the staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from qingting.complaints.choices import LINK_KINDS, OUTCOMES
from qingting.complaints.queries.access import may_act
from qingting.customers.queries.profiles import profile_of
from qingting.handling.queries.open_work import options_of
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.phone import mask_phone
from qingting.people.queries.colleagues import colleagues
from qingting.people.queries.staff import branches, departments, teams
from qingting.policy.rules.authority import scope_of
from qingting.policy.rules.checklists import checklist_for
from qingting.policy.schema import Standard
from qingting.sla.choices import PAUSE_REASONS
from qingting.sla.queries.clocks import clocks_of
from qingting.web.correct_form import involved_lines
from qingting.web.local_time import local_value

TASK_STEPS = {
    "complete-task": Bi("已完成", "Done"),
    "verify-task": Bi("验收通过", "Accept the result"),
    "return-task": Bi("退回", "Send back"),
}
STEPS_FROM = {
    "complete-task": ("complete-task", "return-task"),
    "verify-task": ("verify-task", "return-task"),
    "return-task": ("return-task",),
}
_PROMISE = {"kept": Bi("已兑现", "Kept"), "renegotiated": Bi("与客户约定新的时间", "A new time agreed with the customer")}
_YES_NO = {"yes": Bi("认可", "Yes"), "no": Bi("不认可", "No")}
_ACCEPTS = {"yes": Bi("接受", "Takes it"), "no": Bi("不接受", "Refuses it")}


@dataclass(frozen=True, slots=True)
class FormContext:
    """One act on one complaint by one person. `pinned` is the standard the complaint began under."""

    act: str
    record: Any
    actor: Actor
    now: datetime
    standard: Standard
    pinned: Standard
    lang: str


Options = list[dict[str, Any]]


def _named(items: Iterable[tuple[str, Bi]], lang: str) -> Options:
    return [{"value": code, "label": name.pick(lang)} for code, name in items]


def people_options(lang: str, only: int | None = None) -> Options:
    """Everybody, grouped by team; or one person alone, where nobody else may be chosen."""
    nobody = Bi("其他", "Others")
    found = []
    for team, members in groupby((c for c in colleagues() if only is None or c.id == only), key=lambda each: each.team):
        found.append({"label": team.pick(lang) or nobody.pick(lang), "options": [{"value": m.username, "label": m.name} for m in members]})
    return found


def category_options(standard: Standard, lang: str) -> Options:
    """Two levels: every main category with what is below it."""
    return [
        {
            "label": top.name.pick(lang),
            "options": _named(((c.code, c.name) for c in standard.categories if top.code in (c.code, c.parent)), lang),
        }
        for top in standard.categories
        if top.parent is None
    ]


def _clock_options(ctx: FormContext) -> Options:
    return [
        {"value": c.name, "label": f"{c.title.pick(ctx.lang)} · {local_value(c.due_at).replace('T', ' ')}"}
        for c in clocks_of(ctx.record.pk, ctx.pinned, ctx.now)
        if c.state == "running"
    ]


def _task_steps(ctx: FormContext) -> Options:
    return [
        {"value": act, "label": TASK_STEPS[act].pick(ctx.lang)}
        for act in STEPS_FROM.get(ctx.act, ())
        if may_act(ctx.actor, act, ctx.standard)
    ]


OPTIONS: dict[str, Callable[[FormContext], Options]] = {
    "people": lambda ctx: people_options(
        ctx.lang, only=ctx.actor.id if ctx.act == "assign" and scope_of(ctx.standard, ctx.actor.role) == "own" else None
    ),
    "teams": lambda ctx: _named(((t.code, Bi(t.name, t.name_en or t.name)) for t in teams()), ctx.lang),
    "departments": lambda ctx: _named(((d.code, Bi(d.name, d.name_en or d.name)) for d in departments()), ctx.lang),
    "branches": lambda ctx: _named(((b.code, Bi(b.name, b.name_en or b.name)) for b in branches()), ctx.lang),
    "grades": lambda ctx: [{"value": g.code, "label": f"{g.code} · {g.name.pick(ctx.lang)}"} for g in ctx.pinned.grades_by_rank],
    "categories": lambda ctx: category_options(ctx.pinned, ctx.lang),
    "demands": lambda ctx: _named(((d.code, d.name) for d in ctx.pinned.demands), ctx.lang),
    "channels": lambda ctx: _named(((c.code, c.name) for c in ctx.pinned.channels), ctx.lang),
    "outcomes": lambda ctx: _named(OUTCOMES.items(), ctx.lang),
    "pause_reasons": lambda ctx: _named(PAUSE_REASONS.items(), ctx.lang),
    "promise_outcomes": lambda ctx: _named(_PROMISE.items(), ctx.lang),
    "yes_no": lambda ctx: _named(_YES_NO.items(), ctx.lang),
    "accepts": lambda ctx: _named(_ACCEPTS.items(), ctx.lang),
    "one_to_five": lambda ctx: [{"value": str(n), "label": str(n)} for n in range(1, 6)],
    "proposals": lambda ctx: [{"value": o.label, "label": f"{o.label}. {o.title}"} for o in options_of(ctx.record.pk)],
    "link_kinds": lambda ctx: _named(LINK_KINDS.items(), ctx.lang),
    "checklist": lambda ctx: _named(
        ((i.code, i.text) for i in checklist_for(ctx.pinned, ctx.record.grade, ctx.record.category or None)), ctx.lang
    ),
    "running_clocks": _clock_options,
    "task_steps": _task_steps,
}


def _contact(name: str) -> Callable[[FormContext], str]:
    """Contact data as the form shows it: masked for everybody; the act that reveals it is put on record."""

    def value(ctx: FormContext) -> str:
        profile = profile_of(ctx.record.customer_id)
        text = getattr(profile, name) if profile is not None else ""
        return mask_phone(text) if name == "phone" else masked(text)

    return value


def masked(text: str) -> str:
    """An e-mail address or account number for eyes that need not see all of it."""
    head, at, tail = text.partition("@")
    return f"{head[:1]}***@{tail}" if at else text if len(text) <= 4 else "*" * (len(text) - 4) + text[-4:]


def _field(name: str) -> Callable[[FormContext], Any]:
    return lambda ctx: getattr(ctx.record, name)


VALUES: dict[str, Callable[[FormContext], Any]] = {
    "receipt": lambda ctx: ctx.pinned.portal.receipt.zh.replace("{no}", ctx.record.no),
    "recourse": lambda ctx: ctx.pinned.portal.recourse.zh,
    **{
        name: _field(name)
        for name in (
            "grade",
            "category",
            "customer_name",
            "channel",
            "product",
            "order_no",
            "batch_no",
            "region",
            "site",
            "summary",
            "demands",
        )
    },
    "branch": _field("branch_code"),
    "received_at": lambda ctx: local_value(ctx.record.received_at),
    "occurred_at": lambda ctx: local_value(ctx.record.occurred_at),
    "customer_phone": _contact("phone"),
    "customer_email": _contact("email"),
    "customer_account_no": _contact("account_no"),
    "involved": lambda ctx: involved_lines(ctx.record.involved, ctx.lang),
    "first_content": lambda ctx: (ctx.record.first_response or {}).get("content", ""),
    "first_at": lambda ctx: local_value(_moment((ctx.record.first_response or {}).get("at"))),
}


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
