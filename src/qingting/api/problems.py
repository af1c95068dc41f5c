"""Errors as RFC 9457 problem+json, in the language the caller asks for."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError, ManyErrors

TITLES = {
    400: Bi("请求有误", "Bad request"), 401: Bi("需要身份凭据", "Authentication required"), 403: Bi("没有权限", "Not allowed"), 404: Bi("没有找到", "Not found"),
    405: Bi("不支持的方法", "Method not allowed"), 409: Bi("与当前状态冲突", "Conflict"), 413: Bi("内容过大", "Too large"), 415: Bi("不支持的类型", "Unsupported type"),
    422: Bi("内容需要更正", "Needs correction"), 429: Bi("操作太频繁", "Too many requests"), 500: Bi("内部错误", "Internal error"), 503: Bi("暂时不可用", "Temporarily unavailable"), 507: Bi("存储空间不足", "Storage is full"),
}  # fmt: skip
WORDS: dict[str, Bi] = {
    "missing": Bi("缺少这一项", "this field is missing"),
    "extra_forbidden": Bi("没有这个字段，请删除或更正字段名", "there is no such field; remove it or correct its name"),
    "string_too_short": Bi("不能为空", "must not be empty"),
    "string_too_long": Bi("太长，最多 {max_length} 个字符", "too long, at most {max_length} characters"),
    "string_type": Bi("应为文字", "must be a text"),
    "literal_error": Bi("不是允许的值，可以用：{expected}", "is not an allowed value; use one of {expected}"),
    "int_parsing": Bi("应为整数", "must be a whole number"),
    "int_type": Bi("应为整数", "must be a whole number"),
    "int_from_float": Bi("应为整数", "must be a whole number"),
    "bool_parsing": Bi("应为 true 或 false", "must be true or false"),
    "bool_type": Bi("应为 true 或 false", "must be true or false"),
    "greater_than_equal": Bi("不能小于 {ge}", "must be at least {ge}"),
    "less_than_equal": Bi("不能大于 {le}", "must be at most {le}"),
    "too_long": Bi("数量太多，最多 {max_length} 项", "too many, at most {max_length}"),
    "too_short": Bi("至少 {min_length} 项", "at least {min_length}"),
    "datetime_from_date_parsing": Bi(
        "不是有效的时间，请写成 2026-11-21T09:30:00+08:00", "is not a valid time; write it like 2026-11-21T09:30:00+08:00"
    ),
    "datetime_parsing": Bi(
        "不是有效的时间，请写成 2026-11-21T09:30:00+08:00", "is not a valid time; write it like 2026-11-21T09:30:00+08:00"
    ),
    "datetime_type": Bi("不是有效的时间", "is not a valid time"),
    "model_type": Bi("应为一个对象", "must be an object"),
    "model_attributes_type": Bi("应为一个对象", "must be an object"),
    "list_type": Bi("应为一个列表", "must be a list"),
    "dict_type": Bi("应为一个对象", "must be an object"),
    "json_invalid": Bi("不是有效的 JSON", "is not valid JSON"),
}


def language(request: HttpRequest) -> str:
    """zh unless the caller asks for English."""
    return "en" if request.headers.get("Accept-Language", "").strip().lower().startswith("en") else "zh"


def field_errors(error: ValidationError | list[Any], lang: str, drop: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """pydantic's findings with field path, code and a message in words."""
    found = error.errors(include_url=False, include_context=True, include_input=False) if isinstance(error, ValidationError) else error
    lines = []
    for item in found:
        path = ".".join(str(part) for part in item["loc"] if str(part) not in drop)
        kind = str(item["type"])
        words = WORDS.get(kind)
        try:
            text = words.pick(lang).format(**item.get("ctx", {})) if words else str(item["msg"])
        except (KeyError, IndexError, ValueError):
            text = str(item["msg"])
        lines.append(
            {
                "field": path,
                "code": f"input.{kind}",
                "message": f"{path}：{text}" if lang == "zh" and path else f"{path}: {text}" if path else text,
            }
        )
    return lines


def problem(status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None, lang: str = "zh") -> HttpResponse:
    title = TITLES.get(status, TITLES[400]).pick(lang)
    body = {"type": f"urn:qingting:{code}", "title": title, "status": status, "code": code, "detail": detail, "errors": errors or []}
    response = HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def domain_problem(request: HttpRequest, error: DomainError) -> HttpResponse:
    lang = language(request)
    errors = error.errors if isinstance(error, ManyErrors) else [error]
    lines = [{"field": e.field or "", "code": e.code, "message": e.message(lang)} for e in errors]
    status = max((e.status for e in errors), default=error.status) if isinstance(error, ManyErrors) else error.status
    response = problem(status, error.code, error.message(lang), lines, lang)
    if status == 429:
        response["Retry-After"] = str(error.params.get("seconds", 60))
    return response


def input_problem(request: HttpRequest, lines: list[dict[str, str]]) -> HttpResponse:
    lang = language(request)
    detail = ("；" if lang == "zh" else "; ").join(line["message"] for line in lines[:5])
    return problem(422, "input.invalid", detail, lines, lang)
