"""Chinese names as people type them on a Latin keyboard, for the command palette. Pure."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def pinyin_of(text: str) -> str:
    """Full syllables joined, a blank, the initials: 待我处理 → "daiwochuli dwcl". Other characters stay."""
    from pypinyin import Style, lazy_pinyin

    full = lazy_pinyin(text)
    initials = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return f"{''.join(full)} {''.join(initials)}".lower()
