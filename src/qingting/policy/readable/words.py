"""How the document says things: texts in one language, tables, conditions in words."""

from collections.abc import Iterable, Mapping, Sequence

from qingting.kernel.bilingual import Bi
from qingting.kernel.money import format_fen
from qingting.kernel.worktime import Span
from qingting.policy.rules.codes import CodeList, name_of
from qingting.policy.rules.promise import span_words
from qingting.policy.schema.facts import HARM_NAMES, ROUTE_FACTS
from qingting.policy.schema.standard import Standard

_OPERATORS = {
    "eq": Bi("为", "is"),
    "ne": Bi("不为", "is not"),
    "in": Bi("属于", "is one of"),
    "gt": Bi("大于", "is above"),
    "gte": Bi("不小于", "is at least"),
    "lt": Bi("小于", "is below"),
    "lte": Bi("不大于", "is at most"),
    "contains": Bi("含", "contains"),
}
_CODE_LISTS: dict[str, CodeList] = {
    "categories": "categories",
    "top_categories": "categories",
    "channels": "channels",
    "demands": "demands",
}


class Page:
    """A document that grows line by line in one language."""

    def __init__(self, standard: Standard, lang: str) -> None:
        self.standard = standard
        self.lang = lang
        self._lines: list[str] = []

    def say(self, text: Bi) -> str:
        """The text in the language of the document."""
        return text.pick(self.lang)

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return self.say(Bi(zh, en))

    def join(self, parts: Iterable[str]) -> str:
        """Parts in one line."""
        return self.pick("、", ", ").join(parts)

    def names(self, code_list: CodeList, codes: Iterable[str]) -> str:
        """Codes by their names."""
        return self.join(self.say(name_of(self.standard, code_list, code)) for code in codes)

    def span(self, span: Span | None) -> str:
        """A span in words."""
        return self.say(span_words(span)) if span else ""

    def money(self, fen: int) -> str:
        """An amount of money."""
        return format_fen(fen, "CNY", self.lang)

    def mark(self, status: str) -> str:
        """The mark of a default that is still to be verified."""
        return self.pick("（待核实）", " (to verify)") if status == "to_verify" else ""

    def heading(self, level: int, text: str) -> None:
        """A heading."""
        self.line(f"{'#' * level} {text}")

    def line(self, text: str, *, quote: bool = False) -> None:
        """A paragraph."""
        self._lines += [f"> {text}" if quote else text, ""]

    def bullets(self, texts: Iterable[str]) -> None:
        """A list."""
        self._lines += [*(f"- {text}" for text in texts), ""]

    def table(self, heads: Sequence[Bi | str], rows: Iterable[Sequence[str]]) -> None:
        """A table."""
        shown = [head if isinstance(head, str) else self.say(head) for head in heads]
        self._lines.append("| " + " | ".join(shown) + " |")
        self._lines.append("|" + " --- |" * len(shown))
        self._lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
        self._lines.append("")

    def condition(self, when: Mapping[str, object], *, inside: bool = False) -> str:
        """A condition in words. Only conditions that have been checked come here."""
        if "fact" in when:
            return self._leaf(str(when["fact"]), str(when["op"]), when["value"])
        if "not" in when:
            inner = when["not"]
            return (
                self.pick("并非（", "not (") + self.condition(inner if isinstance(inner, Mapping) else {"all": []}) + self.pick("）", ")")
            )
        word, parts = next(iter(when.items()))
        texts = (
            [self.condition(part, inside=True) for part in parts if isinstance(part, Mapping)] if isinstance(parts, list | tuple) else []
        )
        joined = {"all": self.pick(" 且 ", " and "), "any": self.pick(" 或 ", " or ")}[word].join(texts)
        return (joined if len(texts) < 2 or not inside else self.pick("（", "(") + joined + self.pick("）", ")")) or self.pick(
            "任何情形", "always"
        )

    def _leaf(self, name: str, operator: str, value: object) -> str:
        fact = ROUTE_FACTS[name]
        if fact.kind == "flag" and operator in ("eq", "ne"):
            holds = (value is True) is (operator == "eq")
            return self.say(fact.title) if holds else self.pick("没有", "no: ") + self.say(fact.title)
        values = value if isinstance(value, list | tuple) else [value]
        shown = self.join(self._value(name, one) for one in values)
        return f"{self.say(fact.title)} {self.say(_OPERATORS[operator])} {shown}"

    def _value(self, name: str, value: object) -> str:
        fact = ROUTE_FACTS[name]
        if name == "harm" and str(value) in HARM_NAMES:
            return self.say(HARM_NAMES[str(value)])
        if name == "kind":
            return self.names("kinds", [str(value)])
        if name == "amount_fen" and isinstance(value, int):
            return self.money(value)
        return self.names(_CODE_LISTS[fact.codes], [str(value)]) if fact.codes in _CODE_LISTS else str(value)

    def text(self) -> str:
        """The whole document."""
        return "\n".join(self._lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
