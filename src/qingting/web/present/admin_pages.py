"""Tables, record pages and pagers as the three shared templates of administration want them. Every key of a template's context is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingting.web.words import current_lang

SIZES = (20, 50, 100)
Cell = dict[str, Any]


def text(value: Any, sub: str = "", url: str | None = None) -> Cell:
    return {"kind": "text", "text": value if value not in (None, "") else "—", "sub": sub, "url": url}


def number(value: Any) -> Cell:
    return {"kind": "number", "text": value}


def badge(value: str, tone: str = "") -> Cell:
    return {"kind": "badge", "text": value, "tone": tone}


def badges(values: Sequence[tuple[str, str]]) -> Cell:
    return {"kind": "badges", "items": [{"text": word, "tone": tone} for word, tone in values]} if values else text("")


def moment(at: Any, style: str = "minute") -> Cell:
    return {"kind": "moment", "at": at, "style": style}


def fact(label: str, cell: Cell) -> dict[str, Any]:
    return {"label": label, "cell": cell}


def column(label: str, **more: Any) -> dict[str, Any]:
    return {"label": label, **more}


def row(cells: Sequence[Cell], acts: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {"cells": list(cells), "acts": list(acts)}


def link(label: str, url: str, icon: str = "", **more: Any) -> dict[str, Any]:
    """An action that opens a page."""
    return {"label": label, "url": url, "icon": icon, **more}


def post(label: str, url: str, icon: str = "", **more: Any) -> dict[str, Any]:
    """An action that changes something."""
    return {"label": label, "url": url, "icon": icon, "method": "post", **more}


def table_page(**given: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "title": "", "count_text": "", "lead": "", "back": None, "actions": [], "tabs": None, "filters_url": "", "query": None, "search_label": "", "filters": [], "columns": [], "rows": [],
        "page": None, "empty": {"title": "", "text": "", "action": None}, "notices": [],
    }  # fmt: skip
    return blank | given


def detail_page(**given: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "title": "",
        "person": None,
        "badges": [],
        "back": None,
        "lead": "",
        "actions": [],
        "facts": [],
        "facts_title": "",
        "sections": [],
        "notices": [],
    }
    return blank | given


def table_section(
    title: str,
    columns: Sequence[dict[str, Any]],
    rows: Sequence[dict[str, Any]],
    *,
    empty: str = "",
    actions: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> dict[str, Any]:
    return {"title": title, "kind": "table", "columns": list(columns), "rows": list(rows), "empty": empty, "actions": list(actions), **more}


def numbered_pager(name: str, kept: Mapping[str, Any], *, page: int, size: int, total: int, shown: int) -> dict[str, Any]:
    """Pages by number: for lists of some thousands, where counting and skipping cost nothing to speak of."""
    wanted = {key: value for key, value in kept.items() if value not in ("", None)}

    def address(**more: Any) -> str:
        return f"{reverse(name)}?{urlencode({**wanted, **more})}"

    start = (page - 1) * size
    return {
        "start": start + 1 if shown else 0, "end": start + shown if shown else 0, "total_text": str(total),
        "previous_url": address(page=page - 1, size=size) if page > 1 else None,
        "next_url": address(page=page + 1, size=size) if start + shown < total else None,
        "sizes": [{"size": each, "url": address(size=each), "current": each == size} for each in SIZES],
    }  # fmt: skip


def keyset_pager(name: str, kept: Mapping[str, Any], *, more: bool, last: Any, shown: int, start: int, total_text: str) -> dict[str, Any]:
    """Older rows by the last key seen: for lists that grow without end. Back leads to the newest."""
    wanted = {key: value for key, value in kept.items() if value not in ("", None)}
    base = reverse(name)
    newest = f"{base}?{urlencode(wanted)}" if wanted else base
    return {
        "start": start if shown else 0, "end": start + shown - 1 if shown else 0, "total_text": total_text, "previous_url": newest if start > 1 else None,
        "next_url": f"{base}?{urlencode({**wanted, 'before': last, 'start': start + shown})}" if more else None, "sizes": [],
    }  # fmt: skip


def said(name: str, words: str) -> str:
    """Name, colon, words as the page's language writes them; the words alone when there is no name."""
    return f"{name}{'：' if current_lang() == 'zh' else ': '}{words}" if name else words


def sentences(parts: Iterable[str]) -> str:
    return ("；" if current_lang() == "zh" else "; ").join(part for part in parts if part)


def mask_email(address: str) -> str:
    """Enough to tell two addresses apart: x***@example.com."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***@{host}" if at and name else "***" if address else ""


def mask_name(name: str) -> str:
    return name[:1] + "*" * min(len(name) - 1, 6) if len(name) > 1 else name
