"""What keyboards, haste and habit do to a text: typing errors, missing punctuation, emoji, pictures, dialect words, 繁體."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Any

import opencc

from qingting.console.demo.case import Case
from qingting.console.demo.grammar import pick
from qingting.console.demo.scenes import Voice

_TYPOS = (
    ("已经", "以经"), ("安装", "按装"), ("师傅", "师父"), ("必须", "必需"), ("账号", "帐号"), ("登录", "登陆"), ("客服", "克服"), ("反映", "反应"), ("竟然", "尽然"),
    ("退货", "退或"), ("再", "在"), ("那个", "哪个"), ("的时候", "得时候"), ("坏了", "怀了"), ("投诉", "头诉"), ("联系", "联糸"), ("质量", "质良"), ("门锁", "门所"),
    ("快递", "块递"), ("没有", "没又"), ("怎么", "怎末"), ("结果", "接果"), ("电话", "电花"), ("解决", "解绝"), ("一直", "一只"), ("继续", "记续"), ("耐心", "奈心"),
)  # fmt: skip
_EMOJI = {
    "angry": ("😡", "🤬", "💢", "😤"), "sarcastic": ("🙃", "👏", "😅", "🌚"), "polite": ("🙏", "😔"), "terse": ("😡", "🙄", "😭"), "plain": ("😮‍💨", "😭", "🙏"),
    "spoken": ("😮‍💨",), "post": ("😭", "🤬", "🙄", "🔥"),
}  # fmt: skip
_TYPED = frozenset({"chat", "app", "wechat", "wecom", "ecommerce", "portal", "sms", "social", "third_party", "payment", "email", "other"})
_STREET = str.maketrans({"。": " ", "，": " ", "！": " ", "；": " "})


@lru_cache(maxsize=1)
def _converter() -> Any:
    return opencc.OpenCC("s2tw")


def disturb(text: str, case: Case, voice: Voice, rng: Random) -> str:
    """The text as it really came in."""
    for old, new in voice.swap:
        text = text.replace(old, new)
    if voice.convert:
        return str(_converter().convert(text)).replace("「", "「")
    if case.channel not in _TYPED or voice.key in ("formal", "statement", "lawyer", "reporter", "clerk"):
        return text
    draw = rng.random()
    if draw < 0.1:
        text = _mistype(text, rng)
    elif draw < 0.14 and voice.key in ("terse", "angry", "plain", "spoken", "elder"):
        text = text.translate(_STREET).strip()
    elif draw < 0.22 and voice.key in _EMOJI:
        text += pick(_EMOJI[voice.key], rng) * rng.randint(1, 3)
    elif draw < 0.29 and case.scene not in ("rude", "no_answer", "robot"):
        text += pick(("[图片]", "[图片][图片]", "[视频]", "（附图3张）", "\n附件：照片2张", "[图片] 自己看"), rng)
    elif draw < 0.31:
        text = text.replace("。", "...").replace("，", ",")
    return text


def _mistype(text: str, rng: Random) -> str:
    """One or two wrong characters that sound right."""
    fitting = [pair for pair in _TYPOS if pair[0] in text]
    rng.shuffle(fitting)
    for old, new in fitting[: rng.randint(1, 2)]:
        text = text.replace(old, new, 1)
    return text
