"""What is wrong with a standard: told all at once, with file, rule and what to do, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    file   the file of the standard, such as "grades.yaml"
    rule   the id, code or place inside it, "" for the file as a whole
    text   what is wrong
    todo   what to do about it
    """

    file: str
    rule: str
    text: Bi
    todo: Bi

    def line(self, lang: str) -> str:
        """One line for a person: `grades.yaml:grade.b.media: what is wrong → what to do`."""
        place = f"{self.file}:{self.rule}" if self.rule else self.file
        return f"{place}: {self.text.pick(lang)} → {self.todo.pick(lang)}"


class PolicyError(DomainError):
    """The standard is not usable. `.problems` holds every problem found; the message shows the first fifty."""

    code = "policy.standard.invalid"
    zh = "《投诉处理规范》有 {count} 处问题，未载入：\n{lines}"
    en = "The handling standard was not loaded. Problems found: {count}\n{lines}"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        shown = self.problems[:SHOWN_AT_MOST]
        rest = len(self.problems) - len(shown)
        more = Bi(f"\n……另有 {rest} 处", f"\n... and {rest} more") if rest else Bi("", "")
        lines = Bi("\n".join(p.line("zh") for p in shown) + more.zh, "\n".join(p.line("en") for p in shown) + more.en)
        super().__init__(count=len(self.problems), lines=lines)
        self.args = (self.problems,)


_KINDS = {
    "missing": (Bi("缺少这一项", "this entry is missing"), Bi("补上", "add it")),
    "extra_forbidden": (Bi("没有人认识这一项", "nobody knows this entry"), Bi("检查拼写，或删去", "check the spelling, or remove it")),
    "literal_error": (Bi("不是允许的值", "not one of the allowed values"), Bi("改为其中之一：{expected}", "use one of: {expected}")),
    "string_pattern_mismatch": (Bi("写法不合格式", "not in the form expected"), Bi("格式为 {pattern}", "the form is {pattern}")),
    "string_type": (Bi("应是文字", "must be text"), Bi("用引号括起来", "put it in quotes")),
    "int_type": (Bi("应是整数", "must be a whole number"), Bi("写成整数，不加引号", "write a whole number without quotes")),
    "bool_type": (
        Bi("应是 true 或 false", "must be true or false"),
        Bi("写 true 或 false，不加引号", "write true or false without quotes"),
    ),
    "tuple_type": (Bi("应是列表", "must be a list"), Bi("写成以 - 开头的列表", "write a list with leading dashes")),
    "dict_type": (Bi("应是一组“名称: 值”", "must be names with values"), Bi("写成 名称: 值", "write name: value")),
    "model_type": (Bi("应是一组“名称: 值”", "must be names with values"), Bi("写成 名称: 值", "write name: value")),
    "too_short": (Bi("不能为空", "may not be empty"), Bi("至少写一项", "write at least one")),
    "string_too_short": (Bi("文字不能为空", "the text may not be empty"), Bi("写上内容", "write something")),
    "string_too_long": (Bi("文字过长", "the text is too long"), Bi("最多 {max_length} 字", "at most {max_length} characters")),
}


def _name_of(raw: object) -> str | None:
    if isinstance(raw, dict):
        for key in ("id", "code", "name", "number"):
            if isinstance(raw.get(key), str):
                return str(raw[key])[:120]
    return None


def _place(raw: object, path: tuple[int | str, ...]) -> str:
    """The innermost thing with a name on the way to the error, and the rest of the way."""
    name, rest = "", [str(step) for step in path]
    for number, step in enumerate(path, start=1):
        try:
            raw = raw[step]  # type: ignore[index]  # the path was made from this very value
        except (LookupError, TypeError):
            break
        found = _name_of(raw)
        if found:
            name, rest = found, [str(later) for later in path[number:]]
    return ".".join([name, *rest]).strip(".")


def _described(error: ErrorDetails) -> tuple[Bi, Bi]:
    details = {key: str(value) for key, value in error.get("ctx", {}).items()}
    if error["type"] == "standard":
        return Bi(details["zh"], details["en"]), Bi("改正后再载入", "correct it and load again")
    text, todo = _KINDS.get(error["type"], (Bi("值不合要求", error["msg"]), Bi(error["msg"], "correct it")))
    for key, value in details.items():
        todo = Bi(todo.zh.replace("{" + key + "}", value), todo.en.replace("{" + key + "}", value))
    return text, todo


def from_validation(file: str, raw: object, error: ValidationError) -> list[Problem]:
    """The errors pydantic found in one file."""
    problems = []
    for detail in error.errors(include_url=False, include_input=False):
        text, todo = _described(detail)
        problems.append(Problem(file, _place(raw, detail["loc"]), text, todo))
    return problems
