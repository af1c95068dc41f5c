"""A text in both languages of the product."""

from typing import NamedTuple


class Bi(NamedTuple):
    """One text for people, in Chinese and in English."""

    zh: str
    en: str

    def pick(self, lang: str) -> str:
        """The text for a language tag: every tag beginning with "en" gives English, everything else Chinese."""
        return self.en if lang.lower().startswith("en") else self.zh
