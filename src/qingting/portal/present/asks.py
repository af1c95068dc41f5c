"""What the customer may decide or do now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qingting.complaints.choices import ENDED_STATUSES, OPEN_STATUSES
from qingting.kernel.bilingual import Bi

_REOPEN: dict[str, tuple[Bi, Bi]] = {
    "closed": (Bi("问题又出现了？", "Has the problem come back?"), Bi("告诉我们现在的情况，由原来的人继续处理，您不用从头再说。", "Tell us how things are now. The same person goes on; you need not start over.")),
    "withdrawn": (Bi("想继续处理？", "Shall we go on after all?"), Bi("告诉我们为什么，我们接着处理。", "Tell us why, and we go on from there.")),
    "not_accepted": (Bi("不同意？请我们再看一次", "Not in agreement? Ask for a second look"), Bi("写下您的理由，由人重新审核。", "Write your reasons; a person will look again.")),
    "confirming": (Bi("问题又出现了？", "Has the problem come back?"), Bi("告诉我们现在的情况，我们继续处理。", "Tell us how things are now, and we go on.")),
}  # fmt: skip


def may_choose(status: str) -> bool:
    """A choice steers the decision: it is asked for while options are on the table, and not again once there is a decision."""
    return status == "proposing"


def asks_view(*, status: str, confirmed: str, rating: int | None, options: Sequence[Any], confirm_text: str, lang: str) -> dict[str, Any]:
    """{choose?, confirm?, rate?, reopen?}: a question stands on the page only while its answer is of use."""
    asks: dict[str, Any] = {}
    if options and may_choose(status):
        chosen = next((option.label for option in options if option.answer == "accepted"), "")
        title = (
            Bi(f"您选了方案 {chosen}，想改的话可以重选", f"You chose option {chosen}; you may choose again")
            if chosen
            else Bi("您愿意接受哪个方案？", "Which of these would you accept?")
        )
        asks["choose"] = {"text": title.pick(lang), "options": [_option(option, lang) for option in options], "chosen": chosen}
    if status == "confirming" and confirmed != "yes":
        asks["confirm"] = {"text": confirm_text}
    if rating is None and (status in ("closed", "not_accepted") or (status == "confirming" and confirmed == "yes")):
        asks["rate"] = {
            "text": Bi(
                "您对这次处理满意吗？（1 很不满意，5 很满意）", "How satisfied are you with how we handled it? (1 not at all, 5 very)"
            ).pick(lang)
        }
    if status in ENDED_STATUSES or (status == "confirming" and confirmed == "yes"):
        title, text = _REOPEN[status]
        asks["reopen"] = {"title": title.pick(lang), "text": text.pick(lang)}
    return asks


def _option(option: Any, lang: str) -> dict[str, Any]:
    """Title and days. What it costs us, how feasible we think it is and our remarks are nobody's business but ours."""
    days = (
        Bi(f"大约 {option.days} 天", f"about {option.days} days" if option.days != 1 else "about one day").pick(lang) if option.days else ""
    )
    answer = {"accepted": Bi("您选了这个", "your choice"), "refused": Bi("您没有接受", "you said no")}.get(option.answer)
    return {
        "value": option.label,
        "letter": option.label,
        "name": option.title,
        "text": days,
        "answer": answer.pick(lang) if answer else "",
        "chosen": option.answer == "accepted",
    }


def may_add(status: str) -> bool:
    return status in OPEN_STATUSES


def may_withdraw(status: str) -> bool:
    return status in OPEN_STATUSES
