"""Bring the English catalogue in step with the texts of templates and code, and compile it.

    python scripts/compile_messages.py           # adds new texts (empty), drops unused ones, writes django.mo; exit 1 while a translation is missing
    python scripts/compile_messages.py --check   # writes nothing; exit 1 when something is missing, unused or not compiled

The texts themselves are Chinese (the msgid); Chinese needs no catalogue. Translations are written into django.po by hand.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "qingting"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "pgettext": ((1, "c"), 2)}
KEYWORDS |= {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
HEADER = """\
# English texts of Qingting. The msgid is the Chinese text itself.
msgid ""
msgstr ""
"Project-Id-Version: Qingting\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# The same texts give the same bytes: no moment of writing in the files.
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def used_texts() -> dict[str | tuple[str, ...], list[tuple[str, int]]]:
    """msgid (a pair for plurals) -> places, from every template and module."""
    found: dict[str | tuple[str, ...], list[tuple[str, int]]] = {}
    for name, line, text, _comments, _context in extract_from_dir(PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS):
        found.setdefault(text, []).append((name.replace("\\", "/"), line))
    return found


def read_catalogue() -> Catalog:
    """The catalogue as committed; an empty one when there is none."""
    if not PO.exists():
        return Catalog(locale="en", domain="django")
    with PO.open("rb") as file:
        found = read_po(file, locale="en", domain="django")
    found.creation_date = found.revision_date = MOMENT
    return found


def key_of(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id


def fresh_catalogue(old: Catalog) -> Catalog:
    """The texts in use with the translations they already have. Places name the file, not the line: a moved line is no change."""
    known = {key_of(message): message.string for message in old if message.id}
    fresh = Catalog(locale="en", domain="django", fuzzy=False)
    for text, places in sorted(used_texts().items(), key=lambda each: (sorted(each[1])[0][0], str(each[0]))):
        files = sorted({(name, 0) for name, _line in places})
        flags = {"python-format"} if "%(" in str(text) else set()
        fresh.add(text, known.get(text) or ("" if isinstance(text, str) else ("", "")), locations=files, flags=flags)
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """Texts without an English form, and those whose placeholders differ."""
    problems = []
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if not all(forms):
            problems.append(f"no English: {key_of(message)!r}")
        problems += [f"{key_of(message)!r}: {error}" for error in message.check(catalogue)]
    return problems


def as_po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=140, omit_header=True, include_lineno=False, sort_output=False)
    return HEADER.encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def problems_now() -> list[str]:
    """What --check complains about; empty when everything is in step."""
    old = read_catalogue()
    fresh = fresh_catalogue(old)
    problems = missing(fresh)
    unused = {key_of(m) for m in old if m.id} - {key_of(m) for m in fresh if m.id}
    problems += [f"not used any more: {each!r}" for each in sorted(unused, key=str)]
    if not MO.exists() or MO.read_bytes() != as_mo(old):
        problems.append("django.mo is not compiled from django.po")
    return problems


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        problems = problems_now()
    else:
        catalogue = fresh_catalogue(read_catalogue())
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(as_po(catalogue))
        MO.write_bytes(as_mo(read_catalogue()))
        problems = missing(catalogue)
    for problem in problems:
        sys.stderr.write(problem + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
