"""What goes wrong how often: grade and its reason, scene, aspect, channel, voice. Pure draws from a random source."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from qingting.console.demo.catalogue import PRODUCTS
from qingting.console.demo.codes import GRAVE_CODES, category_of
from qingting.console.demo.grammar import ladder, parse_line, pick, pick_weighted
from qingting.console.demo.scenes import phrases, scene_root, scenes, voices
from qingting.console.demo.season import peak

GRADE_SHARES = {"A": 0.02, "B": 0.07, "C": 0.26, "D": 0.65}

# Why a grade is what it is, and how often.
REASONS = {
    "A": {"danger": 76, "court": 12, "crowd": 8, "self_harm": 4},
    "B": {"government": 50, "media": 6, "lawyer": 7, "injury": 10, "leak": 9, "group": 6, "regulator": 7, "hazard": 5},
    "C": {
        "platform": 16,
        "third_party": 9,
        "social": 14,
        "post": 5,
        "amount": 20,
        "unwell": 8,
        "sensitive": 7,
        "executive": 4,
        "payment": 4,
        "safety": 13,
    },
    "D": {"": 1},
}
KIND_SHARES = {"inquiry": 0.014, "praise": 0.009, "suggestion": 0.009, "report": 0.004, "data_rights": 0.004}

_ORDINARY = {
    "hotline": 34, "chat": 17, "app": 11, "wechat": 10, "ecommerce": 9, "store": 6, "portal": 5, "email": 3, "wecom": 2.5, "sms": 1.2, "internal": 0.6,
    "partner": 0.8, "letter": 0.4, "other": 0.3,
}  # fmt: skip
_CHANNELS = {
    "government": {"h12315": 60, "h12345": 32, "regulator": 8},
    "media": {"media": 75, "hotline": 25},
    "lawyer": {"legal": 1},
    "court": {"legal": 55, "email": 25, "hotline": 20},
    "platform": {"ecommerce": 1},
    "third_party": {"third_party": 65, "association": 35},
    "social": {"social": 1},
    "payment": {"payment": 1},
    "executive": {"executive_box": 1},
    "danger": {"hotline": 75, "app": 10, "store": 5, "h12345": 5, "portal": 5},
    "self_harm": {"hotline": 2, "chat": 1},
}
_ENGLISH_CHANNELS = {"chat": 6, "email": 4, "app": 4, "portal": 3, "hotline": 2, "ecommerce": 1}

_VOICES = {
    "h12315": {"statement": 75, "formal": 25},
    "association": {"statement": 60, "formal": 40},
    "regulator": {"statement": 50, "formal": 50},
    "h12345": {"clerk": 1},
    "media": {"reporter": 1},
    "legal": {"lawyer": 1},
    "social": {"post": 75, "sarcastic": 15, "angry": 10},
    "internal": {"colleague": 1},
    "partner": {"colleague": 1},
    "executive_box": {"rambling": 35, "formal": 30, "polite": 25, "angry": 10},
    "email": {"formal": 25, "polite": 30, "rambling": 15, "plain": 20, "angry": 10},
    "letter": {"elder": 40, "formal": 35, "rambling": 25},
    "sms": {"terse": 1},
    "store": {"colleague": 30, "spoken": 30, "angry": 15, "plain": 15, "elder": 10},
    "hotline": {"spoken": 40, "angry": 12, "child": 9, "elder": 6, "polite": 7, "plain": 9, "sarcastic": 2, "dialect": 13, "rambling": 2},
}  # fmt: skip
_DIALECTS = {
    "华北": ("beijing", "dongbei"),
    "华东": ("shanghai", "dongbei"),
    "华南": ("canton",),
    "西南": ("sichuan",),
    "华中": ("dongbei",),
}
_MUST_RAISE = frozenset({"court", "crowd", "self_harm", "regulator", "group", "platform", "post", "amount", "sensitive"})
_TOO_COOL = frozenset({"sarcastic", "terse", "beijing"})
_WITHOUT_RAISE = frozenset({"terse", "post", "reporter"})
# Scenes that can cost a customer more than the thing itself.
_COSTLY = frozenset(
    [
        "again_broken",
        "slow_repair",
        "no_parts",
        "warranty",
        "late_install",
        "bad_install",
        "late_delivery",
        "lost",
        "damaged",
        "false_ad",
        "broken_word",
        "flaw",
        "slow_refund",
        "refuse_return",
    ]
)
# Scenes many neighbours can share.
_SHARED = frozenset(
    [
        "fault:suite",
        "fault:lock",
        "fault:purifier",
        "fault:hub",
        "late_install",
        "bad_install",
        "again_broken",
        "slow_repair",
        "late_delivery",
        "false_ad",
        "app",
    ]
)
_BUSY_GROUPS = {"logistics": 1.9, "price_promotion": 1.8, "returns": 1.25}


@cache
def _table(key: str) -> tuple[tuple[str, ...], list[float]]:
    """A weighted table by name: "reason:A", "channel:media", "voice:hotline", "kinds"."""
    sort, _, name = key.partition(":")
    if sort == "reason":
        weights = REASONS[name]
    elif sort == "channel":
        weights = _CHANNELS.get(name, _ORDINARY) if name != "english" else _ENGLISH_CHANNELS
    elif sort == "voice":
        weights = _VOICES.get(name) or _everyday_voices()
    else:
        weights = KIND_SHARES
    return tuple(weights), ladder(weights.values())


def _everyday_voices() -> dict[str, float]:
    weights = {key: voice.weight for key, voice in voices().items() if voice.weight > 0}
    for dialect in ("dongbei", "sichuan", "canton", "beijing", "shanghai"):
        weights.pop(dialect)
    return {**weights, "spoken": 2.0, "dialect": 3.5}


@cache
def _scene_table(reason: str, busy: bool) -> tuple[tuple[str, ...], list[float]]:
    """Scenes that can carry a reason, with weights; faults by how many of the family are sold."""
    sold: dict[str, float] = {}
    for product in PRODUCTS:
        sold[product.family] = sold.get(product.family, 0) + product.share
    total = sum(sold.values())
    weights: dict[str, float] = {}
    for key, scene in scenes().items():
        weight = scene.weight
        if key.startswith("fault:"):
            weight *= sold[scene.families[0]] / total
        if busy:
            weight *= _BUSY_GROUPS.get(category_of(scene_root(key), "").partition(".")[0], 1.0)
        if _carries(key, reason):
            weights[key] = weight
    return tuple(weights), ladder(weights.values())


def _carries(key: str, reason: str) -> bool:
    """Whether a scene can be the matter of a complaint of this reason."""
    if key == "remote":
        return False
    if reason == "danger":
        return scenes()[key].severe
    if reason == "injury":
        return key == "pinch"
    if reason == "leak":
        return key == "leak"
    if reason == "unwell":
        return key == "unwell"
    if scenes()[key].severe or key in ("pinch", "leak", "unwell"):
        return False
    if reason in ("group", "crowd") and key not in _SHARED:
        return False
    if reason == "amount" and key not in _COSTLY and not key.startswith("fault:"):
        return False
    codes = {category_of(scene_root(key), aspect) for aspect in scenes()[key].aspects}
    if reason == "hazard":
        return bool(codes & GRAVE_CODES)
    if reason == "safety":
        return any(code.startswith("safety.") for code in codes - GRAVE_CODES)
    return any(not code.startswith("safety.") for code in codes)


@cache
def _aspects(scene: str, reason: str) -> tuple[str, ...]:
    """Aspects of a scene whose category agrees with the reason of the grade."""
    found = scenes()[scene].aspects
    if reason in ("danger", "injury", "leak", "unwell"):
        return found
    codes = {aspect: category_of(scene_root(scene), aspect) for aspect in found}
    if reason == "hazard":
        return tuple(aspect for aspect in found if codes[aspect] in GRAVE_CODES)
    if reason == "safety":
        return tuple(aspect for aspect in found if codes[aspect].startswith("safety.") and codes[aspect] not in GRAVE_CODES)
    return tuple(aspect for aspect in found if not codes[aspect].startswith("safety."))


def draw_reason(grade: str, rng: Random) -> str:
    """Why the complaint has its grade."""
    return str(pick_weighted(*_table(f"reason:{grade}"), rng))


def draw_kind(rng: Random) -> str:
    """Which matter other than a complaint it is."""
    return str(pick_weighted(*_table("kinds"), rng))


def draw_scene(reason: str, day: date, rng: Random) -> tuple[str, str]:
    """Scene and aspect that can carry the reason, with the mix of the season."""
    scene = str(pick_weighted(*_scene_table(reason, peak(day) > 1.3), rng))
    return scene, draw_aspect(scene, reason, rng)


def draw_aspect(scene: str, reason: str, rng: Random) -> str:
    """What the complaint is about within its scene."""
    return str(pick(_aspects(scene, reason), rng))


def draw_channel(reason: str, rng: Random) -> str:
    """The way in that fits the reason."""
    return str(pick_weighted(*_table(f"channel:{reason}"), rng))


def draw_voice(channel: str, reason: str, region: str, rng: Random) -> str:
    """A voice that is heard on the channel and can say what the reason needs."""
    for _ in range(20):
        voice = str(pick_weighted(*_table(f"voice:{channel}"), rng))
        if voice == "dialect":
            voice = pick(_DIALECTS[region], rng)
        if not (reason in _MUST_RAISE and voice in _WITHOUT_RAISE) and not (
            reason in ("danger", "injury", "self_harm") and voice in _TOO_COOL
        ):
            return voice
    return "angry"


def says(reason: str) -> bool:
    """Whether the text must speak of the reason, because neither channel nor scene shows it."""
    return reason in _MUST_RAISE


@cache
def english_aspects() -> dict[str, tuple[str, ...]]:
    """Scenes the English voice can tell, with their aspects; a fault stands under its family."""
    found = {}
    for key, texts in phrases("english")["scenes"].items():
        scene = f"fault:{key}" if f"fault:{key}" in scenes() else key
        found[scene] = tuple(dict.fromkeys(parse_line(text).aspect for text in texts))
    return found
