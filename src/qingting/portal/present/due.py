"""Who answers for it, what comes next and by when: the clocks and promises of the record in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from qingting.complaints.choices import OPEN_STATUSES
from qingting.kernel.bilingual import Bi
from qingting.portal.present.words import moment_words
from qingting.sla.choices import EXTERNAL

_NEXT: dict[str, Bi] = {
    "acknowledge": Bi("确认收到您的反馈", "confirm that we have it"),
    "first_reply": Bi("有人回复您", "a person replies to you"),
    "plan": Bi("给您解决方案", "you have our answer"),
    "resolve": Bi("解决问题", "the problem is solved"),
}


def owner_words(owner: str, status: str, lang: str) -> str:
    """The name of who is responsible, and that nobody is yet where nobody is."""
    if owner:
        return owner
    return Bi("正在为您安排专人", "We are choosing the person for you").pick(lang) if status in OPEN_STATUSES else ""


def next_words(clocks: Iterable[Any], *, status: str, paused: bool, now: datetime, zone: str, lang: str) -> str:
    """What we owe next and until when; honest where it is late. Empty when nothing is running."""
    if status not in OPEN_STATUSES:
        return ""
    running = sorted((c for c in clocks if c.state == "running" and c.name != EXTERNAL), key=lambda clock: clock.due_at)
    if not running:
        return (
            Bi(
                "目前在等待材料或检测结果，处理时限暂停计算。", "We are waiting for papers or a test result; the time limit is paused."
            ).pick(lang)
            if paused
            else ""
        )
    first = running[0]
    what = _NEXT.get(first.name, first.title).pick(lang)
    when = moment_words(first.due_at, now=now, zone=zone, lang=lang)
    if first.due_at < now:
        return Bi(
            f"原定 {when} 前{what}，现在已经超过。对不起让您久等，我们正在加紧处理。",
            f"We meant that {what} by {when}, and we are late. We are sorry, and are working on it.",
        ).pick(lang)
    return Bi(f"最晚 {when}：{what}", f"By {when}: {what}").pick(lang)


def promise_views(promises: Iterable[Any], *, now: datetime, zone: str, lang: str) -> list[dict[str, str]]:
    """[{text, when, tone}] of what was promised and is not settled yet. Kept and replaced promises need no more words."""
    views = []
    for promise in promises:
        if promise.settled_at is not None or promise.state not in ("open", "broken"):
            continue
        late = promise.state == "broken" or (promise.due_at is not None and promise.due_at < now)
        when = moment_words(promise.due_at, now=now, zone=zone, lang=lang) if promise.due_at else ""
        words = (
            Bi(f"原定 {when}，已经超过", f"due {when}, late") if late and when else Bi(f"{when} 前", f"by {when}") if when else Bi("", "")
        )
        views.append({"text": promise.text, "when": words.pick(lang), "tone": "red" if late else ""})
    return views
