"""One event of the ledger in a person's words: whose side it is on, its sign, and what exactly happened. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingting.complaints.choices import LINK_KINDS, OUTCOMES
from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.reading import Past
from qingting.kernel.bilingual import Bi
from qingting.sla.choices import EXTERNAL, EXTERNAL_TITLE, PAUSE_REASONS

INBOUND, OUTBOUND, NOTE, SYSTEM = "inbound", "outbound", "note", "system"
SIDES: dict[str, tuple[str, str]] = {
    "complaints.complaint.registered": (INBOUND, "phone"), "complaints.message.received": (INBOUND, "message"), "complaints.complaint.confirmed": (INBOUND, "user-check"),
    "complaints.complaint.disputed": (INBOUND, "alert-triangle"), "complaints.complaint.rated": (INBOUND, "star"), "complaints.complaint.withdrawn": (INBOUND, "arrow-left"),
    "handling.option.chosen": (INBOUND, "circle-check"), "handling.option.refused": (INBOUND, "x"), "complaints.complaint.acknowledged": (OUTBOUND, "send"),
    "handling.reply.sent": (OUTBOUND, "send"), "handling.decision.made": (OUTBOUND, "gavel"), "complaints.complaint.refused": (OUTBOUND, "ban"),
    "sla.clock.extended": (OUTBOUND, "calendar"), "handling.promise.renegotiated": (OUTBOUND, "heart-handshake"), "complaints.note.added": (NOTE, "note"),
    "complaints.attachment.added": (SYSTEM, "paperclip"), "complaints.attachment.opened": (SYSTEM, "eye"), "complaints.complaint.revealed": (SYSTEM, "eye"),
    "complaints.complaint.assigned": (SYSTEM, "user-plus"), "complaints.complaint.transferred": (SYSTEM, "arrows-exchange"), "complaints.complaint.graded": (SYSTEM, "flag"),
    "complaints.complaint.categorised": (SYSTEM, "tag"), "complaints.complaint.closed": (SYSTEM, "circle-check"), "complaints.complaint.reopened": (SYSTEM, "refresh"),
    "complaints.complaint.linked": (SYSTEM, "link"), "complaints.complaint.unlinked": (SYSTEM, "link"), "handling.promise.made": (SYSTEM, "heart-handshake"),
    "handling.promise.kept": (SYSTEM, "heart-handshake"), "handling.promise.broken": (SYSTEM, "alert-triangle"), "handling.task.added": (SYSTEM, "list-check"),
    "handling.task.completed": (SYSTEM, "list-check"), "handling.task.verified": (SYSTEM, "list-check"), "handling.task.returned": (SYSTEM, "list-check"),
    "handling.option.proposed": (SYSTEM, "scale"), "handling.check.ticked": (SYSTEM, "checklist"), "sla.clock.breached": (SYSTEM, "alert-triangle"),
    "sla.clock.paused": (SYSTEM, "player-pause"), "sla.clock.resumed": (SYSTEM, "player-play"), "sla.clock.started": (SYSTEM, "clock"), "sla.clock.met": (SYSTEM, "clock"),
    "sla.clock.missed": (SYSTEM, "clock"), "sla.clock.warned": (SYSTEM, "clock"),
}  # fmt: skip
PLAIN_SIDE = (SYSTEM, "bolt")
CUSTOMER_NAMES = tuple(name for name, side in SIDES.items() if side[0] in (INBOUND, OUTBOUND))
INSIDE_NAMES = (
    "complaints.note.added", "complaints.attachment.added", "complaints.complaint.assigned", "complaints.complaint.transferred", "handling.task.added", "handling.task.completed",
    "handling.task.verified", "handling.task.returned", "handling.option.proposed", "handling.promise.made", "handling.promise.kept", "handling.promise.broken",
)  # fmt: skip
SYSTEM_NAMES = tuple(name for name in EVENT_NAMES if name not in CUSTOMER_NAMES and name not in INSIDE_NAMES)
MACHINE = ("sla.clock.started", "sla.clock.met", "sla.clock.missed", "sla.clock.cancelled", "sla.clock.replanned", "triage.")
"""What follows from an act by itself: nobody's name stands before it."""
WITH_CLAUSES = ("sla.", "triage.", "complaints.complaint.closed")


@dataclass(frozen=True, slots=True)
class Names:
    """Codes to words in one language, and how a moment is written."""

    lang: str
    of: Mapping[str, Mapping[str, str]]
    clocks: Mapping[str, Bi]
    checks: Mapping[str, str]
    moment: Callable[[datetime | None], str]

    def word(self, kind: str, code: Any) -> str:
        return self.of.get(kind, {}).get(str(code), str(code or "—"))

    def clock(self, code: Any) -> str:
        found = EXTERNAL_TITLE if code == EXTERNAL else self.clocks.get(str(code))
        return found.pick(self.lang) if found else str(code)

    def at(self, text: Any) -> str:
        try:
            return self.moment(datetime.fromisoformat(str(text)))
        except ValueError:
            return "—"


def _list(names: Names, parts: list[str]) -> str:
    return ("、" if names.lang == "zh" else ", ").join(parts)


def _due(data: dict[str, Any], names: Names) -> str:
    return names.at(data["due_at"]) if data.get("due_at") else ""


def _by(data: dict[str, Any], names: Names) -> str:
    due = _due(data, names)
    return Bi(f"（{due} 前）", f"(by {due})").pick(names.lang) if due else ""


def _clocks(data: dict[str, Any], names: Names) -> str:
    found = data.get("clocks") or [data.get("clock")]
    return _list(names, [names.clock(code) for code in found if code])


def _paused(data: dict[str, Any], names: Names) -> str:
    reason = PAUSE_REASONS.get(str(data.get("reason")))
    return reason.pick(names.lang) if reason else _clocks(data, names)


def _given(data: dict[str, Any], names: Names) -> str:
    return f"→ {data['to_name']}" if data.get("to_name") else ""


def _changed(kind: str) -> Callable[[dict[str, Any], Names], str]:
    return lambda data, names: f"{names.word(kind, data.get('from'))} → {names.word(kind, data.get('to'))}"


def _decision(data: dict[str, Any], names: Names) -> str:
    outcome = OUTCOMES.get(str(data.get("outcome")))
    remedy = (data.get("remedy") or {}).get("kind")
    return _list(
        names, [part for part in (outcome.pick(names.lang) if outcome else "", names.word("demand", remedy) if remedy else "") if part]
    )


def _link(data: dict[str, Any], names: Names) -> str:
    kind = LINK_KINDS.get(str(data.get("kind")))
    return f"{data.get('to', '')} {kind.pick(names.lang) if kind else ''}".strip()


def _judged(data: dict[str, Any], names: Names) -> str:
    return _list(
        names,
        [names.word("grade_code", data.get("grade")), names.word("category", data["category"]) if data.get("category") else ""][
            : 2 if data.get("category") else 1
        ],
    )


def _candidates(data: dict[str, Any], names: Names) -> str:
    return _list(names, [str(each.get("no", "")) for each in data.get("candidates", [])])


_DETAILS: dict[str, Callable[[dict[str, Any], Names], str]] = {
    "complaints.complaint.registered": lambda data, names: names.word("channel", data["channel"]) if data.get("channel") else "",
    "complaints.complaint.assigned": _given, "complaints.complaint.transferred": _given, "handling.task.added": lambda data, names: " ".join(filter(None, (_given(data, names), _by(data, names)))),
    "complaints.complaint.graded": _changed("grade_code"), "complaints.complaint.categorised": _changed("category"), "complaints.complaint.linked": _link, "complaints.complaint.unlinked": _link,
    "complaints.complaint.rated": lambda data, names: f"{data.get('score', '—')} / 5", "complaints.complaint.corrected": lambda data, names: _list(names, [names.word("field", f) for f in data.get("fields", [])]),
    "handling.decision.made": _decision, "handling.promise.made": _by, "handling.promise.renegotiated": lambda data, names: f"→ {_due(data, names)}",
    "handling.option.proposed": lambda data, names: str(data.get("option", "")), "handling.option.chosen": lambda data, names: f"{data.get('option', '')}. {data.get('title', '')}",
    "handling.option.refused": lambda data, names: f"{data.get('option', '')}. {data.get('title', '')}", "handling.check.ticked": lambda data, names: names.checks.get(str(data.get("item")), str(data.get("item"))),
    "sla.clock.extended": lambda data, names: f"{names.clock(data.get('clock'))} → {names.at(data.get('to'))}", "sla.clock.paused": _paused, "triage.judgement.made": _judged,
    "triage.repeat.suggested": _candidates,
}  # fmt: skip


def what_of(past: Past, names: Names) -> str:
    """The act in words with its detail: "分派 → 李敏", "定级 D → B"."""
    name = EVENT_NAMES.get(past.name)
    act = name.pick(names.lang) if name else past.name
    make = _DETAILS.get(past.name) or (_clocks if past.name.startswith("sla.clock.") else None)
    detail = make(past.data, names) if make else ""
    if past.name == "handling.check.ticked" and past.data.get("done") is False:
        act = Bi("取消检查项", "Checklist item taken back").pick(names.lang)
    if past.data.get("late") is True:
        detail = Bi("迟了", "late").pick(names.lang)
    return f"{act} {detail}".strip()
