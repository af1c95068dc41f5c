"""A one-line title for lists when nobody wrote one. Pure."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
LONGEST = 60


def make_title(summary: str | None, verbatim: str) -> str:
    """The summary's, else the words' first sentence, cut at 60 characters."""
    text = " ".join((summary or verbatim).split())
    first = _SENTENCE_END.split(text, maxsplit=1)[0].strip() or text
    if len(first) < 6 and len(text) > len(first):
        first = text
    return first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"
