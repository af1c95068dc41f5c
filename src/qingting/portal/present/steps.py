"""Where a complaint stands, in the customer's words. The words of the staff ("核实中") stay inside."""

from __future__ import annotations

from typing import Any

from qingting.kernel.bilingual import Bi

PATH: tuple[tuple[str, Bi], ...] = (
    ("received", Bi("已收到", "Received")),
    ("taken", Bi("专人受理", "In somebody's hands")),
    ("checked", Bi("核实情况", "Looking into it")),
    ("answered", Bi("给您方案", "An answer for you")),
    ("done", Bi("落实处理", "Carrying it out")),
    ("confirmed", Bi("请您确认", "Your word on it")),
    ("closed", Bi("结案", "Closed")),
)
_NOW = {"registered": 1, "accepted": 2, "investigating": 2, "proposing": 3, "implementing": 4, "confirming": 5, "closed": 7}

STATUS_WORDS: dict[str, Bi] = {
    "registered": Bi("已经收到，正在安排专人受理", "Received; we are choosing the person to handle it"),
    "accepted": Bi("已有专人受理，即将核实情况", "In somebody's hands; the facts are looked into next"),
    "investigating": Bi("正在核实情况", "The facts are being looked into"),
    "proposing": Bi("正在为您准备解决方案", "We are working on an answer for you"),
    "implementing": Bi("已有处理决定，正在落实", "Decided, and being carried out"),
    "confirming": Bi("已经处理，等您确认", "Done on our side; waiting for your word"),
    "closed": Bi("已结案", "Closed"),
    "withdrawn": Bi("您已撤回", "Withdrawn by you"),
    "not_accepted": Bi("不予受理，理由已经告诉您", "Not accepted; you have been told why"),
}

WAITING_FOR_CHOICE = Bi("方案已经给您，等您选择", "Our options are with you; waiting for your choice")


def status_words(status: str, lang: str) -> str:
    return STATUS_WORDS[status].pick(lang)


def steps_view(
    status: str, lang: str, *, received: str, taken: str = "", ended: str = "", confirmed: bool = False, now_words: str = ""
) -> list[dict[str, Any]]:
    """[{label, text, state}]: `received`, `taken` and `ended` are moments in words. An end off the path shows the two steps there were.

    `now_words` stands beside the present step instead of the status's own words.
    """
    if status in ("withdrawn", "not_accepted"):
        last = {"label": STATUS_WORDS[status].pick(lang), "text": ended, "state": "now"}
        return [{"label": PATH[0][1].pick(lang), "text": received, "state": "done"}, last]
    now = _NOW[status] + (1 if status == "confirming" and confirmed else 0)
    texts = {0: received, 1: taken if now > 1 else "", 6: ended, now: (now_words or STATUS_WORDS[status].pick(lang)) if now < 6 else ""}
    return [
        {"label": name.pick(lang), "text": texts.get(index, ""), "state": "done" if index < now else "now" if index == now else "todo"} for index, (_key, name) in enumerate(PATH)
    ]  # fmt: skip
