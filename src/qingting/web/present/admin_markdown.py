"""The readable standard as blocks that a template draws. Only what `policy.readable` writes is understood; nothing becomes markup here, so nothing needs cleaning. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPED = re.compile(r"\\([\\|])")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words inside a line."""

    kind: Literal["text", "strong", "code"]
    text: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """heading (level, anchor, line), paragraph or quote (line), list (items), table (head, rows)."""

    kind: Literal["heading", "paragraph", "quote", "list", "table"]
    level: int = 0
    anchor: str = ""
    line: Line = ()
    items: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    rows: list[list[Line]] = field(default_factory=list)


def blocks_of(markdown: str) -> list[Block]:
    """The document in order."""
    return list(_blocks(markdown.split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at, number = 0, 0
    while at < len(lines):
        text = lines[at]
        heading = _HEADING.fullmatch(text)
        if not text.strip():
            at += 1
        elif heading:
            number += 1
            at += 1
            yield Block("heading", level=len(heading[1]), anchor=f"part-{number}", line=pieces(heading[2]))
        elif text.startswith("|"):
            rows, at = _taken(lines, at, "|")
            cells = [_cells(row) for row in rows]
            body = cells[2:] if len(cells) > 1 and all(set(_plain(cell)) <= set("-: ") for cell in cells[1]) else cells[1:]
            yield Block("table", head=cells[0], rows=body)
        elif text.startswith("- "):
            rows, at = _taken(lines, at, "- ")
            yield Block("list", items=[pieces(row[2:]) for row in rows])
        else:
            at += 1
            quoted = text.startswith("> ")
            yield Block("quote" if quoted else "paragraph", line=pieces(text[2:] if quoted else text))


def _taken(lines: list[str], at: int, start: str) -> tuple[list[str], int]:
    end = at
    while end < len(lines) and lines[end].startswith(start):
        end += 1
    return lines[at:end], end


def _cells(row: str) -> list[Line]:
    parts = _CELL_END.sub(lambda found: found[1] + "\x00", row).split("\x00")
    return [pieces(_ESCAPED.sub(r"\1", part.strip())) for part in parts[1:-1]]


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line)


def pieces(text: str) -> Line:
    """A line as words, strong words and codes."""
    found: list[Piece] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Piece("text", text[at : match.start()]))
        found.append(Piece("strong", match["strong"]) if match["strong"] is not None else Piece("code", match["code"]))
        at = match.end()
    if at < len(text):
        found.append(Piece("text", text[at:]))
    return tuple(found)


def chapters_of(blocks: list[Block]) -> list[tuple[str, str]]:
    """(anchor, words) of the chapters, for a table of contents."""
    return [(block.anchor, _plain(block.line)) for block in blocks if block.kind == "heading" and block.level == 2]
