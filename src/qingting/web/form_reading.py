"""What a form sent, as a command: texts cleaned, moments and money parsed, empty fields left out; every wrong field named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.money import parse_yuan
from qingting.kernel.text import clean
from qingting.web.act_form import Ask
from qingting.web.correct_form import read_involved
from qingting.web.local_time import parse_local

Typed = Mapping[str, list[str]]
M = TypeVar("M", bound=BaseModel)

_REQUIRED = Bi("请填写这一项", "Please fill this in")
_WORDS: dict[str, Bi] = {
    "missing": _REQUIRED,
    "string_too_short": _REQUIRED,
    "too_short": _REQUIRED,
    "string_too_long": Bi("太长了，最多 {max_length} 个字", "Too long: at most {max_length} characters"),
    "too_long": Bi("太多了，最多 {max_length} 项", "Too many: at most {max_length}"),
    "int_parsing": Bi("请填写整数", "Please give a whole number"),
    "int_parsing_size": Bi("数字太大", "The number is too large"),
    "greater_than_equal": Bi("不能小于 {ge}", "Not less than {ge}"),
    "less_than_equal": Bi("不能大于 {le}", "Not more than {le}"),
    "literal_error": Bi("请从列表中选择", "Please choose from the list"),
}
_OTHER = Bi("填写的内容无法识别", "This is not understood")


class FormRefused(Exception):
    """`fields`: message by field name; `problems`: messages about the whole; `cause`: the refusal of the act, where it was one."""

    def __init__(self, fields: dict[str, str], problems: list[str], status: int = 422, cause: DomainError | None = None) -> None:
        super().__init__("form refused")
        self.fields, self.problems, self.status, self.cause = fields, problems, status, cause


def last(typed: Typed, name: str) -> str:
    """The field as one cleaned text; empty when it was not sent."""
    values = typed.get(name) or [""]
    return clean(values[-1])


def read_asks(asks: tuple[Ask, ...], typed: Typed, lang: str, *, keep_empty: bool = False) -> dict[str, Any]:
    """Values by their place in the command, nested. Empty fields are left out, unless `keep_empty`. Raises FormRefused."""
    body: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for ask in asks:
        if ask.name not in typed and ask.parse != "flag":
            if ask.required:
                errors[ask.name] = _REQUIRED.pick(lang)
            continue
        try:
            value = _value(ask, typed)
        except DomainError as error:
            errors[ask.name] = error.message(lang)
            continue
        if value in (None, "") and ask.required:
            errors[ask.name] = _REQUIRED.pick(lang)
        elif value is not None and (value != "" or keep_empty):
            _put(body, ask.target, value)
    if errors:
        raise FormRefused(errors, [])
    return body


def _value(ask: Ask, typed: Typed) -> Any:
    text = last(typed, ask.name)
    if ask.parse == "local":
        return parse_local(text, field=ask.name)
    if ask.parse == "yuan":
        return parse_yuan(text, field=ask.name) if text.strip() else None
    if ask.parse == "flag":
        return text in ("1", "on", "true")
    if ask.parse == "yesno":
        return {"yes": True, "no": False}.get(text)
    if ask.parse == "list":
        return [clean(each) for each in typed.get(ask.name, []) if each]
    if ask.name == "involved":
        return read_involved(text)
    return text if text.strip() else ""


def _put(body: dict[str, Any], path: str, value: Any) -> None:
    *heads, leaf = path.split(".")
    for head in heads:
        body = body.setdefault(head, {})
    body[leaf] = value


def build(model: type[M], body: Mapping[str, Any], name_of: Callable[[str], str | None], lang: str) -> M:
    """The command. `name_of` gives the form's field for a dotted place in the command. Raises FormRefused."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise _refused(error, name_of, lang) from error


def _refused(error: ValidationError, name_of: Callable[[str], str | None], lang: str) -> FormRefused:
    fields: dict[str, str] = {}
    problems: list[str] = []
    for item in error.errors(include_url=False, include_input=False):
        template = _WORDS.get(str(item["type"]), _OTHER).pick(lang)
        try:
            text = template.format(**item.get("ctx", {}))
        except (KeyError, IndexError, ValueError):
            text = template
        path = ".".join(str(part) for part in item["loc"])
        name = name_of(path)
        if name:
            fields.setdefault(name, text)
        else:
            problems.append(f"{path}：{text}" if lang == "zh" else f"{path}: {text}")
    return FormRefused(fields, problems)


def refused_by(error: DomainError, name_of: Callable[[str], str | None], lang: str) -> FormRefused:
    """A refusal of the act itself, each message beside its field."""
    fields: dict[str, str] = {}
    problems: list[str] = []
    for each in getattr(error, "errors", None) or [error]:
        name = name_of(each.field) if each.field else None
        if name and name not in fields:
            fields[name] = each.message(lang)
        else:
            problems.append(each.message(lang))
    return FormRefused(fields, problems, error.status, error)
