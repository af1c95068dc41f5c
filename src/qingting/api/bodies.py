"""Reading a request's body: JSON of a known size into a command, or a clear refusal."""

from __future__ import annotations

from typing import Any, TypeVar

import orjson
from django.http import HttpRequest
from django.http.request import RequestDataTooBig
from pydantic import BaseModel, ValidationError

from qingting.api.problems import field_errors, language
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError

M = TypeVar("M", bound=BaseModel)


class BadJson(DomainError):
    code = "input.json_invalid"
    status = 400
    zh = "请求内容不是有效的 JSON（UTF-8）：{detail}"
    en = "The request body is not valid JSON (UTF-8): {detail}"


class BodyTooLarge(DomainError):
    code = "input.too_large"
    status = 413
    zh = "请求内容太大，最多 8 MB。"
    en = "The request body is too large, at most 8 MB."


class InvalidInput(Exception):
    """Fields that do not fit; carries the lines of the answer."""

    def __init__(self, lines: list[dict[str, str]]) -> None:
        super().__init__("invalid input")
        self.lines = lines


def read_json(request: HttpRequest) -> Any:
    """The parsed body; an empty one is an empty object. Raises BadJson or BodyTooLarge."""
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise BodyTooLarge() from error
    if not body.strip():
        return {}
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadJson(detail=str(error)[:120]) from error
    except RecursionError as error:
        raise BadJson(detail=Bi("嵌套太深", "nested too deeply")) from error


def read_command(request: HttpRequest, model: type[M]) -> M:
    """The body as a command. Raises InvalidInput with every field that does not fit."""
    return validate(model, read_json(request), language(request))


def validate(model: type[M], data: Any, lang: str, prefix: str = "") -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        lines = field_errors(error, lang)
        if prefix:
            lines = [{**line, "field": f"{prefix}.{line['field']}"} for line in lines]
        raise InvalidInput(lines) from error
