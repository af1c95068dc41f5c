"""The timeline: one list of everything, oldest first, with what is new for this person. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from qingting.infra.ledger.reading import Past
from qingting.kernel.bilingual import Bi
from qingting.web.present.event_words import (
    CUSTOMER_NAMES,
    INBOUND,
    INSIDE_NAMES,
    MACHINE,
    PLAIN_SIDE,
    SIDES,
    SYSTEM_NAMES,
    WITH_CLAUSES,
    Names,
    what_of,
)
from qingting.web.words import listed

SHOWN: dict[str, tuple[Bi, tuple[str, ...] | None]] = {
    "all": (Bi("全部", "All"), None),
    "customer": (Bi("与客户", "With the customer"), CUSTOMER_NAMES),
    "inside": (Bi("内部", "Internal"), INSIDE_NAMES),
    "system": (Bi("系统", "System"), SYSTEM_NAMES),
}
_ERASED = Bi("（内容已删除）", "(text erased)")
_BY_STAFF = Bi("代客户记录", "recorded for the customer")
_FILE = "complaints.attachment.added"


def item_view(past: Past, names: Names, file_url: Callable[[str], str]) -> dict[str, Any]:
    """One event as `timeline_item` draws it."""
    side, icon = SIDES.get(past.name, PLAIN_SIDE)
    what = what_of(past, names)
    if side == INBOUND and past.actor_kind == "staff" and past.name != "complaints.complaint.registered":
        what = f"{what} · {_BY_STAFF.pick(names.lang)}"
    text = past.text if past.text != "" else _ERASED.pick(names.lang)
    files = []
    if past.name == _FILE and past.data.get("file"):
        files = [
            {
                "name": past.text or _ERASED.pick(names.lang),
                "size": size_words(past.data.get("size")),
                "url": file_url(str(past.data["file"])),
            }
        ]
        text = None
    if past.name == "complaints.attachment.opened":
        what, text = f"{what} {past.text or ''}".strip(), None
    return {
        "id": past.seq, "kind": side, "icon": icon, "who": "" if past.actor_kind == "system" or past.name.startswith(MACHINE) else past.actor_name, "what": what, "at": past.at, "text": text, "files": files,
        "clauses": listed(past.clauses) if past.name.startswith(WITH_CLAUSES) else "",
    }  # fmt: skip


def timeline_view(
    events: Sequence[Past],
    *,
    names: Names,
    file_url: Callable[[str], str],
    part_url: str,
    show: str,
    seen: int | None,
    actor_id: int | None,
    more: bool,
) -> dict[str, Any]:
    """`seen`: number of the newest event this person was shown before, None when never. `more`: there are earlier ones."""
    events = merge_clocks(events)
    new = next((e.seq for e in events if seen is not None and e.seq > seen and e.actor_id != actor_id), None)
    return {
        "items": [item_view(event, names, file_url) for event in events], "new_from": new,
        "earlier_url": f"{part_url}?show={show}&before={events[0].seq}" if more and events else None,
        "show": [{"label": label.pick(names.lang), "url": f"{part_url}?show={key}", "current": key == show} for key, (label, _names) in SHOWN.items()],
    }  # fmt: skip


def merge_clocks(events: Sequence[Past]) -> list[Past]:
    """Neighbouring events of several clocks that say the same at the same moment become one; the last number stands for them."""
    merged: list[Past] = []
    for event in events:
        before = merged[-1] if merged else None
        if (
            before is not None
            and event.name == before.name
            and event.at == before.at
            and event.name in ("sla.clock.met", "sla.clock.missed", "sla.clock.cancelled")
        ):
            clocks = [*(before.data.get("clocks") or [before.data.get("clock")]), event.data.get("clock")]
            merged[-1] = replace(event, data={"clocks": clocks}, clauses=tuple(dict.fromkeys([*before.clauses, *event.clauses])))
        else:
            merged.append(event)
    return merged


def size_words(size: Any) -> str:
    """1536 → "1.5 KB"."""
    try:
        count = float(size)
    except (TypeError, ValueError):
        return ""
    for unit in ("B", "KB", "MB"):
        if count < 1024 or unit == "MB":
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1024
    return ""
