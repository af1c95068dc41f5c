"""The parts of a complaint's page that are read when they are first shown: options, files, links, record, customer, likely the same, scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from qingting.complaints.actions.suggest_links import likely_same
from qingting.complaints.choices import LINK_KINDS, OUTCOMES
from qingting.complaints.queries.access import sees_unmasked
from qingting.complaints.queries.among import visible_among, visible_numbers
from qingting.complaints.queries.attachments import files_of_complaint
from qingting.complaints.queries.finding import earlier_of
from qingting.complaints.queries.related import Related, related_to
from qingting.customers.queries.profiles import orders_of, profile_of
from qingting.handling.queries.open_work import options_of
from qingting.infra.files.kinds import INLINE
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.money import format_fen
from qingting.kernel.phone import mask_phone
from qingting.people.queries.staff import names_of
from qingting.policy.queries import standard_of
from qingting.policy.schema import Standard
from qingting.web.act_options import masked
from qingting.web.addresses import act_url, complaint_url, file_url
from qingting.web.case_facts import allowed_on
from qingting.web.present.naming import all_names, full_time, grade_view, short_time, stage_view
from qingting.web.present.record import record_groups
from qingting.web.present.scripts import scripts_view
from qingting.web.present.timeline import size_words

WHY: dict[str, Bi] = {
    "same_customer": Bi("同一客户", "same customer"), "same_order": Bi("同一订单", "same order"), "same_category": Bi("同一类别", "same category"),
    "similar_words": Bi("说法相近", "similar words"),
}  # fmt: skip
_OUT_OF_SIGHT = Bi("（不在您的查看范围内）", "(outside what you may see)")


class Part:
    """One request for one part: the record, who asks, when, in which language."""

    def __init__(self, record: Any, actor: Actor, now: datetime, standard: Standard, lang: str, query: str = "", search: str = "") -> None:
        self.record, self.actor, self.now, self.standard, self.lang = record, actor, now, standard, lang
        self.query, self.search = query, search
        self.pinned = standard_of(record.policy_version)
        self.names: Mapping[str, Mapping[str, str]] = all_names(self.pinned, lang)
        self.allowed = allowed_on(record, actor, standard)

    def say(self, zh: str, en: str) -> str:
        return Bi(zh, en).pick(self.lang)

    def url_of(self, no: str) -> str:
        return complaint_url(no)


def options_part(part: Part) -> dict[str, Any]:
    found = options_of(part.record.pk)
    choose = "choose" in part.allowed
    columns = [
        {
            "letter": o.label, "name": o.title, "recommended": o.recommended, "chosen": o.answer == "accepted",
            "act": {"label": part.say("记录客户的选择", "Record the choice"), "url": act_url(part.record.no, "choose", part.query, option=o.label), "dialog": True} if choose else None,
        }
        for o in found
    ]  # fmt: skip
    dash = {"text": "—"}
    answers = {"accepted": part.say("客户接受", "accepted"), "refused": part.say("客户未接受", "refused")}
    stars = lambda value: {"text": f"{value} / 5", "percent": value * 20, "tone": "red" if value <= 2 else ""} if value else dash  # noqa: E731
    rows = [
        (part.say("内容", "In detail"), [{"text": o.detail} if o.detail else dash for o in found]),
        (part.say("预期满意", "Expected satisfaction"), [stars(o.satisfaction) for o in found]),
        (part.say("可行性", "Feasibility"), [stars(o.feasibility) for o in found]),
        (part.say("公司成本", "Cost"), [{"text": format_fen(o.cost_fen, lang=part.lang)} for o in found]),
        (
            part.say("完成时间", "Done in"),
            [{"text": part.say(f"{o.days} 天", f"{o.days} days")} if o.days is not None else dash for o in found],
        ),
        (part.say("法规依据", "Legal basis"), [{"text": o.legal_basis} if o.legal_basis else dash for o in found]),
        (
            part.say("客户答复", "The customer says"),
            [
                {"text": answers[o.answer], "badge": True, "tone": "green" if o.answer == "accepted" else "orange"}
                if o.answer in answers
                else dash
                for o in found
            ],
        ),
    ]
    return {
        "options": columns,
        "criteria": [{"label": label, "values": values} for label, values in rows],
        "may_propose": "propose" in part.allowed,
    }


def files_part(part: Part) -> dict[str, Any]:
    files = []
    for file in files_of_complaint(part.record.pk, with_notes=True):
        by = file.by_name + (part.say("（备注）", " (note)") if file.cause_type == "note" else "")
        thumbnail = reverse("web:thumbnail", kwargs={"file_id": file.id}) if file.media_type in INLINE else None
        files.append(
            {
                "id": str(file.id),
                "name": file.name,
                "size": size_words(file.size),
                "url": file_url(str(file.id)),
                "thumbnail": thumbnail,
                "by": by,
                "at_text": short_time(file.at, part.lang),
            }
        )
    return {"files": files, "may_upload": "attach" in part.allowed}


def related_part(part: Part) -> dict[str, Any]:
    """Links that people made, then what the machine suggests. Of complaints outside the person's scope only the number is shown."""
    links = related_to(part.record.pk)
    likely = likely_same(part.record, part.now)
    known = {link.no for link in links}
    linked = {link.no for link in links if not link.suggested}
    candidates = [
        (link.no, link.title, LINK_KINDS[link.kind].pick(part.lang) if link.kind in LINK_KINDS else "")
        for link in links
        if link.suggested and link.no not in linked
    ]
    candidates += [(f.no, f.title, why_words(f.why, part.lang)) for f in likely if f.no not in known]
    may_see = visible_numbers([*known, *(no for no, _title, _why in candidates)], part.actor, part.standard)
    return {
        "related": [_link_row(part, link, link.no in may_see) for link in links if not link.suggested],
        "candidates": [
            {
                "no": no, "url": part.url_of(no), "title": title, "why": why,
                "link_url": act_url(part.record.no, "link", form=False, to=no, kind="same_cause"), "same_url": act_url(part.record.no, "link", form=False, to=no, kind="same_complaint"),
            }
            for no, title, why in dict.fromkeys(candidates)
            if no in may_see
        ],
        "may_link": "link" in part.allowed,
    }  # fmt: skip


def _link_row(part: Part, link: Related, may_see: bool) -> dict[str, Any]:
    undo = act_url(part.record.no, "unlink", form=False, to=link.no, kind=link.kind) if may_see and "unlink" in part.allowed else None
    how = LINK_KINDS[link.kind].pick(part.lang) if link.kind in LINK_KINDS else link.kind
    title = link.title if may_see else _OUT_OF_SIGHT.pick(part.lang)
    return {
        "no": link.no,
        "url": part.url_of(link.no) if may_see else "#",
        "title": title,
        "how": how,
        "stage": stage_view(link.status, part.names),
        "undo_url": undo,
    }


def why_words(why: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(WHY[code].pick(lang) if code in WHY else code for code in why)


def similar_part(part: Part) -> dict[str, Any]:
    """Likely the same matter, by plain evidence; nothing here understands what the words mean, and it says so."""
    likely = likely_same(part.record, part.now, limit=8)
    found = visible_among((f.id for f in likely), part.actor, part.standard)
    rows = []
    for each in likely:
        other = found.get(each.id)
        if other is None:
            continue
        outcome = (
            OUTCOMES[other.outcome].pick(part.lang) if other.outcome in OUTCOMES else part.names["status"].get(other.status, other.status)
        )
        rating = f"{other.rating} / 5" if other.rating else None
        rows.append(
            {
                "no": each.no,
                "url": part.url_of(each.no),
                "title": each.title,
                "score_text": f"{round(each.score * 100)}%",
                "outcome": f"{outcome} · {why_words(each.why, part.lang)}",
                "rating": rating,
            }
        )
    note = part.say(
        "只比较 90 天内同一客户、同一订单的投诉，百分比是用词的重合度；按意思找相似案例要等语言引擎接入。",
        "Only complaints of the same customer or order within 90 days are compared; the figure is shared wording. Finding cases by meaning comes with the language engine.",
    )
    return {"similar": rows, "similar_note": note}


def customer_part(part: Part) -> dict[str, Any]:
    """Profile, orders and earlier complaints; contact data is masked, the act that reveals it is put on record."""
    record, lang = part.record, part.lang
    profile = profile_of(record.customer_id)
    facts = [(part.say("姓名", "Name"), record.customer_name)]
    if profile is not None:
        facts += [
            (part.say("电话", "Phone"), mask_phone(profile.phone)), (part.say("邮箱", "E-mail"), masked(profile.email)),
            (part.say("账号", "Account"), masked(profile.account_no)), (part.say("区域", "Region"), profile.region),
        ]  # fmt: skip
        facts += [
            (part.say("订单", "Order"), " · ".join(filter(None, (o.no, o.product, o.batch_no)))) for o in orders_of(profile.id, limit=5)
        ]
    earlier = earlier_of(record.customer_id, except_id=record.pk)
    may_see = visible_among((c.pk for c in earlier), part.actor, part.standard)
    hidden = len(earlier) - len(may_see)
    history = [
        {
            "no": c.no, "url": part.url_of(c.no), "title": c.title, "stage": stage_view(c.status, part.names), "grade": grade_view(c.grade, c.grade_rank, part.names),
            "at_text": short_time(c.registered_at, lang),
        }
        for c in earlier
        if c.pk in may_see
    ]  # fmt: skip
    text = part.say(f"{len(earlier)} 件", f"{len(earlier)}") if earlier else part.say("没有", "none")
    if hidden:
        text += part.say(f"，其中 {hidden} 件不在您的查看范围内", f", {hidden} outside what you may see")
    return {
        "customer": {
            "url": customer_url(profile.id, part) if profile else None,
            "facts": [{"label": label, "cell": {"text": value}} for label, value in facts if value],
            "strategy": None,
            "history": history,
            "history_text": text,
        }
    }


def customer_url(customer_id: int, part: Part) -> str | None:
    """The customer's own page, for who may open it."""
    return reverse("web:customer", kwargs={"customer_id": customer_id}) if sees_unmasked(part.actor, part.standard) else None


def record_part(part: Part) -> dict[str, Any]:
    names = names_of({part.record.registered_by_id})
    by = names.get(part.record.registered_by_id, "") if part.record.registered_by_id else ""
    return {
        "record": record_groups(
            part.record, part.names, part.lang, registered_by=by, moment=lambda value: full_time(value, part.lang), with_extra=sees_unmasked(part.actor, part.standard)
        ),
        "missing": [part.names["missing"].get(code, code) for code in part.record.missing],
        "edit_url": act_url(part.record.no, "correct", part.query) if "correct" in part.allowed else None, "log_url": None,
    }  # fmt: skip


def scripts_part(part: Part) -> dict[str, Any]:
    return scripts_view(part.record, pinned=part.pinned, actor=part.actor, lang=part.lang, search=part.search)


def recording_part(part: Part) -> dict[str, Any]:
    """The first recording of the complaint, to be played on the page."""
    audio = next((f for f in files_of_complaint(part.record.pk, with_notes=True) if f.media_type.startswith("audio/")), None)
    title = part.say("录音", "Recording")
    if audio is None:
        return {"done": {"title": title, "text": part.say("这件投诉没有录音。", "This complaint has no recording.")}}
    return {
        "done": {
            "title": title,
            "text": audio.name,
            "audio_url": file_url(str(audio.id)),
            "hint": part.say("收听会记入操作日志。", "Listening is put on record."),
        }
    }


PARTS: dict[str, tuple[str, Callable[[Part], dict[str, Any]]]] = {
    "options": ("fragments/options.html", options_part), "files": ("fragments/files.html", files_part), "related": ("fragments/related.html", related_part),
    "record": ("fragments/record.html", record_part), "customer": ("fragments/customer.html", customer_part), "similar": ("fragments/similar.html", similar_part),
    "scripts": ("fragments/scripts.html", scripts_part), "recording": ("fragments/act_done.html", recording_part),
}  # fmt: skip
