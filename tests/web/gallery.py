"""The pages as files: every template rendered with sample data by plain Jinja2, without Django, without a database.

    python -m tests.web.gallery DIRECTORY [--serve PORT]

For looking at the design and for tests of the templates themselves; the sample data lives in gallery_data.py and gallery_admin.py.
"""

from __future__ import annotations

import gettext
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tests.web import gallery_admin, gallery_data

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "qingting"
ZONE = timezone(timedelta(hours=8))
TOKEN = "a-token-for-the-gallery"


def url(name: str, **values: object) -> str:
    """Where an endpoint would be: its name, then its values."""
    return "/" + name.replace(":", "/") + "".join("/" + quote(str(value)) for value in values.values())


def format_time(moment: datetime, style: str = "short") -> str:
    local = moment.astimezone(ZONE)
    return local.strftime({"short": "%m-%d %H:%M", "full": "%Y-%m-%d %H:%M:%S", "date": "%Y-%m-%d"}[style])


def format_span(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}"


def format_fen(fen: int) -> str:
    return f"¥ {fen / 100:,.2f}"


class Request:
    """The little of a request that templates read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.GET = self

    def urlencode(self) -> str:
        return "order=due"

    def get_full_path(self) -> str:
        return self.path


def environment(lang: str) -> Environment:
    """As the product's own: autoescape, gettext at render time, helpers as globals."""
    made = Environment(loader=FileSystemLoader(PACKAGE / "templates"), autoescape=True, extensions=["jinja2.ext.i18n"])
    found: Any = gettext.NullTranslations()
    if lang == "en":
        found = gettext.translation("django", PACKAGE / "locale", ["en"])
    made.install_gettext_callables(found.gettext, found.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        static=lambda path: "/static/" + path,
        url=url,
        may=lambda act: True,
        format_time=format_time,
        format_span=format_span,
        format_fen=format_fen,
    )
    return made


def base_context(lang: str, path: str) -> dict[str, Any]:
    """What the context processor gives to every page."""
    token = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(TOKEN)
    return {"lang": lang, "actor": {"id": 7}, "csrf_token": TOKEN, "csrf_input": token, "request": Request(path), "now": gallery_data.NOW}


def pages(lang: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """File name -> template and context."""
    found = {**gallery_data.pages(lang), **gallery_admin.pages(lang)}
    return {f"{name}.{lang}.html": value for name, value in found.items()}


def render(lang: str) -> dict[str, str]:
    """File name -> page, every page in one language."""
    made = environment(lang)
    return {
        name: made.get_template(template).render(**base_context(lang, "/" + name), **context)
        for name, (template, context) in pages(lang).items()
    }


def main(arguments: list[str]) -> int:
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    for lang in ("zh", "en"):
        for name, text in render(lang).items():
            (target / name).write_text(text, "utf-8")
            print(target / name)
    if "--serve" in arguments:
        from tests.web.gallery_server import serve

        serve(int(arguments[arguments.index("--serve") + 1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
