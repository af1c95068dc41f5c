"""What a file is, from its first bytes and characters."""

import io
import re
from collections import Counter

from qingting.infra.tables.delimited import read_records
from qingting.infra.tables.limits import Limits
from qingting.infra.tables.model import Record

DELIMITERS = ("\t", ",", ";", "|")
MOSTLY = 0.5
SINGLE_COLUMN = "\x1f"  # unit separator: a delimiter that no text holds, for a table of one column

_BYTES = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!", "zip"),
)
_WORDS = (
    (re.compile(r"<(!doctype html|html|head|meta|body|table|style|script)\b", re.IGNORECASE), "html"),
    (re.compile(r"<\?xml\b", re.IGNORECASE), "xml"),
    (re.compile(r"\{\s*\"|\[\s*[{\[\"]"), "json"),
)


def what_bytes_say(head: bytes) -> str | None:
    """ "gzip", "zip" or a key of `errors.WHAT`; None: text, or nothing known."""
    return next((what for magic, what in _BYTES if head.startswith(magic)), None)


def what_words_say(head: str) -> str | None:
    """ "html", "xml" or "json" for text that is no table; None otherwise."""
    start = head.lstrip("\ufeff \t\r\n")
    return next((what for pattern, what in _WORDS if pattern.match(start)), None)


def find_delimiter(head: str, limits: Limits) -> str:
    """The delimiter that gives most rows the same number of cells; `SINGLE_COLUMN` when none does.

    `head` is the beginning of the text; that its last record may be cut off does not matter among many.
    """
    best, best_key = SINGLE_COLUMN, (0.0, 0)
    for delimiter in DELIMITERS:
        records = list(read_records(io.StringIO(head, newline=""), delimiter, limits))
        if not records:
            return delimiter  # nothing but blanks and delimiters
        share, width = _regularity([record for record in records if record.cells])
        if width > 1 and share >= MOSTLY and (share, width) > best_key:
            best, best_key = delimiter, (share, width)
    return best


def _regularity(records: list[Record]) -> tuple[float, int]:
    """The most frequent number of cells and its share of the readable records."""
    if not records:
        return 0.0, 0
    width, count = Counter(len(record.cells) for record in records).most_common(1)[0]
    return round(count / len(records), 2), width
