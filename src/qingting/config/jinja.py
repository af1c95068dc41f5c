"""The Jinja2 environment of every page: helpers that templates call, none of which decides anything."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    return Environment(**options)


def request_context(request: Any) -> dict[str, Any]:
    return {}
