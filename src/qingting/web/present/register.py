"""The registration page: what is offered, what was typed, what the words typed so far tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingting.complaints.actions.suggest_links import Likely, find_likely
from qingting.complaints.choices import HIGH_RISKS, INVOLVED_KINDS, KINDS
from qingting.complaints.queries.access import may_act, sees_unmasked
from qingting.complaints.queries.among import visible_among
from qingting.complaints.queries.finding import earlier_of
from qingting.complaints.queries.regions import known_regions
from qingting.customers.queries.profiles import Profile, find_by_contact, product_names
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.phone import normalise_phone
from qingting.people.queries.staff import branches, team_of_name
from qingting.policy.schema import Standard
from qingting.triage.actions.judge_text import Triage, judge_text
from qingting.web.addresses import act_url, complaint_url
from qingting.web.form_reading import Typed, last
from qingting.web.present.case_parts import why_words
from qingting.web.present.naming import all_names, grade_view, short_time, stage_view
from qingting.web.present.timeline import size_words
from qingting.web.register_form import external_channels, involved_rows, mandatory_fields, promise_pairs, typed_values

MOST_JUDGED = 20_000
SHORTEST_JUDGED = 4


def options_view(standard: Standard, lang: str, region: str = "") -> dict[str, Any]:
    """What the fields of the page offer. A region typed before stays in the list."""
    places = branches()
    regions = sorted({*known_regions(), *(b.region for b in places if b.region), *([region] if region else [])})
    return {
        "kind": [{"value": code, "label": name.pick(lang)} for code, name in KINDS.items()],
        "channel": [{"value": c.code, "label": c.name.pick(lang)} for c in standard.channels],
        "demands": [{"value": d.code, "label": d.name.pick(lang)} for d in standard.demands],
        "product": product_names(limit=200),
        "region": [{"value": name, "label": name} for name in regions],
        "branch": [{"value": b.code, "label": (b.name_en or b.name) if lang == "en" else b.name} for b in places],
        "involved_kind": [{"value": code, "label": name.pick(lang)} for code, name in INVOLVED_KINDS.items()],
    }


def register_view(
    typed: Typed, *, standard: Standard, lang: str, request_key: str, files: Sequence[Any], draft_at: str | None, hints: dict[str, Any] | None, errors: Mapping[str, str] | None = None,
    problems: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """The context of `register.html`. Everything typed is in it, whatever was wrong with it."""
    value = typed_values(typed)
    return {
        "value": value, "error_of": dict(errors or {}), "problems": list(problems), "mandatory": mandatory_fields(standard), "options": options_view(standard, lang, value["region"]),
        "authority_channels": external_channels(standard), "involved": [{"kind": kind, "name": name} for kind, name in involved_rows(typed) if kind or name],
        "promises": [{"text": text, "due_at": due} for text, due in promise_pairs(typed) if text or due],
        "files": [{"id": str(f.id), "name": f.name, "size": size_words(f.size)} for f in files], "draft_at": draft_at, "request_key": request_key, "hints": hints,
    }  # fmt: skip


def hints_view(typed: Typed, *, actor: Actor, now: datetime, standard: Standard, lang: str) -> dict[str, Any] | None:
    """What the words typed so far tell; None before there is anything. Nothing is stored."""
    words = last(typed, "verbatim")[:MOST_JUDGED]
    phone, account, order_no = (
        normalise_phone(last(typed, "customer_phone")),
        last(typed, "customer_account_no").strip()[:80],
        last(typed, "order_no").strip()[:60],
    )
    if len(words.strip()) < SHORTEST_JUDGED and not (phone or account or order_no):
        return None
    known = find_by_contact(phone=phone, account_no=account)
    judged = _judge(typed, words, known, standard, now) if len(words.strip()) >= SHORTEST_JUDGED else None
    likely = find_likely(
        words, customer_id=known[0].id if known else None, order_no=order_no, category=judged.category if judged else "", now=now
    )
    return {
        **_judged_view(judged, standard, lang), "duplicates": _duplicates(likely, actor, standard, lang), "splits": [],
        "customer": _customer(known[0], phone or account, actor, standard, lang) if known else None,
    }  # fmt: skip


def _judge(typed: Typed, words: str, known: Sequence[Profile], standard: Standard, now: datetime) -> Triage:
    earlier = len(earlier_of(known[0].id)) if known else 0
    codes = {c.code for c in standard.channels}
    channel = last(typed, "channel")
    kind = last(typed, "kind")
    return judge_text(
        words, standard=standard, channel=channel if channel in codes else None, kind=kind if kind in KINDS else "complaint", product=last(typed, "product")[:120] or None,
        demands=[code for code in typed.get("demands", []) if any(d.code == code for d in standard.demands)], repeat_count=earlier, received_at=now,
    )  # fmt: skip


def _judged_view(judged: Triage | None, standard: Standard, lang: str) -> dict[str, Any]:
    if judged is None:
        return {"judged": False}
    names = all_names(standard, lang)
    grade, guess = judged.grade, judged.judgement.category
    team = team_of_name(judged.route.value) if judged.route.value else None
    category = names["category"].get(judged.category, "")
    sure = f"{round(guess.confidence * 100)}%" if guess is not None and guess.code == judged.category else ""
    if not category and guess is not None:
        category = Bi("不够确定：", "not sure: ").pick(lang) + names["category"].get(guess.code, guess.code)
    demands = [{"text": names["demand"].get(code, code), "tone": ""} for code in judged.demands]
    clause = Bi(f"规范 {grade.clause}", f"clause {grade.clause}").pick(lang)
    return {
        "judged": True, "grade": grade_view(grade.value.code, grade.value.rank, names), "grade_reason": f"{grade.reason.pick(lang)} · {clause}", "category": category,
        "category_confidence": sure, "team": team.pick(lang) if team else None,
        "risks": [{"text": names["risk"].get(code, code), "tone": "red" if code in HIGH_RISKS else "orange"} for code in judged.risks], "demands": demands,
    }  # fmt: skip


def _duplicates(likely: Sequence[Likely], actor: Actor, standard: Standard, lang: str) -> list[dict[str, Any]]:
    """Those the person may see; of the others only that there are some is told, beside the customer."""
    found = visible_among((each.id for each in likely), actor, standard)
    names = all_names(standard, lang)
    may_add = may_act(actor, "add", standard)
    rows = []
    for each in likely:
        other = found.get(each.id)
        if other is None:
            continue
        url = complaint_url(each.no)
        rows.append(
            {
                "no": each.no, "url": url, "title": each.title, "why": f"{why_words(each.why, lang)} · {round(each.score * 100)}%", "at_text": short_time(other.registered_at, lang),
                "stage": stage_view(other.status, names), "add_url": act_url(each.no, "add", words="register") if may_add else url,
            }
        )  # fmt: skip
    return rows


def _customer(profile: Profile, contact: str, actor: Actor, standard: Standard, lang: str) -> dict[str, Any]:
    earlier = earlier_of(profile.id, limit=50)
    seen = visible_among((c.pk for c in earlier), actor, standard)
    text = Bi(f"{len(earlier)} 件投诉", f"{len(earlier)} complaints").pick(lang)
    hidden = len(earlier) - len(seen)
    if hidden:
        text += Bi(f"，其中 {hidden} 件由其他班组处理", f", {hidden} of them with other teams").pick(lang)
    url = f"{reverse('web:queue')}?{urlencode({'view': '', 'q': contact})}"
    if sees_unmasked(actor, standard):
        url = reverse("web:customer", kwargs={"customer_id": profile.id})
    name = profile.name or Bi("未登记姓名", "no name recorded").pick(lang)
    return {"name": name, "url": url, "strategy": None, "history_text": text}
