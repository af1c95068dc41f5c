"""The words every part of the standard is written with: texts in two languages, clauses, codes, spans of time."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, JsonValue, PlainSerializer, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from qingting.kernel.bilingual import Bi
from qingting.kernel.worktime import BadSpan, Span, Unit

LONGEST_TEXT = 4000
SPAN_UNITS: tuple[Unit, ...] = get_args(Unit)


class Strict(BaseModel):
    """Every part of the standard: a key that nobody knows is an error, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(zh: str, en: str) -> PydanticCustomError:
    """An error of a value, in both languages; `policy.problems` shows it to the person who wrote the file."""
    return PydanticCustomError("standard", "{en}", {"zh": zh, "en": en.replace("{", "(").replace("}", ")")})


def _bi(raw: object) -> Bi:
    if isinstance(raw, Bi):
        return raw
    if not isinstance(raw, Mapping) or set(raw) != {"zh", "en"}:
        raise wrong("应写成 {zh: 中文, en: English} 两种文字", "must be a text in both languages: (zh: ..., en: ...)")
    for text in raw.values():
        if not isinstance(text, str) or not text.strip():
            raise wrong("中文和英文都不能为空，并且必须是文字", "neither language may be empty, and both must be text")
        if len(text) > LONGEST_TEXT:
            raise wrong(f"文字过长，最多 {LONGEST_TEXT} 字", f"text too long, at most {LONGEST_TEXT} characters")
    return Bi(raw["zh"], raw["en"])


def _span(raw: object) -> Span:
    if isinstance(raw, Span):
        return raw
    found = re.fullmatch(r"([1-9][0-9]{0,6}) +([a-z]+(?:[ _][a-z]+)?)", raw.strip()) if isinstance(raw, str) else None
    if found:
        for unit in SPAN_UNITS:
            if found[2].replace(" ", "_") in (unit, unit.removesuffix("s")):
                try:
                    return Span(int(found[1]), unit)
                except BadSpan as error:
                    raise wrong(error.message("zh"), error.message("en")) from error
    units = ", ".join(SPAN_UNITS)
    raise wrong(
        f"时长应写成“数字 单位”，例如 10 minutes、3 working_days；单位有：{units}",
        f"a span is a number and a unit, such as 10 minutes or 3 working_days; units: {units}",
    )


def span_text(span: Span) -> str:
    """The span as it is written in the standard: "10 minutes"."""
    return f"{span.amount} {span.unit}"


BiText = Annotated[Bi, BeforeValidator(_bi), PlainSerializer(lambda text: {"zh": text.zh, "en": text.en}, return_type=dict)]
SpanText = Annotated[Span, BeforeValidator(_span), PlainSerializer(span_text, return_type=str)]
Clause = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
DottedCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,4}$", max_length=120)]
GradeCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,3}$")]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Flag = StrictBool
Whole = StrictInt
Condition = dict[str, JsonValue]
FactValues = dict[str, JsonValue]

Verification = Literal["agreed", "to_verify"]
"""`to_verify`: a default we chose, or a value taken from memory. It may be used and edited; it is not shown as law."""

Kind = Literal["complaint", "report", "inquiry", "data_rights", "praise", "suggestion"]
KINDS: tuple[str, ...] = get_args(Kind)
Status = Literal[
    "registered", "accepted", "investigating", "proposing", "implementing", "confirming", "closed", "withdrawn", "not_accepted"
]
RoleCode = Literal["agent", "specialist", "lead", "manager", "executive", "collaborator", "auditor", "admin"]
ROLES: tuple[str, ...] = get_args(RoleCode)
Outcome = Literal["upheld", "partly", "not"]


class Named(Strict):
    """A code of a list with its name for people."""

    code: Code
    name: BiText
