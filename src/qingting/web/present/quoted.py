"""The customer's own words with what was found in them: marks on a plain text, and what it comes to in four lines. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qingting.complaints.choices import RISKS
from qingting.kernel.bilingual import Bi

_MARKS = (("bottom_lines", "bottom_line"), ("escalation", "escalation"), ("risks", "risk"), ("demands", "demand"))
"""Lists of a judgement and the mark of each; where two overlap, the earlier list wins."""
_TITLES = {
    "bottom_line": Bi("底线", "Will not accept"), "risk": Bi("风险", "Risk"), "escalation": Bi("升级意向", "May turn to"), "demand": Bi("诉求", "Wants"),
}  # fmt: skip
EMOTIONS: dict[str, Bi] = {
    "calm": Bi("平静", "calm"), "disappointed": Bi("失望", "disappointed"), "anxious": Bi("焦虑", "anxious"), "angry": Bi("愤怒", "angry"), "furious": Bi("暴怒", "furious"),
}  # fmt: skip
ESCALATIONS: dict[str, Bi] = {
    "media": Bi("媒体", "the media"), "regulator": Bi("监管部门", "a regulator"), "court": Bi("法院", "court"), "association": Bi("消协", "a consumer association"),
    "social": Bi("社交平台", "social media"), "platform": Bi("平台介入", "the platform"), "third_party": Bi("第三方投诉平台", "a complaint site"), "police": Bi("公安", "the police"),
    "lawyer": Bi("律师", "a lawyer"), "petition": Bi("信访", "a petition office"),
}  # fmt: skip
_NOT_SAID = Bi("没有提到", "not mentioned")


def segments(text: str, judgement: Mapping[str, Any], names: Mapping[str, Mapping[str, str]], lang: str) -> list[dict[str, str]]:
    """The text cut into marked and unmarked parts. Spans that do not fit the text, or are negated, mark nothing."""
    taken: list[tuple[int, int, str, str]] = []
    for mark, start, end, label in _spans(text, judgement):
        if all(end <= a or start >= b for a, b, _mark, _label in taken):
            taken.append((start, end, mark, label))
    parts: list[dict[str, str]] = []
    at = 0
    for start, end, mark, label in sorted(taken):
        if start > at:
            parts.append({"text": text[at:start], "mark": "", "title": ""})
        word = _label_word(mark, label, names, lang)
        title = _TITLES[mark].pick(lang)
        parts.append(
            {
                "text": text[start:end],
                "mark": mark,
                "title": f"{title}：{word}" if word and lang == "zh" else f"{title}: {word}" if word else title,
            }
        )
        at = end
    if at < len(text) or not parts:
        parts.append({"text": text[at:], "mark": "", "title": ""})
    return parts


def _spans(text: str, judgement: Mapping[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    for key, mark in _MARKS:
        for span in _list(judgement, key):
            start, end = span.get("start"), span.get("end")
            if not _holds(span) or not isinstance(start, int) or not isinstance(end, int):
                continue
            if 0 <= start < end <= len(text) and text[start:end] == span.get("text"):
                yield mark, start, end, str(span.get("label", ""))


def _holds(span: Mapping[str, Any]) -> bool:
    """Said, and said firmly enough to count; a span kept without a score counts."""
    score = span.get("score", 1.0)
    return not span.get("negated") and isinstance(score, int | float) and score >= 0.5


def _list(judgement: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = judgement.get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _label_word(mark: str, label: str, names: Mapping[str, Mapping[str, str]], lang: str) -> str:
    if mark == "demand":
        return names["demand"].get(label, "")
    if mark == "risk":
        return RISKS[label].pick(lang) if label in RISKS else ""
    if mark == "escalation":
        return ESCALATIONS[label].pick(lang) if label in ESCALATIONS else label
    return ""


def reading_view(record: Any, names: Mapping[str, Mapping[str, str]], lang: str) -> list[dict[str, str]]:
    """What is wanted, the feeling, what will not be accepted, what is threatened."""
    judgement = record.judgement if isinstance(record.judgement, dict) else {}
    nothing = _NOT_SAID.pick(lang)
    comma = "、" if lang == "zh" else ", "
    wants = comma.join(names["demand"].get(code, code) for code in record.demands)
    emotion = EMOTIONS.get(str(judgement.get("emotion")), EMOTIONS["calm"]).pick(lang)
    limits = comma.join(dict.fromkeys(str(s.get("text", "")) for s in _list(judgement, "bottom_lines") if _holds(s)))
    turns = comma.join(
        dict.fromkeys(_label_word("escalation", str(s.get("label", "")), names, lang) for s in _list(judgement, "escalation") if _holds(s))
    )
    anger = record.anger
    return [
        {"label": Bi("核心诉求", "Wants").pick(lang), "text": wants or nothing, "tone": ""},
        {
            "label": Bi("情绪 / 强度", "Feeling").pick(lang),
            "text": f"{emotion} · {anger} / 5",
            "tone": "red" if anger >= 4 else "orange" if anger == 3 else "",
        },
        {"label": Bi("底线", "Will not accept").pick(lang), "text": limits or nothing, "tone": ""},
        {"label": Bi("升级意向", "May turn to").pick(lang), "text": turns or nothing, "tone": "orange" if turns else ""},
    ]


def judgement_rows(
    record: Any, names: Mapping[str, Mapping[str, str]], lang: str, *, category_url: str | None, grade_url: str | None, standard_name: str
) -> list[dict[str, Any]]:
    """Category and grade with the words and the clause they rest on."""
    judgement = record.judgement if isinstance(record.judgement, dict) else {}
    guess = judgement.get("category") if isinstance(judgement.get("category"), dict) else None
    basis, comma = record.grade_basis or {}, "、" if lang == "zh" else ", "
    quote = (lambda word: f"「{word}」") if lang == "zh" else (lambda word: f"“{word}”")
    category = names["category"].get(record.category, record.category_name) or Bi("还没有归类", "none yet").pick(lang)
    because = comma.join(quote(str(s.get("text", ""))) for s in (guess or {}).get("words", [])[:6])
    by_person = (record.category_basis or {}).get("by") == "person"
    if by_person:
        because = Bi("由人设定", "set by a person").pick(lang)
    elif guess and guess.get("code") == record.category and record.category_confidence is not None:
        category = f"{category}  {round(record.category_confidence * 100)}%"
    elif guess and not record.category:
        suggestion = names["category"].get(str(guess.get("code")), str(guess.get("code")))
        because = Bi("系统不够确定，猜测是", "not sure enough; a guess:").pick(lang) + f" {suggestion} {because}"
    reason = (basis.get("reason") or {}).get(lang, "")
    words = comma.join(quote(str(word)) for word in basis.get("words", [])[:6])
    clause = f"{standard_name} {basis['clause']}" if basis.get("clause") else ""
    who = str(basis.get("by_name", "")) if basis.get("by") == "person" else ""
    return [
        {"label": Bi("类别", "Category").pick(lang), "value": category, "because": because, "act_url": category_url},
        {
            "label": Bi("级别", "Grade").pick(lang),
            "value": names["grade_code"].get(record.grade, record.grade),
            "because": " · ".join(filter(None, (who, reason, words, clause))),
            "act_url": grade_url,
        },
    ]
