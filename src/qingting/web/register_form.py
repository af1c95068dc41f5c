"""The registration form as a command, and the names of its fields for everything a refusal may be about."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from qingting.complaints.commands import RegisterComplaint
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean
from qingting.policy.schema import Standard
from qingting.web.form_reading import FormRefused, Typed, build, last
from qingting.web.local_time import parse_local

_PLACES: dict[str, str] = {
    **{name: name for name in ("kind", "channel", "verbatim", "summary", "product", "order_no", "batch_no", "region", "branch", "site")},
    "customer_name": "customer.name", "customer_phone": "customer.phone", "customer_email": "customer.email", "customer_account_no": "customer.account_no",
    "customer_external_id": "customer.external_id", "represented_name": "represented.name", "represented_relation": "represented.relation",
    "represented_proof": "represented.authority", "first_response_content": "first_response.content", "source_external_no": "source.external_no",
}  # fmt: skip
_MOMENTS = {
    "received_at": "received_at",
    "occurred_at": "occurred_at",
    "first_response_at": "first_response.at",
    "source_deadline_at": "source.deadline_at",
}
_FIELD_OF = {place: name for name, place in (_PLACES | _MOMENTS | {"demands": "demands"}).items()}
FIELDS = (*_PLACES, *_MOMENTS)


def field_of(path: str) -> str | None:
    """The form's field for a place in the command; None for a row of a list."""
    return _FIELD_OF.get(path)


def mandatory_fields(standard: Standard) -> set[str]:
    """Names of the fields the standard asks for; any way to reach the customer counts as `customer_contact`."""
    found: set[str] = set()
    for group in standard.mandatory:
        for requirement in group.requires:
            contact = {"customer.phone", "customer.email", "customer.account_no"} & set(requirement.any_of)
            found |= (
                {"customer_contact"} if contact else {name for name in map(field_of, requirement.any_of) if name} or set(requirement.any_of)
            )
    return found


def external_channels(standard: Standard) -> list[str]:
    """Channels whose sender has a number and perhaps a deadline of its own."""
    return [channel.code for channel in standard.channels if channel.external]


def read_registration(typed: Typed, *, actor: Actor, standard: Standard, lang: str) -> RegisterComplaint:
    """Raises FormRefused with every wrong field."""
    body: dict[str, Any] = {}
    errors: dict[str, str] = {}
    problems: list[str] = []
    for name, place in _PLACES.items():
        if last(typed, name).strip():
            _put(body, place, last(typed, name))
    for name, place in _MOMENTS.items():
        try:
            moment = parse_local(last(typed, name), field=name)
        except DomainError as error:
            errors[name] = error.message(lang)
            continue
        if moment is not None:
            _put(body, place, moment)
    body.setdefault("verbatim", "")
    body["demands"] = _all(typed, "demands")
    body["attachments"] = _all(typed, "attachments")
    body["involved"] = [{"kind": kind or "other", "name": name} for kind, name in involved_rows(typed) if name.strip()]
    try:
        promises = _promises(typed)
    except DomainError as error:
        problems.append(error.message(lang))
        promises = []
    _first_response(body, promises, actor)
    _source(body, external_channels(standard))
    if errors or problems:
        raise FormRefused(errors, problems)
    return build(RegisterComplaint, body, field_of, lang)


def involved_rows(typed: Typed) -> list[tuple[str, str]]:
    """(kind, name) of every row."""
    return [
        (clean(kind or ""), clean(name or ""))
        for kind, name in zip_longest(typed.get("involved_kind", []), typed.get("involved_name", []), fillvalue="")
    ][:40]


def promise_pairs(typed: Typed) -> list[tuple[str, str]]:
    """(text, moment as typed) of every row."""
    return [
        (clean(text or ""), clean(due or ""))
        for text, due in zip_longest(typed.get("promise_text", []), typed.get("promise_due_at", []), fillvalue="")
    ][:40]


def _promises(typed: Typed) -> list[dict[str, Any]]:
    return [{"text": text, "due_at": parse_local(due)} for text, due in promise_pairs(typed) if text.strip()]


def _first_response(body: dict[str, Any], promises: list[dict[str, Any]], actor: Actor) -> None:
    """Who answered on the spot is who registers; a time alone is no response."""
    first = body.get("first_response", {})
    if first.get("content") or promises:
        body["first_response"] = {**first, "promises": promises, "by": actor.name}
    else:
        body.pop("first_response", None)


def _source(body: dict[str, Any], external: list[str]) -> None:
    source = body.get("source")
    if source is None:
        return
    if body.get("channel") in external:
        source["system"] = body["channel"]
    else:
        del body["source"]


def _all(typed: Typed, name: str) -> list[str]:
    return [clean(value) for value in typed.get(name, []) if value]


def _put(body: dict[str, Any], place: str, value: Any) -> None:
    *heads, leaf = place.split(".")
    for head in heads:
        body = body.setdefault(head, {})
    body[leaf] = value


def typed_values(typed: Mapping[str, list[str]]) -> dict[str, Any]:
    """What was typed, as the template shows it again; nothing is left out."""
    return {**{name: last(typed, name) for name in FIELDS}, "demands": _all(typed, "demands")}
