"""Forms of administration: fields as `macros/forms.html` draws them, each refusal beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qingting.kernel.bilingual import Bi

Line = dict[str, str]
Option = dict[str, Any]


def field(name: str, label: str, value: Any = "", kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "kind": kind, "value": value, **more}


def options(pairs: Iterable[tuple[Any, str]]) -> list[Option]:
    return [{"value": value, "label": label} for value, label in pairs]


def options_of(names: dict[str, Bi], lang: str) -> list[Option]:
    return options((code, name.pick(lang)) for code, name in names.items())


def group(title: str, fields: Sequence[dict[str, Any]], hint: str = "", three: bool = False) -> dict[str, Any]:
    return {"title": title, "fields": list(fields), "hint": hint, "three": three}


def back(url: str, label: str) -> dict[str, str]:
    return {"url": url, "label": label}


def form_page(
    *,
    title: str,
    back: dict[str, str],
    form_url: str,
    submit: str,
    groups: Sequence[dict[str, Any]],
    lines: Sequence[Line] = (),
    **more: Any,
) -> dict[str, Any]:
    """`lines`: refusals {field, message}; those of a field of this form stand beside it, the others above."""
    fields = {each["name"]: each for one in groups for each in one["fields"]}
    problems: list[str] = []
    for line in lines:
        target = fields.get(line.get("field", ""))
        if target is not None and not target.get("error") and target["kind"] != "hidden":
            target["error"] = line["message"]
        else:
            problems.append(line["message"])
    blank: dict[str, Any] = {
        "lead": "",
        "multipart": False,
        "notices": [],
        "hidden": [],
        "danger": None,
        "autosave_url": None,
        "report": None,
    }
    return (
        blank | {"title": title, "back": back, "form_url": form_url, "submit": submit, "groups": list(groups), "problems": problems} | more
    )
