"""The published description of the API: what the routes say, completed with the models of the bodies and how to sign in."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from qingting.complaints.commands import Command

_MODELS: dict[str, Any] = {}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
SIGNING_IN = {
    "token": {"type": "http", "scheme": "bearer", "description": "qingting token create --user NAME"},
    "receipt": {"type": "apiKey", "in": "header", "name": "X-Receipt", "description": "the customer's secret of one complaint"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "with header X-CSRFToken on every POST"},
}


def body_schema(command: type[Command]) -> dict[str, Any]:
    """`openapi_extra` of a route that takes `command`; the models inside it join the published components."""
    schema = command.model_json_schema(ref_template="#/components/schemas/{model}")
    _MODELS.update(schema.pop("$defs", {}))
    _MODELS[command.__name__] = schema
    reference = {"$ref": f"#/components/schemas/{command.__name__}"}
    return {"requestBody": {"content": {"application/json": {"schema": reference}}, "required": True}}


class DescribedAPI(NinjaAPI):
    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        components = schema.setdefault("components", {})
        components["schemas"] = {**components.get("schemas", {}), **_MODELS, "Problem": PROBLEM}
        components["securitySchemes"] = SIGNING_IN
        schema["security"] = [{name: []} for name in SIGNING_IN]
        refusal = {"description": "refused", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"] = {**operation["responses"], "default": refusal}
        return schema
