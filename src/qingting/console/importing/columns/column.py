"""One column and how its heading is recognised."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qingting.console.importing.values.reading import Reader
from qingting.console.importing.values.text import line
from qingting.kernel.bilingual import Bi

_NOISE = re.compile(r"[\s_\-*:.,'\"()\[\]【】《》<>#?!·|/\\]+|必填|选填|required|optional")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    key       where its value goes; dots go into objects: "customer.name"
    title     its heading in our own template
    also      other headings that mean the same; `key` and both titles always do
    read      makes the value of a filled cell
    required  the sheet must have it and no row may leave it empty
    examples  what the two example rows of the template show (zh and en where they differ)
    note      what may stand in it
    """

    key: str
    title: Bi
    also: tuple[str, ...] = ()
    read: Reader = line
    required: bool = False
    examples: tuple[Bi | str, Bi | str] = ("", "")
    note: Bi = Bi("", "")

    def headings(self) -> frozenset[str]:
        """All headings that mean this column, in the form in which headings are compared."""
        return frozenset(map(plain_heading, (self.key, *self.title, *self.also)))


class Matched(NamedTuple):
    """pairs: index in the header and column. unknown: indexes no column fits. missing: required columns the header lacks."""

    pairs: tuple[tuple[int, Column], ...]
    unknown: tuple[int, ...]
    missing: tuple[Column, ...]


def plain_heading(heading: str) -> str:
    """How headings are compared: case, width, white space, punctuation and "required" marks do not count."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", heading).lower())


def match(header: Sequence[str], columns: Sequence[Column]) -> Matched:
    """Which column each heading means. Several headings may mean the same one: the first filled cell of a row counts."""
    by_heading = {heading: column for column in reversed(columns) for heading in column.headings()}
    found = [by_heading.get(plain_heading(name)) for name in header]
    pairs = tuple((index, column) for index, column in enumerate(found) if column is not None)
    keys = {column.key for _, column in pairs}
    return Matched(
        pairs=pairs,
        unknown=tuple(index for index, column in enumerate(found) if column is None),
        missing=tuple(column for column in columns if column.required and column.key not in keys),
    )
