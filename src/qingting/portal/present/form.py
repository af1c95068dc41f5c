"""The form's own context: what can be picked, what is promised, what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.rules.promise import hours_words, span_words
from qingting.policy.schema import Standard

_ICONS = {
    "quality": "settings", "safety": "shield-check", "repair": "adjustments-horizontal", "installation": "package", "logistics": "map-pin", "returns": "refresh", "price_promotion": "tag",
    "service": "headset", "advertising": "eye", "account_privacy": "lock", "invoice_payment": "receipt", "process": "list-check", "billing": "scale", "network": "world", "food_health": "heart-handshake",
}  # fmt: skip
_OTHER_ICON = "message"
TILES_FIRST, DEMANDS_FIRST = 4, 7
_OFTEN = ("quality", "service", "logistics", "returns", "repair", "safety", "installation", "price_promotion")


def tiles_view(standard: Standard, lang: str) -> list[dict[str, str]]:
    """Main categories, those asked for most often first."""
    mains = [category for category in standard.categories if category.parent is None]
    mains.sort(key=lambda category: _OFTEN.index(category.code) if category.code in _OFTEN else len(_OFTEN))
    return [{"value": c.code, "icon": _ICONS.get(c.code, _OTHER_ICON), "label": c.name.pick(lang)} for c in mains]


def demands_view(standard: Standard, lang: str) -> list[dict[str, str]]:
    return [{"value": demand.code, "label": demand.name.pick(lang)} for demand in standard.demands]


def reply_words(standard: Standard, lang: str) -> str:
    """How soon a person replies, from the same clock as the receipt's promise and for the grade most complaints have."""
    (rule,) = [rule for rule in clock_rules(standard, standard.grade_default.grade) if rule.name == standard.portal.promise_clock]
    time = span_words(rule.span)
    words = Bi(
        f"提交后，我们的专人会在{_spaced(time.zh)}内回复您，并负责到底。",
        f"Once you have sent it, a person replies within {time.en} and stays with it to the end.",
    ).pick(lang)
    if rule.calendar == "round_the_clock":
        return words
    hours = hours_words(standard)
    return words + Bi(f"（工作时间：{hours.zh}）", f" (Working time: {hours.en})").pick(lang)


def _spaced(text: str) -> str:
    """A figure at the edge of Chinese text stands off a little."""
    return f" {text}" if text[:1].isdigit() else text


def form_view(
    standard: Standard, lang: str, *, value: dict[str, Any], errors: Sequence[DomainError], request_key: str, max_files: int, accept: str
) -> dict[str, Any]:
    """The context of portal/form.html. Nothing is ticked beforehand, and no consent ever is."""
    error_of: dict[str, str] = {}
    for error in errors:
        if error.field:
            error_of.setdefault(error.field, error.message(lang))
    general = [error.message(lang) for error in errors if not error.field]
    if error_of:
        count = len(error_of)
        general.append(
            Bi(
                f"还有 {count} 处需要补充或更正，已在下面标出。您写的内容都在。",
                f"{count} {'place needs' if count == 1 else 'places need'} a look; marked below. What you wrote is kept.",
            ).pick(lang)
        )
    portal = standard.portal
    tiles, demands = tiles_view(standard, lang), demands_view(standard, lang)
    return {
        "welcome": portal.welcome.pick(lang), "promise": reply_words(standard, lang), "hint": portal.verbatim_hint.pick(lang), "safety": portal.safety.pick(lang),
        "tiles": tiles[:TILES_FIRST], "more_tiles": tiles[TILES_FIRST:], "demands": demands[:DEMANDS_FIRST], "more_demands": demands[DEMANDS_FIRST:],
        "value": value, "error_of": error_of, "problems": general, "max_files": max_files, "accept": accept, "request_key": request_key,
        "privacy_text": portal.privacy.pick(lang), "sensitive_text": portal.sensitive_consent.pick(lang), "unsent_files": value.get("had_files", False),
    }  # fmt: skip
