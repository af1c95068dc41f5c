"""An act as a dialog or as a page of its own: the fields with what was typed, the messages beside them, what came in meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from qingting.handling.queries.open_work import promises_of, tasks_of
from qingting.infra.ledger.reading import Past
from qingting.kernel.bilingual import Bi
from qingting.web.act_form import ActForm, Ask
from qingting.web.act_options import OPTIONS, VALUES, FormContext
from qingting.web.addresses import act_url, file_url
from qingting.web.form_reading import Typed, last
from qingting.web.present.naming import event_names
from qingting.web.present.timeline import item_view
from qingting.workflows.close_complaint import unmet_guards

_SEND_ANYWAY = Bi("仍然发送", "Send it anyway")


def field_view(ask: Ask, ctx: FormContext, typed: Typed, errors: Mapping[str, str], *, first: bool) -> dict[str, Any]:
    """One field as `macros/forms.html` draws it. What was typed, or comes with the address, goes before what the record says."""
    found: dict[str, Any] = {
        "name": ask.name,
        "label": ask.label.pick(ctx.lang),
        "kind": ask.kind,
        "required": ask.required,
        "full": ask.full,
        "rows": ask.rows,
    }
    if ask.name in typed:
        found["value"] = list(typed[ask.name]) if ask.kind == "checks" else last(typed, ask.name)
    else:
        found["value"] = first_value(ask, ctx)
    if ask.options:
        found["options"] = OPTIONS[ask.options](ctx)
    for name in ("minimum", "maximum", "maxlength"):
        if getattr(ask, name) is not None:
            found[name] = getattr(ask, name)
    if ask.hint:
        found["hint"] = ask.hint.pick(ctx.lang)
    if ask.name in errors:
        found["error"] = errors[ask.name]
    if ask.name == "summary" and ask.value == "summary":
        found["words_url"] = reverse("web:judging_words")
    if first:
        found["autofocus"] = True
    return found


def first_value(ask: Ask, ctx: FormContext) -> Any:
    if ask.value in VALUES:
        value = VALUES[ask.value](ctx)
        return list(value) if ask.kind == "checks" else value or ""
    if ask.options == "task_steps":
        return ctx.act
    return ask.value


def dialog_view(
    form: ActForm, ctx: FormContext, *, typed: Typed, hidden: Mapping[str, str], query: str, errors: Mapping[str, str] | None = None, problems: Sequence[str] = (),
    newer: Sequence[Past] = (), next_url: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of `fragments/act_dialog.html`; `hidden` are the bookkeeping fields."""
    asked = [ask for ask in form.asks if ask.kind != "hidden"]
    errors = errors or {}
    wrong = next((ask.name for ask in asked if ask.name in errors), None)
    start = wrong or next((ask.name for ask in asked if ask.kind not in ("radio", "checks", "checkbox")), None)
    kept = [{"name": ask.name, "value": last(typed, ask.name)} for ask in form.asks if ask.kind == "hidden"]
    kept += [{"name": "attachments", "value": value} for value in typed.get("attachments", [])] if form.files else []
    kept += [{"name": name, "value": value} for name, value in hidden.items() if value != ""]
    names = event_names(ctx.pinned, ctx.lang)
    forced = hidden.get("force") == "1" and form.said
    return {
        "act": {
            "title": form.title.pick(ctx.lang), "url": act_url(ctx.record.no, ctx.act, query, form=False), "submit": (_SEND_ANYWAY if forced else form.submit).pick(ctx.lang),
            "danger": form.danger, "hint": hint_of(form, ctx, typed), "clause": None, "wide": form.wide,
        },
        "fields": [field_view(ask, ctx, typed, errors, first=ask.name == start) for ask in asked], "hidden": kept,
        "problems": [*problems, *(errors[ask.name] for ask in form.asks if ask.kind == "hidden" and ask.name in errors)],
        "newer": [item_view(past, names, file_url) for past in newer], "next_url": next_url,
    }  # fmt: skip


def hint_of(form: ActForm, ctx: FormContext, typed: Typed) -> str | None:
    """What this act means, or which promise or task it is about."""
    about = last(typed, "promise") or last(typed, "task")
    if about.isdigit():
        rows = promises_of(ctx.record.pk) if last(typed, "promise") else tasks_of(ctx.record.pk)
        row = next((each for each in rows if str(each.pk) == about), None)
        if row is not None:
            return getattr(row, "text", "") or getattr(row, "title", "")
    return form.hint.pick(ctx.lang) if form.hint else None


def before_closing(ctx: FormContext) -> list[str]:
    """What still stands between the complaint and its closing, each with its clause."""
    if ctx.act != "close":
        return []
    return [
        f"{u.missing.pick(ctx.lang)}{'（' + u.detail + '）' if u.detail else ''}（{u.clause}）"
        for u in unmet_guards(ctx.record, ctx.pinned)
    ]


def page_view(dialog: Mapping[str, Any], *, back: Mapping[str, str], multipart: bool) -> dict[str, Any]:
    """The same as a page of its own, for who works without scripts: the context of `form_page.html`."""
    act = dialog["act"]
    fields = list(dialog["fields"])
    if multipart:
        label = back["files"]
        fields.append({"name": "files", "label": label, "kind": "file", "multiple": True, "full": True})
    notices = [{"text": f"{item['what']}：{item['text'] or ''}", "tone": "orange"} for item in dialog["newer"]]
    return {
        "title": act["title"], "back": {"url": back["url"], "label": back["label"]}, "lead": act["hint"], "form_url": act["url"], "multipart": multipart, "submit": act["submit"],
        "problems": dialog["problems"], "notices": notices, "hidden": dialog["hidden"], "groups": [{"fields": fields}], "danger": None, "autosave_url": None, "report": None,
    }  # fmt: skip
