"""Tab separated text in which quotation marks are only characters.

Excel quotes what it saves as text, most other programs do not, and then a customer's words that begin with a quotation mark would
swallow the lines below. Where every line of a file has the same number of tabs no cell reaches over a line, so the lines are
the rows.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from qingting.infra.tables.limits import Limits
from qingting.infra.tables.model import Record
from qingting.infra.tables.problems import problem

TAB = "\t"
QUOTE = '"'


class Quoting(NamedTuple):
    """by_lines: every line is a row. unquote: cells in quotation marks were quoted by a program, and lose them."""

    by_lines: bool
    unquote: bool


def look_at_quotes(stream: TextIO, limits: Limits) -> Quoting:
    """Read the whole text (open with newline="") and tell how to take its quotation marks."""
    lines: Counter[int] = Counter()  # by number of tabs
    openers: Counter[int] = Counter()  # the same, of lines in which a cell begins with a quotation mark and is not closed
    while line := stream.readline(limits.record_chars + 1):
        if len(line) > limits.record_chars:
            return Quoting(by_lines=False, unquote=True)
        if line.isspace():
            continue
        tabs = line.count(TAB)
        lines[tabs] += 1
        if QUOTE in line and any(cell.startswith(QUOTE) and not _is_quoted(cell) for cell in line.rstrip("\r\n").split(TAB)):
            openers[tabs] += 1
    usual = max(lines, key=lines.__getitem__, default=0)
    others = lines.total() - lines[usual]
    # A cell that really reaches over a line end leaves at least one line with too few tabs behind it.
    return Quoting(by_lines=others == 0 or openers[usual] > others, unquote=not openers)


def read_lines(stream: TextIO, limits: Limits, *, unquote: bool) -> Iterator[Record]:
    """The lines as records, for a text of which `look_at_quotes` said that every line is a row."""
    for number, line in enumerate(iter(lambda: stream.readline(limits.record_chars + 1), ""), start=1):
        if line.isspace():
            continue
        noted = None
        if "\0" in line:
            line = line.replace("\0", "")
            noted = problem("nul_removed")
        cells = line.rstrip("\r\n").split(TAB)
        if unquote and QUOTE in line:
            cells = [cell[1:-1].replace('""', QUOTE) if _is_quoted(cell) else cell for cell in cells]
        if len(line) > limits.cell_chars and max(map(len, cells)) > limits.cell_chars:
            yield Record(number, (), problem("cell_too_long", limit=limits.cell_chars))
        elif not all(not cell or cell.isspace() for cell in cells):
            yield Record(number, tuple(cells), noted)


def _is_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == QUOTE and QUOTE not in cell[1:-1].replace('""', "")
