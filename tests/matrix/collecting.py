"""Every address the project answers, straight from Django's resolver, each under one stable name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """`name`: "web:queue"; for the API, and where a name is missing or used twice, the door and the pattern."""

    name: str
    pattern: str
    methods: tuple[str, ...]


def _walk(patterns: Sequence[Any], prefix: str = "", space: str = "") -> Iterator[tuple[str, str, str, Any]]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield space, entry.name or "", path, entry.callback
        else:
            yield from _walk(entry.url_patterns, path, entry.namespace or space)


def _methods(callback: Any) -> tuple[str, ...]:
    """Ninja says which methods an address takes; a plain view is asked by the table."""
    operations = getattr(getattr(callback, "__self__", None), "operations", None)
    return tuple(sorted({method for operation in operations for method in operation.methods})) if operations else ()


def addresses() -> list[Address]:
    found: dict[str, Address] = {}
    for space, name, path, callback in _walk(get_resolver().url_patterns):
        if path.startswith("static"):
            continue
        stable = f"{space}:{name}" if space and name else name or (f"{space}:{path}" if space else path)
        if space == "api":
            stable = f"api:{path.removeprefix('api/v1')}"
        if stable not in found:
            found[stable] = Address(stable, path, _methods(callback))
    return list(found.values())
