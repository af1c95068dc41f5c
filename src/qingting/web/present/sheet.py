"""What stands on a printed 投诉处理单. The customer signs it: no internal note is on it, and the phone is masked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from qingting.complaints.choices import OUTCOMES
from qingting.customers.queries.profiles import profiles_of
from qingting.handling.queries.proposals import options_among
from qingting.infra.ledger.recent import texts_of
from qingting.kernel.bilingual import Bi
from qingting.kernel.phone import mask_phone
from qingting.people.queries.staff import names_of
from qingting.policy.queries import standard_of
from qingting.web.present.naming import all_names, full_time

_ADDED, _DECIDED = "complaints.message.received", "handling.decision.made"
_LONGEST_PART = 1200
_CONFIRMED = {"yes": Bi("客户已确认", "confirmed by the customer"), "no": Bi("客户不认可", "disputed by the customer")}


def sheets_view(records: list[Any], lang: str) -> list[dict[str, Any]]:
    """One dict for each complaint, in order; four statements however many they are."""
    profiles = profiles_of({r.customer_id for r in records if r.customer_id})
    owners = names_of({r.owner_id for r in records})
    options = options_among(r.pk for r in records)
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in texts_of([f"complaint:{r.pk}" for r in records], [_ADDED, _DECIDED]):
        said[each.subject][each.name].append(each.text)
    return [
        _sheet(r, lang, profiles.get(r.customer_id), owners.get(r.owner_id, ""), options.get(r.pk, []), said[f"complaint:{r.pk}"])
        for r in records
    ]


def _sheet(record: Any, lang: str, profile: Any, owner: str, options: list[Any], said: dict[str, list[str]]) -> dict[str, Any]:
    names = all_names(standard_of(record.policy_version), lang)
    added = Bi("客户补充：", "The customer added: ").pick(lang)
    outcome = OUTCOMES[record.outcome].pick(lang) if record.outcome in OUTCOMES else ""
    decided = said.get(_DECIDED, [])
    colon = "：" if lang == "zh" else ": "
    return {
        "no": record.no, "received": full_time(record.received_at or record.registered_at, lang), "customer": record.customer_name or "—",
        "phone": mask_phone(profile.phone) if profile and profile.phone else "—", "channel": names["channel"].get(record.channel, record.channel) or "—", "product": record.product,
        "category": names["category"].get(record.category, record.category_name), "grade": names["grade_code"].get(record.grade, record.grade), "title": record.title,
        "verbatim": _cut(record.verbatim), "findings": [_cut(part) for part in ([record.summary] if record.summary else []) + [added + text for text in said.get(_ADDED, [])[:4]]],
        "options": [_option(option, lang) for option in options], "decision": colon.join(filter(None, (outcome, _cut(decided[-1]) if decided else ""))), "owner": owner, "approver": "",
        "answered": " · ".join(filter(None, (_CONFIRMED[record.confirmed].pick(lang) if record.confirmed in _CONFIRMED else "", f"{record.rating} / 5" if record.rating else ""))),
    }  # fmt: skip


def _option(option: Any, lang: str) -> str:
    """What is offered and when; what it costs us is none of the customer's business."""
    days = Bi(f"{option.days} 天", f"{option.days} days").pick(lang) if option.days is not None else ""
    more = ("，" if lang == "zh" else ", ").join(filter(None, (option.detail, days)))
    return f"{option.label}. {option.title}" + (("：" if lang == "zh" else ": ") + more if more else "")


def _cut(text: str) -> str:
    """One page is one page: what is longer goes on in the system."""
    return text if len(text) <= _LONGEST_PART else text[: _LONGEST_PART - 1] + "…"
