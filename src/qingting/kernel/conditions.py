"""The closed language in which the handling standard writes its conditions. Conditions are data; nothing is ever executed.

    {fact: harm, op: in, value: [injury, fire]}      one fact compared with a value (a leaf)
    {all: [..]}   {any: [..]}   {not: ..}            conditions joined; {all: []} always holds

A fact that is absent or None makes a leaf false, whatever the operator. `gt gte lt lte` compare whole numbers. With a list as
fact, `in` asks for a common member and `contains` for one member; with a text as fact, `contains` looks for a piece of it.
"""

import reprlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from qingting.kernel.errors import DomainError

DEEPEST = 20
"""How deep conditions may be nested."""


class Outcome(NamedTuple):
    """Whether a condition holds, and the names of the facts that made it hold (none when it does not)."""

    holds: bool
    because: tuple[str, ...]


class BadCondition(DomainError):
    """The condition is not written in the language; `validate` says what is wrong before it comes to this."""

    code = "kernel.condition.bad"
    zh = "条件写法有误：{problem}"
    en = "The condition is badly written: {problem}"


def validate(condition: object, known_facts: Collection[str]) -> list[str]:
    """What is wrong with a condition, one sentence each, beginning with the place; empty when it is well written."""
    return list(_problems(condition, known_facts, "when", 1))


def evaluate(condition: object, facts: Mapping[str, object]) -> Outcome:
    """Whether the condition holds for these facts, and why. Raises `BadCondition` for one that does not validate."""
    holds, because = _weigh(condition, facts, 1)
    return Outcome(holds, tuple(dict.fromkeys(because)) if holds else ())


def _weigh(condition: object, facts: Mapping[str, object], depth: int) -> tuple[bool, list[str]]:
    """Whether it holds, and the facts that made it so, be it true or false (a `not` above turns it round)."""
    if not isinstance(condition, Mapping) or depth > DEEPEST:
        raise BadCondition(problem=_short(condition))
    if "fact" in condition:
        return _leaf(condition, facts)
    if len(condition) == 1 and "not" in condition:
        holds, because = _weigh(condition["not"], facts, depth + 1)
        return not holds, because
    for word, decisive in (("all", False), ("any", True)):
        if len(condition) == 1 and isinstance(parts := condition.get(word), list | tuple):
            weighed = [_weigh(part, facts, depth + 1) for part in parts]
            deciding = [because for holds, because in weighed if holds is decisive]
            if deciding:
                return decisive, [name for because in deciding for name in because]
            return not decisive, [name for _, because in weighed for name in because]
    raise BadCondition(problem=_short(condition))


def _leaf(condition: Mapping[str, object], facts: Mapping[str, object]) -> tuple[bool, list[str]]:
    name, operator = condition["fact"], condition.get("op")
    if not isinstance(name, str) or not isinstance(operator, str) or operator not in _OPERATORS or "value" not in condition:
        raise BadCondition(problem=_short(condition))
    fact = facts.get(name)
    return fact is not None and _OPERATORS[operator](fact, condition["value"]), [name]


def _equal(fact: object, value: object) -> bool:
    """Equality that keeps true and 1 apart."""
    return isinstance(fact, bool) == isinstance(value, bool) and fact == value


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _among(fact: object, value: object) -> bool:
    members = fact if isinstance(fact, list | tuple | set | frozenset) else (fact,)
    return isinstance(value, list | tuple) and any(_equal(member, choice) for member in members for choice in value)


def _contains(fact: object, value: object) -> bool:
    if isinstance(fact, str):
        return isinstance(value, str) and value in fact
    return isinstance(fact, list | tuple | set | frozenset) and any(_equal(member, value) for member in fact)


def _ordered(compare: Callable[[int, int], bool]) -> Callable[[object, object], bool]:
    def both_numbers(fact: object, value: object) -> bool:
        return isinstance(fact, int) and isinstance(value, int) and _is_number(fact) and _is_number(value) and compare(fact, value)

    return both_numbers


_OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "eq": _equal,
    "ne": lambda fact, value: not _equal(fact, value),
    "in": _among,
    "gt": _ordered(lambda fact, value: fact > value),
    "gte": _ordered(lambda fact, value: fact >= value),
    "lt": _ordered(lambda fact, value: fact < value),
    "lte": _ordered(lambda fact, value: fact <= value),
    "contains": _contains,
}


def _problems(condition: object, known_facts: Collection[str], place: str, depth: int) -> Iterable[str]:
    if depth > DEEPEST:
        yield f"{place}: nested deeper than {DEEPEST}"
    elif not isinstance(condition, Mapping):
        yield f"{place}: expected a condition such as {{fact, op, value}}, found {_short(condition)}"
    elif "fact" in condition or "op" in condition:
        yield from _leaf_problems(condition, known_facts, place)
    elif len(condition) != 1 or next(iter(condition)) not in ("all", "any", "not"):
        yield f"{place}: expected exactly one of all, any, not, or a fact with op and value; found {sorted(map(str, condition))}"
    elif "not" in condition:
        yield from _problems(condition["not"], known_facts, f"{place}.not", depth + 1)
    else:
        ((word, parts),) = condition.items()
        if not isinstance(parts, list | tuple):
            yield f"{place}.{word}: expected a list of conditions, found {_short(parts)}"
        elif not parts and word == "any":
            yield f"{place}.any: an empty list never holds"
        else:
            for number, part in enumerate(parts):
                yield from _problems(part, known_facts, f"{place}.{word}[{number}]", depth + 1)


def _leaf_problems(leaf: Mapping[str, object], known_facts: Collection[str], place: str) -> Iterable[str]:
    for key in sorted({"fact", "op", "value"} - set(leaf)):
        yield f"{place}: {key} is missing"
    for key in sorted(str(key) for key in set(leaf) - {"fact", "op", "value"}):
        yield f"{place}: {key} does not belong here"
    name, operator, value = leaf.get("fact"), leaf.get("op"), leaf.get("value")
    if "fact" in leaf and (not isinstance(name, str) or name not in known_facts):
        yield f"{place}: no function provides the fact {_short(name)}"
    if "op" in leaf and (not isinstance(operator, str) or operator not in _OPERATORS):
        yield f"{place}: unknown op {_short(operator)}, known are {', '.join(_OPERATORS)}"
    elif "value" in leaf:
        if operator == "in":
            if not isinstance(value, list | tuple) or not value:
                yield f"{place}: in needs a list of values that is not empty"
            elif not all(_is_scalar(choice) for choice in value):
                yield f"{place}: in takes texts, whole numbers and true or false"
        elif operator in ("gt", "gte", "lt", "lte"):
            if not _is_number(value):
                yield f"{place}: {operator} needs a whole number, found {_short(value)}"
        elif not _is_scalar(value):
            yield f"{place}: {operator} needs a text, a whole number, true or false; found {_short(value)}"


def _short(value: object) -> str:
    """The value for a message; `repr` alone would fail on a value nested without end."""
    return reprlib.repr(value)


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int)
