"""Short ways to say what is wrong."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from difflib import get_close_matches

from qingting.kernel.bilingual import Bi
from qingting.policy.problems import Problem


def problem(file: str, rule: str, zh: str, en: str, todo_zh: str, todo_en: str) -> Problem:
    """A problem in `<file>.yaml`."""
    return Problem(f"{file}.yaml", rule, Bi(zh, en), Bi(todo_zh, todo_en))


def unknown(file: str, rule: str, what: Bi, value: object, known: Collection[str]) -> Problem:
    """A code that does not exist, with the code probably meant."""
    near = get_close_matches(str(value), list(known), n=1)
    few = sorted(known)[:30]
    meant = Bi(f"是不是“{near[0]}”？", f"did you mean {near[0]}?") if near else Bi(f"可用：{'、'.join(few)}", f"known: {', '.join(few)}")
    return problem(file, rule, f"{what.zh}“{value}”不存在", f"{what.en} {value!r} does not exist", meant.zh, meant.en)


def all_known(file: str, rule: str, what: Bi, values: Iterable[object], known: Collection[str] | None) -> Iterator[Problem]:
    """A problem for every value that is not known; nothing when the list of known codes could not be read itself."""
    if known is not None:
        for value in values:
            if value not in known:
                yield unknown(file, rule, what, value, known)


def repeated(values: Iterable[Hashable]) -> list[Hashable]:
    """Values that come more than once."""
    seen: set[Hashable] = set()
    again: dict[Hashable, None] = {}
    for value in values:
        if value in seen:
            again[value] = None
        seen.add(value)
    return list(again)


def no_repeats(file: str, what: Bi, values: Iterable[Hashable]) -> Iterator[Problem]:
    """A problem for every value that comes more than once."""
    for value in repeated(values):
        yield problem(
            file, str(value), f"{what.zh}“{value}”重复", f"{what.en} {value!r} comes twice", "改名或删去一处", "rename or remove one"
        )
