"""Where people write: the reply to the customer and the note for colleagues, each with its own draft. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qingting.complaints.queries.drafts import Kept
from qingting.customers.queries.profiles import Profile
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.pinyin import pinyin_of
from qingting.people.queries.colleagues import Colleague

_PORTAL = Bi("查询页", "portal")
_WAYS = {"email": Bi("邮件", "e-mail"), "gateway": Bi("短信", "text message")}
_OFF = Bi("未接通", "not connected")
_NO_ADDRESS = Bi("没有地址", "no address")
_REPLY_OFF = Bi("您不能回复客户，可以写内部备注。", "You may not reply to the customer; you can write a note.")
MENTIONED = re.compile(r"@([^\s@，。；：！？、,.;:!?()（）]{1,40})")
MOST_PEOPLE = 300


def ways_out(profile: Profile | None, states: Mapping[str, bool], lang: str) -> list[dict[str, Any]]:
    """One entry that says where a reply goes, then those ways that are off, with the reason."""
    address = {"email": profile.email if profile else "", "gateway": profile.phone if profile else ""}
    on = [_PORTAL.pick(lang), *(name.pick(lang) for way, name in _WAYS.items() if states.get(way) and address[way])]
    off = [
        (way, name, _OFF if not states.get(way) else _NO_ADDRESS) for way, name in _WAYS.items() if not (states.get(way) and address[way])
    ]
    comma = "、" if lang == "zh" else ", "
    sent = Bi("发往：", "To: ").pick(lang) + comma.join(on)
    return [
        {"value": "all", "label": sent},
        *({"value": way, "label": f"{name.pick(lang)}（{why.pick(lang)}）", "disabled": True} for way, name, why in off),
    ]


def composer_view(
    *,
    allowed: frozenset[str],
    drafts: Mapping[str, Kept],
    reply_draft: str,
    note_draft: str,
    ways: list[dict[str, Any]],
    people: Sequence[Colleague],
    actor: Actor,
    lang: str,
    new_key: Callable[[], str],
) -> dict[str, Any] | None:
    """None for who may write neither."""
    if not allowed & {"respond", "note"}:
        return None
    reply, note = (_text(drafts.get(purpose)) for purpose in (reply_draft, note_draft))
    near = sorted(people, key=lambda each: (each.team_id != actor.team_id, each.name))[:MOST_PEOPLE]
    return {
        "kind": "reply" if "respond" in allowed and not (note and not reply) else "note",
        "reply": {
            "text": reply,
            "channels": ways,
            "channel": "all",
            "off": None if "respond" in allowed else _REPLY_OFF.pick(lang),
            "request_key": new_key(),
        },
        "note": {"text": note, "request_key": new_key()},
        "people": [{"name": each.name, "pinyin": pinyin_of(each.name)} for each in near if each.id != actor.id],
    }


def _text(kept: Kept | None) -> str:
    text = kept.content.get("text", "") if kept is not None else ""
    return text if isinstance(text, str) else str(text[0]) if text else ""


def mentioned_in(text: str, people: Sequence[Colleague]) -> list[str]:
    """User names of the colleagues a note calls with @: by whole name or user name, the longest name first."""
    found: dict[str, None] = {}
    by_length = sorted(people, key=lambda each: -len(each.name))
    for match in MENTIONED.finditer(text):
        word = match[1]
        hit = next((each.name for each in by_length if each.name and word.startswith(each.name)), None)
        for each in people:
            if each.name == hit or (hit is None and each.username.lower() == word.lower()):
                found.setdefault(each.username)
    return list(found)[:20]
