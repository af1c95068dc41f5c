"""Scripts for the step a complaint is at, filled with what is known; what is not known stays a blank that stops the sending. Pure."""

from __future__ import annotations

import re
from typing import Any

from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.text import contains
from qingting.policy.rules.codes import name_of
from qingting.policy.rules.wording import scripts_for
from qingting.policy.schema import Standard
from qingting.web.present.naming import short_time

BLANKS: dict[str, Bi] = {
    "customer_name": Bi("客户称呼", "customer's name"), "agent_name": Bi("您的姓名", "your name"), "no": Bi("单号", "number"), "due": Bi("具体时间", "a time"),
}  # fmt: skip
_STEPS = {
    "registered": ("listen", "apologise", "understand"), "accepted": ("apologise", "understand", "promise"), "investigating": ("understand", "propose", "promise", "handover"),
    "proposing": ("propose", "involve", "decline", "promise"), "implementing": ("promise",), "confirming": ("visit",), "closed": ("visit",),
}  # fmt: skip
_PLACE = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")


def values_for(record: Any, actor: Actor, lang: str) -> dict[str, str]:
    """What fills the variables: only what is really known. The deadline is the next one of the clocks."""
    known = {
        "customer_name": record.customer_name,
        "agent_name": actor.name,
        "no": record.no,
        "due": short_time(record.next_due_at, lang) if record.next_due_at else "",
    }
    return {name: value for name, value in known.items() if value}


def scripts_view(record: Any, *, pinned: Standard, actor: Actor, lang: str, search: str = "") -> dict[str, Any]:
    """`scripts` of the fragment. Without a search, those of the present step; with one, every script that holds the words."""
    values = values_for(record, actor, lang)
    steps = [step.code for step in pinned.steps] if search else list(_STEPS.get(record.status, [step.code for step in pinned.steps]))
    found = []
    for step in steps:
        for script in scripts_for(pinned, step, record.category or None):
            text = script.text.pick(lang)
            if search and not contains(f"{script.title.zh}\n{script.title.en}\n{script.text.zh}\n{script.text.en}", search):
                continue
            title = f"{name_of(pinned, 'steps', step).pick(lang)} · {script.title.pick(lang)}"
            found.append({"title": title, "segments": filled_segments(text, values, lang), "forbidden": False, "reason": None})
    return {"scripts": found, "scripts_query": search}


def filled_segments(text: str, values: dict[str, str], lang: str) -> list[dict[str, Any]]:
    """The text in parts: values as plain text, unknown variables as blanks with their name."""
    parts: list[dict[str, Any]] = []
    at = 0
    for place in _PLACE.finditer(text):
        if place.start() > at:
            parts.append({"text": text[at : place.start()], "blank": False})
        known = values.get(place[1])
        parts.append({"text": known, "blank": False} if known else {"text": BLANKS[place[1]].pick(lang), "blank": True})
        at = place.end()
    if at < len(text):
        parts.append({"text": text[at:], "blank": False})
    return parts


def blanks_in(text: str) -> list[str]:
    """Blanks of a script that nobody has filled: 【具体时间】."""
    return [f"【{word}】" for name in BLANKS.values() for word in (name.zh, name.en) if f"【{word}】" in text]
