"""The page of one complaint, put together from `CaseFacts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from qingting.complaints.choices import HIGH_RISKS, STAGES
from qingting.complaints.queries.access import may_act
from qingting.complaints.queries.drafts import purpose_of
from qingting.handling.actions.tell_customer import channel_states
from qingting.kernel.bilingual import Bi
from qingting.kernel.ids import new_secret
from qingting.kernel.phone import mask_phone
from qingting.policy.rules.checklists import checklist_for
from qingting.sla.choices import PAUSE_REASONS
from qingting.web.act_options import STEPS_FROM
from qingting.web.addresses import act_url, complaint_url, file_url, part_url
from qingting.web.case_facts import CaseFacts, concerned
from qingting.web.present.case_acts import acts_view
from qingting.web.present.composer import composer_view, ways_out
from qingting.web.present.naming import all_names, event_names, grade_view, short_time, stage_view
from qingting.web.present.queue import risk_view
from qingting.web.present.quoted import judgement_rows, reading_view, segments
from qingting.web.present.rail import checklist_rows, clocks_rows, promise_rows, task_rows
from qingting.web.present.timeline import timeline_view
from qingting.web.words import person_view

_AUDIO = "audio/"
_RISK_WORDS = (
    Bi("风险低", "low risk"),
    Bi("风险低", "low risk"),
    Bi("风险中", "medium risk"),
    Bi("风险高", "high risk"),
    Bi("风险极高", "very high risk"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where this complaint stands in the list it was opened from. `query`: what is added to its own addresses to stay there."""

    back_url: str
    back_label: str
    query: str = ""
    position: str | None = None
    previous_url: str | None = None
    next_url: str | None = None


def workspace_view(facts: CaseFacts, place: Place, *, notices: list[dict[str, str]]) -> dict[str, Any]:
    """The whole context of `workspace.html`."""
    record, lang, names = facts.record, facts.lang, all_names(facts.pinned, facts.lang)
    may_set = {act: act_url(record.no, act, place.query) if act in facts.allowed else None for act in ("set-category", "set-grade")}
    running = frozenset(clock.name for clock in facts.clocks if clock.state == "running")
    missing = [u.missing.pick(lang) + (f"（{u.detail}）" if u.detail else "") for u in facts.unmet if u.name != "confirmation_or_reason"]
    return {
        "c": head_view(facts, place, names, notices),
        "acts": acts_view(facts.allowed, record, lang=lang, form_url=lambda act: act_url(record.no, act, place.query), running=running, close_missing=missing),
        "print_url": reverse("web:print", kwargs={"no": record.no}), "words": words_view(facts, names), "reading": reading_view(record, names, lang), "summary": record.summary or None,
        "judgement": judgement_rows(record, names, lang, category_url=may_set["set-category"], grade_url=may_set["set-grade"], standard_name=Bi("规范", "clause").pick(lang)),
        "panels": panels_view(facts), "expectation": expectation(facts, names), "presence": presence_view(facts), "newer": 0, **conversation_view(facts), **rail_view(facts, place.query),
    }  # fmt: skip


def presence_view(facts: CaseFacts) -> list[dict[str, Any]]:
    return [{**(person_view(p.user_id, p.name) or {}), "typing": p.typing} for p in facts.present]


def head_view(facts: CaseFacts, place: Place, names: Mapping[str, Mapping[str, str]], notices: list[dict[str, str]]) -> dict[str, Any]:
    record, lang = facts.record, facts.lang
    return {
        "no": record.no, "title": record.title, "url": complaint_url(record.no, place.query), "grade": grade_view(record.grade, record.grade_rank, names),
        "status": stage_view(record.status, names), "stages": stages_view(record.status, names), "latest": facts.latest, "back_url": place.back_url, "back_label": place.back_label,
        "position": place.position, "previous_url": place.previous_url, "next_url": place.next_url, "facts": fact_rows(facts, names, place.query),
        "risk": risk_words(record, lang), "chips": chips_view(record, names, lang), "notices": [*notices, *notice_rows(facts, names)],
    }  # fmt: skip


def risk_words(record: Any, lang: str) -> dict[str, Any]:
    """The bars of the queue with a word for their height; the flags themselves stand beside as chips."""
    level = risk_view(record.risks, record.anger, record.grade_rank, {})["level"]
    return {"level": level, "text": _RISK_WORDS[level].pick(lang)}


def stages_view(status: str, names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """The usual way through; an ending outside of it stands alone at its end."""
    if status not in STAGES:
        return [
            {"code": "registered", "name": names["status"]["registered"], "state": "done"},
            {"code": status, "name": names["status"].get(status, status), "state": "now"},
        ]
    at = STAGES.index(status)
    ended = status == "closed"
    return [
        {
            "code": code,
            "name": names["status"][code],
            "state": "done" if place < at or (ended and place == at) else "now" if place == at else "todo",
        }
        for place, code in enumerate(STAGES)
    ]


def fact_rows(facts: CaseFacts, names: Mapping[str, Mapping[str, str]], query: str) -> list[dict[str, Any]]:
    """Customer, masked phone, channel, region, product, order, owner; what is unknown is left out."""
    record, lang, profile = facts.record, facts.lang, facts.profile
    reveal = act_url(record.no, "reveal", query) if "reveal" in facts.allowed and profile is not None else None
    owner = facts.names.get(record.owner_id, "") if record.owner_id else ""
    team = facts.teams[record.team_id].pick(lang) if record.team_id in facts.teams else ""
    nobody = Bi("还没有负责人", "nobody's yet").pick(lang)
    rows: list[tuple[str, Bi, str]] = [
        ("user", Bi("客户", "Customer"), record.customer_name), ("phone", Bi("电话", "Phone"), mask_phone(profile.phone) if profile else ""),
        ("headset", Bi("渠道", "Channel"), names["channel"].get(record.channel, record.channel)), ("map-pin", Bi("区域", "Region"), record.region),
        ("package", Bi("产品", "Product"), record.product), ("receipt", Bi("订单号", "Order"), record.order_no),
        ("user-check", Bi("负责人", "Owner"), " · ".join(part for part in (owner or nobody, team) if part)),
    ]  # fmt: skip
    return [
        {"icon": icon, "text": text, "label": label.pick(lang), **({"act_url": reveal} if icon == "phone" and reveal else {})}
        for icon, label, text in rows
        if text
    ]


def chips_view(record: Any, names: Mapping[str, Mapping[str, str]], lang: str) -> list[dict[str, str]]:
    chips = [] if record.kind == "complaint" else [{"text": names["kind"].get(record.kind, record.kind), "tone": "blue"}]
    if record.repeat_count:
        chips.append(
            {"text": Bi(f"重复投诉 {record.repeat_count + 1} 次", f"contact no. {record.repeat_count + 1}").pick(lang), "tone": "orange"}
        )
    return chips + [{"text": names["risk"].get(code, code), "tone": "red" if code in HIGH_RISKS else "orange"} for code in record.risks]


def notice_rows(facts: CaseFacts, names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """What somebody must know before doing anything."""
    record, lang = facts.record, facts.lang
    rows: list[tuple[str, Bi]] = []
    if concerned(record, facts.actor):
        rows.append(
            (
                "red",
                Bi(
                    "客户提到了您本人。按回避要求，您只能查看和写备注，由其他同事处理。",
                    "The customer named you: you may read and add a note; a colleague handles it (conflict of interest).",
                ),
            )
        )
    if facts.repeat_no:
        rows.append(("orange", Bi(f"与 {facts.repeat_no} 是同一件投诉。", f"The same complaint as {facts.repeat_no}.")))
    if record.paused:
        reason = pause_reason(facts)
        rows.append(("", Bi(f"计时已暂停：{reason}", f"Clocks paused: {reason}") if reason else Bi("计时已暂停。", "Clocks are paused.")))
    if record.missing:
        comma = "、" if lang == "zh" else ", "
        gaps = comma.join(names["missing"].get(code, code) for code in record.missing)
        rows.append(("orange", Bi(f"登记还缺：{gaps}。", f"Still missing: {gaps}.")))
    if record.judging == "pending" and record.origin == "live":
        rows.append(
            ("", Bi("系统还在研判，重复和相关投诉稍后出现。", "Still being judged; repeats and related complaints appear shortly."))
        )
    if record.origin == "history":
        rows.append(("", Bi("历史数据：没有运行的时限，也不会提醒。", "History: no clock runs and nobody is reminded.")))
    return [{"text": text.pick(lang), "tone": tone} for tone, text in rows]


def pause_reason(facts: CaseFacts) -> str:
    """The reason given with the last pause, where the timeline at hand still holds it."""
    last = next((event for event in reversed(facts.events) if event.name == "sla.clock.paused"), None)
    found = PAUSE_REASONS.get(str(last.data.get("reason"))) if last is not None else None
    return found.pick(facts.lang) if found else ""


def words_view(facts: CaseFacts, names: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    record, lang = facts.record, facts.lang
    judgement = record.judgement if isinstance(record.judgement, dict) else {}
    audio = next((file for file in facts.files if file.media_type.startswith(_AUDIO)), None)
    recording = None
    if audio is not None:
        recording = {"url": part_url(record.no, "recording"), "label": Bi("听录音", "Listen").pick(lang)}
    return {
        "segments": segments(record.verbatim, judgement, names, lang), "source": names["channel"].get(record.channel, record.channel),
        "at": short_time(record.received_at or record.registered_at, lang), "recording": recording, "long": len(record.verbatim) > 3000, "more_url": None,
    }  # fmt: skip


def panels_view(facts: CaseFacts) -> list[dict[str, Any]]:
    lang = facts.lang
    return [
        {"key": "timeline", "label": Bi("沟通与时间线", "Timeline").pick(lang)},
        {"key": "options", "label": Bi("方案对比", "Options").pick(lang), "count": len(facts.options)},
        {"key": "files", "label": Bi("附件", "Files").pick(lang), "count": len(facts.files)},
        {"key": "related", "label": Bi("关联", "Related").pick(lang)},
        {"key": "record", "label": Bi("登记信息", "Record").pick(lang)},
    ]


def expectation(facts: CaseFacts, names: Mapping[str, Mapping[str, str]]) -> str | None:
    return (" + ".join(names["demand"].get(code, code) for code in facts.record.demands)) or None


def conversation_view(facts: CaseFacts) -> dict[str, Any]:
    """Timeline and composer."""
    record = facts.record
    timeline = timeline_view(
        facts.events, names=event_names(facts.pinned, facts.lang), file_url=file_url, part_url=part_url(record.no, "timeline"), show="all", seen=facts.seen, actor_id=facts.actor.id,
        more=bool(facts.events) and facts.events[0].seq > 1,
    )  # fmt: skip
    composer = composer_view(
        allowed=facts.allowed, drafts=facts.drafts, reply_draft=purpose_of("reply", record.pk), note_draft=purpose_of("note", record.pk),
        ways=ways_out(facts.profile, channel_states(), facts.lang), people=facts.people, actor=facts.actor, lang=facts.lang, new_key=new_secret,
    )  # fmt: skip
    return {"timeline": timeline, "composer": composer}


def rail_view(facts: CaseFacts, query: str = "") -> dict[str, Any]:
    """Clocks, promises, checklist and tasks."""
    record, lang, now = facts.record, facts.lang, facts.now
    settle = (
        (lambda promise, outcome: act_url(record.no, "settle-promise", query, promise=promise, outcome=outcome))
        if "settle-promise" in facts.allowed
        else None
    )
    promises, unsettled = promise_rows(facts.promises, owners=facts.names, now=now, lang=lang, settle_url=settle)
    items = checklist_for(facts.pinned, record.grade, record.category or None)
    off = None if "tick" in facts.allowed else Bi("现在不能勾选", "Cannot be ticked now").pick(lang)
    checklist, done = checklist_rows(items, facts.done, lang=lang, off=off)
    tasks = task_rows(facts.tasks, owners=facts.names, departments=facts.departments, now=now, lang=lang, task_url=_task_url(facts, query))
    return {
        "clocks": clocks_rows(facts.clocks, now=now, lang=lang, pause_reason=pause_reason(facts)), "promises": promises, "promises_open": unsettled, "may_promise": "promise" in facts.allowed,
        "checklist": checklist, "checklist_done": done, "tasks": tasks, "may_task": "add-task" in facts.allowed,
    }  # fmt: skip


def _task_url(facts: CaseFacts, query: str) -> Callable[[Any], str | None]:
    """Where a click on a task leads: to the step it can take next, or nowhere."""

    def url(task: Any) -> str | None:
        wanted = {"open": "complete-task", "returned": "complete-task", "done": "verify-task"}.get(task.state)
        act = next((each for each in STEPS_FROM.get(wanted or "", ()) if may_act(facts.actor, each, facts.standard)), None)
        return act_url(facts.record.no, act, query, task=task.pk) if act else None

    return url
