"""Which acts stand where on a complaint's page: the best next one first, the usual ones beside it, the rest in the menu. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qingting.kernel.bilingual import Bi
from qingting.kernel.pinyin import pinyin_of
from qingting.sla.choices import NOT_PAUSED
from qingting.web.act_forms import ACT_FORMS

ELSEWHERE = frozenset(
    {
        "respond",
        "note",
        "tick",
        "reveal",
        "choose",
        "complete-task",
        "verify-task",
        "return-task",
        "settle-promise",
        "unlink",
        "attach",
        "promise",
    }
)
"""Acts that have a place of their own on the page: composer, checklist, promises, tasks, options, files, links."""
_SIDE = ("close", "assign", "transfer", "add-task", "decide")
_MENU = (
    "acknowledge", "accept", "investigate", "propose", "decide", "implement", "confirm", "close", "assign", "transfer", "handover", "add-task", "set-grade", "set-category", "add", "pause", "resume",
    "extend", "link", "correct", "rate", "reopen", "refuse", "withdraw",
)  # fmt: skip
_LABELS = {"correct": Bi("更正登记信息", "Complete the record")}
_SHORTCUTS = {"assign": "a"}
_CLOSE_FIRST = Bi("还不能结案：", "Cannot be closed yet: ")


def best_next(status: str, confirmed: str) -> tuple[str, ...]:
    """The acts that lead on from here, the best one first."""
    return {
        "registered": ("accept", "investigate", "decide"),
        "accepted": ("investigate", "propose", "decide"),
        "investigating": ("propose", "decide"),
        "proposing": ("decide",),
        "implementing": ("implement",),
        "confirming": ("close",) if confirmed == "yes" else ("confirm", "close"),
        "closed": ("rate",),
    }.get(status, ())


def acts_view(
    allowed: frozenset[str], record: Any, *, lang: str, form_url: Callable[[str], str], running: frozenset[str], close_missing: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """`acts` of `workspace.html`. What this person may not do, or what has no sense now, is absent; a close that would be refused says why.

    `running`: names of the clocks that run. `close_missing`: what still stands between the complaint and its closing.
    """
    possible = {act for act in allowed if act in ACT_FORMS and act not in ELSEWHERE} - _pointless(record, running)
    wanted = best_next(record.status, record.confirmed)
    first = next((act for act in wanted if act in possible), None)
    if first == "rate" and record.rating is not None:
        first = None
    side = [act for act in _SIDE if act in possible and act != first][:2]
    more = [act for act in _MENU if act in possible and act != first and act not in side]

    def one(act: str) -> dict[str, Any]:
        form = ACT_FORMS[act]
        label = _LABELS.get(act, form.title).pick(lang)
        reason = (
            _CLOSE_FIRST.pick(lang) + ("；" if lang == "zh" else "; ").join(close_missing) if act == "close" and close_missing else None
        )
        shortcut = "s" if act == first else _SHORTCUTS.get(act)
        return {
            "label": label, "url": form_url(act), "icon": form.icon, "primary": act == first and not form.danger, "danger": form.danger, "dialog": True, "shortcut": shortcut,
            "command": label, "pinyin": pinyin_of(form.title.zh), "disabled_reason": reason,
        }  # fmt: skip

    return {"first": [one(first)] if first else [], "side": [one(act) for act in side], "more": [one(act) for act in more]}


def _pointless(record: Any, running: frozenset[str]) -> set[str]:
    """Acts the lifecycle would allow and that come to nothing now."""
    gone = set() if record.paused else {"resume"}
    if record.paused or running <= set(NOT_PAUSED):
        gone.add("pause")
    if not running:
        gone.add("extend")
    if "acknowledge" not in running:
        gone.add("acknowledge")
    return gone
