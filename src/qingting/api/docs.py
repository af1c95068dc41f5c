"""The page at /api/v1/docs: every call with its fields, as plain HTML. No script and nothing from elsewhere, so it works offline and under the strictest policy."""

from __future__ import annotations

from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

INTRODUCTION = """\
<p>令牌 Token：<code>Authorization: Bearer qt_…</code>（<code>qingting token create --user NAME</code>）。客户凭查询链接里的密钥：<code>X-Receipt</code>。
登记时可带 <code>Idempotency-Key</code>，同一键重发不会重复登记 · a repeated call with the same key registers nothing twice.</p>
<p>拒绝一律是 <code>application/problem+json</code>（RFC 9457） · every refusal is problem+json. 语言 language：<code>Accept-Language: zh | en</code>.</p>
"""


class PlainDocs(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema(path_params=kwargs)
        address = escape(self.get_openapi_url(api, kwargs))
        calls = [_call(path, method, call, schema) for path, methods in schema["paths"].items() for method, call in methods.items()]
        page = (
            '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>倾听 API v{escape(api.version)}</title></head><body><main><h1>倾听 API v{escape(api.version)}</h1>{INTRODUCTION}"
            f'<p><a href="{address}">OpenAPI (JSON)</a></p>{"".join(calls)}</main></body></html>'
        )
        return HttpResponse(page)


def _call(path: str, method: str, call: dict[str, Any], schema: dict[str, Any]) -> str:
    """One call, closed until it is opened: what it does, its parameters, the fields of its body."""
    about = "".join(f"<p>{escape(line)}</p>" for line in (call.get("description") or "").splitlines() if line.strip())
    parameters = [(p["name"], p["schema"], p.get("required", False)) for p in call.get("parameters", [])]
    return (
        f"<details><summary><code>{method.upper()} {escape(path)}</code> {escape(call.get('summary', ''))}</summary>{about}"
        f"{_table('参数 Parameters', parameters)}{_table('内容 Body', _fields(call, schema))}</details>"
    )


def _fields(call: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, dict[str, Any], bool]]:
    reference = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "")
    model = schema["components"]["schemas"].get(reference.rpartition("/")[2], {})
    required = set(model.get("required", []))
    return [(name, field, name in required) for name, field in model.get("properties", {}).items()]


def _table(title: str, rows: list[tuple[str, dict[str, Any], bool]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td><code>{escape(name)}</code>{' *' if required else ''}</td><td>{escape(_kind(field))}</td></tr>"
        for name, field, required in rows
    )
    return f"<table><caption>{title}</caption><tbody>{lines}</tbody></table>"


def _kind(field: dict[str, Any]) -> str:
    """A field's type in a few words: "string ≤ 120 | null"."""
    if "anyOf" in field:
        return " | ".join(_kind(option) for option in field["anyOf"])
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " ".join(str(value) for value in field["enum"])
    kind = str(field.get("format") or field.get("type") or "any")
    if kind == "array":
        return f"[{_kind(field.get('items', {}))}]"
    limit = field.get("maxLength") or field.get("maximum")
    return f"{kind} ≤ {limit}" if limit is not None else kind
