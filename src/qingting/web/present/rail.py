"""The rail beside a complaint: clocks, promises, checklist, tasks. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from qingting.kernel.bilingual import Bi
from qingting.policy.schema.checklists import ChecklistItem
from qingting.sla.queries.clocks import ClockView
from qingting.web.present.naming import short_time
from qingting.web.words import clock_view, person_view, span_words

_ORDER = {"running": 0, "paused": 1, "missed": 2, "met": 3, "cancelled": 4}
_NEAR = 7200


def _before(moment: datetime, lang: str) -> str:
    at = short_time(moment, lang)
    return f"{at} 前" if lang == "zh" else f"by {at}"


def clocks_rows(clocks: Sequence[ClockView], *, now: datetime, lang: str, pause_reason: str) -> list[dict[str, Any]]:
    """The earliest unmet first; of a clock that was started again only the latest run."""
    latest = {clock.name: clock for clock in sorted(clocks, key=lambda each: each.started_at)}
    rows = []
    for clock in sorted(latest.values(), key=lambda each: (_ORDER.get(each.state, 9), each.due_at)):
        note = (pause_reason or Bi("已暂停", "paused").pick(lang)) if clock.state == "paused" else ""
        shown = clock_view(
            due_at=clock.due_at, started_at=clock.started_at, state=clock.state, now=now, lang=lang, settled_at=clock.settled_at, note=note
        )
        due = _before(clock.due_at, lang) if clock.state == "running" else ""
        rows.append({"name": clock.title.pick(lang), "clock": shown, "note": note, "due_text": due, "clause": clock.clause})
    return rows


def promise_rows(
    promises: Iterable[Any], *, owners: Mapping[int, str], now: datetime, lang: str, settle_url: Callable[[int, str], str] | None
) -> tuple[list[dict[str, Any]], int]:
    """Rows and how many are not settled. `settle_url(promise, outcome)` is None for who may not settle any."""
    rows: list[dict[str, Any]] = []
    unsettled = 0
    for promise in promises:
        left = promise.settled_at is None and promise.state in ("open", "broken")
        unsettled += left
        text, tone = _promise_words(promise, now, lang)
        acts = []
        if left and settle_url is not None:
            acts = [
                {"label": Bi("已兑现", "Kept").pick(lang), "url": settle_url(promise.pk, "kept")},
                {"label": Bi("改期", "New time").pick(lang), "url": settle_url(promise.pk, "renegotiated")},
            ]
        rows.append(
            {
                "text": promise.text,
                "owner": owners.get(promise.owner_id, "") or "—",
                "state": promise.state,
                "due_text": text,
                "tone": tone,
                "acts": acts,
            }
        )
    return rows, unsettled


def _promise_words(promise: Any, now: datetime, lang: str) -> tuple[str, str]:
    if promise.state == "kept":
        return Bi("已兑现", "kept").pick(lang), "green"
    if promise.state == "renegotiated":
        return Bi("已改期", "moved to a new time").pick(lang), ""
    if promise.settled_at is not None:
        return Bi("逾期，已补做", "late, made good").pick(lang), "orange"
    if promise.due_at is None:
        return Bi("没有约定时间", "no time agreed").pick(lang), ""
    left = (promise.due_at - now).total_seconds()
    words = span_words(left, lang)
    if left < 0:
        return Bi(f"已超 {words}", f"{words} late").pick(lang), "red"
    return (Bi(f"还剩 {words}", f"{words} left").pick(lang), "orange") if left < _NEAR else (_before(promise.due_at, lang), "")


def checklist_rows(items: Iterable[ChecklistItem], done: set[str], *, lang: str, off: str | None) -> tuple[list[dict[str, Any]], int]:
    """Rows and how many are done. `off`: why nothing can be ticked now, or None."""
    rows = [
        {"code": i.code, "text": i.text.pick(lang), "done": i.code in done, "required": i.required, "by": i.clause, "off": off}
        for i in items
    ]
    return rows, sum(bool(row["done"]) for row in rows)


def task_rows(
    tasks: Iterable[Any],
    *,
    owners: Mapping[int, str],
    departments: Mapping[int, Bi],
    now: datetime,
    lang: str,
    task_url: Callable[[Any], str | None],
) -> list[dict[str, Any]]:
    rows = []
    for task in tasks:
        text, tone = _task_words(task, now, lang)
        person = person_view(task.owner_id, owners.get(task.owner_id, "")) if task.owner_id else None
        department = departments[task.department_id].pick(lang) if task.department_id in departments else ""
        rows.append(
            {
                "title": task.title,
                "owner": person,
                "department": department,
                "due_text": text,
                "state": task.state,
                "tone": tone,
                "url": task_url(task),
            }
        )
    return rows


def _task_words(task: Any, now: datetime, lang: str) -> tuple[str, str]:
    ended = {"done": Bi("待验收", "to be verified"), "verified": Bi("已验收", "verified"), "cancelled": Bi("已取消", "cancelled")}
    if task.state in ended:
        return ended[task.state].pick(lang), "green" if task.state == "verified" else "orange" if task.state == "done" else ""
    back = Bi("已退回 · ", "sent back · ").pick(lang) if task.state == "returned" else ""
    if task.due_at is None:
        return back.rstrip(" ·"), ""
    left = (task.due_at - now).total_seconds()
    if left < 0:
        words = span_words(left, lang)
        return back + Bi(f"已超 {words}", f"{words} late").pick(lang), "red"
    return back + short_time(task.due_at, lang), "orange" if left < _NEAR else ""
