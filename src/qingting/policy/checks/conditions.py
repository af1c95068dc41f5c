"""Conditions ask only for facts that exist, compare them with values they can have; examples give only such facts."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from qingting.kernel import conditions
from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import problem, unknown
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.facts import GRADE_FACTS, ROUTE_FACTS, SCORE_FACTORS, Fact

FACT = Bi("事实", "fact")
_ORDER = ("gt", "gte", "lt", "lte")
_FITTING = {
    "flag": ("eq", "ne"),
    "number": ("eq", "ne", "in", *_ORDER),
    "text": ("eq", "ne", "in", "contains"),
    "list": ("in", "contains"),
}


def check_conditions(parts: Parts) -> Iterator[Problem]:
    """Grade rules and routing rules."""
    if parts.grades:
        for rule in parts.grades.rules:
            yield from _condition(parts, "grades", rule.id, rule.when, GRADE_FACTS)
        for grade_rule in parts.grades.all_rules():
            yield from _examples(parts, "grades", grade_rule.id, [example.facts for example in grade_rule.examples], GRADE_FACTS)
    if parts.routing:
        for route in parts.routing.rules:
            yield from _condition(parts, "routing", route.id, route.when, ROUTE_FACTS)
        for route_rule in parts.routing.all_rules():
            yield from _examples(parts, "routing", route_rule.id, [example.facts for example in route_rule.examples], ROUTE_FACTS)


def _condition(parts: Parts, file: str, rule: str, when: object, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    strangers = sorted({name for name, _, _ in _leaves(when) if isinstance(name, str) and name not in facts})
    for stranger in strangers:
        yield unknown(file, rule, FACT, stranger, facts)
    others = conditions.validate(when, [*facts, *strangers])
    for sentence in others:
        yield problem(
            file,
            rule,
            f"条件写法有误：{sentence}",
            f"bad condition: {sentence}",
            "按 {fact, op, value} 改写",
            "write it as {fact, op, value}",
        )
    if not others:
        for name, operator, value in _leaves(when):
            if name in facts:
                yield from _leaf(parts, file, rule, facts[str(name)], str(operator), value)


def _leaves(when: object) -> Iterable[tuple[object, object, object]]:
    """Every (fact, op, value), whatever else the condition holds. Files are at most twenty levels deep."""
    if isinstance(when, Mapping):
        if "fact" in when:
            yield when["fact"], when.get("op"), when.get("value")
        else:
            for part in when.values():
                yield from _leaves(part)
    elif isinstance(when, list | tuple):
        for part in when:
            yield from _leaves(part)


def _leaf(parts: Parts, file: str, rule: str, fact: Fact, operator: str, value: object) -> Iterator[Problem]:
    if operator not in _FITTING[fact.kind]:
        fitting = "、".join(_FITTING[fact.kind])
        yield problem(
            file,
            rule,
            f"{fact.name}（{fact.title.zh}）不能用 {operator} 比较",
            f"{fact.name} ({fact.title.en}) cannot be compared by {operator}",
            f"可用：{fitting}",
            f"use one of: {fitting}",
        )
        return
    piece_of_text = fact.kind == "text" and operator == "contains"
    for choice in value if isinstance(value, list | tuple) else [value]:
        if not piece_of_text:
            yield from _value(parts, file, rule, fact, [choice] if fact.kind == "list" else choice)
        elif not isinstance(choice, str):
            yield _wrong_kind(file, rule, fact, choice)


def _examples(parts: Parts, file: str, rule: str, examples: Iterable[Mapping[str, object]], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for given in examples:
        for name, value in given.items():
            if name in facts:
                yield from _value(parts, file, rule, facts[name], value)
            elif name not in SCORE_FACTORS:
                yield unknown(file, rule, FACT, name, facts)


def _value(parts: Parts, file: str, rule: str, fact: Fact, value: object) -> Iterator[Problem]:
    """A value the fact can have: of its kind, and one of its codes where there is a list of them."""
    if value is None:
        return
    members = value if fact.kind == "list" and isinstance(value, list | tuple) else [value]
    kind: type = {"flag": bool, "number": int}.get(fact.kind, str)
    right = all(isinstance(member, kind) and (kind is bool or not isinstance(member, bool)) for member in members)
    if not right or (fact.kind == "list") != (members is value):
        yield _wrong_kind(file, rule, fact, value)
        return
    allowed: Collection[str] | None = fact.choices or (parts.codes(fact.codes) if fact.codes else None)
    if allowed:
        for member in members:
            if member not in allowed:
                yield unknown(file, rule, Bi(f"{fact.title.zh}的值", f"value of {fact.name}"), member, allowed)


def _wrong_kind(file: str, rule: str, fact: Fact, value: object) -> Problem:
    return problem(
        file,
        rule,
        f"{fact.name}（{fact.title.zh}）的值 {value!r} 类型不对",
        f"{value!r} is not a value of {fact.name} ({fact.title.en})",
        _KIND_WORDS[fact.kind].zh,
        _KIND_WORDS[fact.kind].en,
    )


_KIND_WORDS = {
    "flag": Bi("写 true 或 false", "write true or false"),
    "number": Bi("写整数", "write a whole number"),
    "text": Bi("写文字", "write a text"),
    "list": Bi("写列表", "write a list"),
}
