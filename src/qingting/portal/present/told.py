"""What is said once after something was sent."""

from __future__ import annotations

from qingting.kernel.bilingual import Bi

RECEIVED = "received"
DANGER = "_danger"
"""Added to a code when the words that were sent speak of danger."""

UNKEPT = "_unkept"
"""Ends a code when the words arrived and a file could not be kept."""
_NO_FILE = Bi(
    "文字已经收到，但文件没有保存成功（存储暂时不可用），请稍后再传文件。",
    "Your words have arrived, but the file could not be saved; please send it again later.",
)

TEXTS: dict[str, Bi] = {
    "add": Bi("补充的内容已经收到，处理人员会看到。", "What you added has arrived; whoever handles this will see it."),
    "choose": Bi("您的选择已经收到，我们按它来办。", "We have your choice and will act on it."),
    "choose_none": Bi("知道了：这些方案都不合适。我们会再和您商量。", "Understood: none of these fits. We will come back to you."),
    "confirm_yes": Bi("谢谢您的确认。", "Thank you for letting us know."),
    "confirm_no": Bi("知道了，问题还没有解决，我们继续处理。", "Understood: it is not solved. We go on."),
    "rate": Bi("谢谢您的评价。", "Thank you for your rating."),
    "withdraw": Bi(
        "已经撤回。如果改变主意，可以随时在这里继续。", "Taken back. Should you change your mind, you can go on here at any time."
    ),
    "reopen": Bi("已经重新开始处理，对不起让您又费心了。", "We have taken it up again. We are sorry that you had to come back."),
    **{name + UNKEPT: _NO_FILE for name in ("add", "reopen", RECEIVED)},
}


def told_view(code: str, lang: str) -> tuple[dict[str, str] | None, bool]:
    """(notice {text, tone} or None, whether the emergency text is shown with it). An unknown code says nothing."""
    name = code.removesuffix(DANGER)
    text = TEXTS.get(name)
    tone = "orange" if name.endswith(UNKEPT) else "green"
    return ({"text": text.pick(lang), "tone": tone} if text else None), code.endswith(DANGER) and (text is not None or name == RECEIVED)
