"""Rows of a delimited text, one at a time, in bounded memory, whatever the quotation marks do."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from qingting.infra.tables.limits import Limits
from qingting.infra.tables.model import Record
from qingting.infra.tables.problems import problem

LINE_ENDS = ("\n", "\r")
# Fed to the parser as a last line of its own: when it comes back inside another row, that row's quotation mark was never closed.
END = "\0end of file\0"


def read_records(stream: TextIO, delimiter: str, limits: Limits) -> Iterator[Record]:
    """The records of the text, blank lines left out. The stream must be open with newline="".

    Never raises for what the text holds. A record that is never closed or is too long gives one record with a problem, and
    reading goes on at the very next line, so a lost quotation mark costs one row and not the rest of the file.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limits.record_chars + len(END) + 1))  # process-wide, only ever raised
    feed = _Feed(stream, limits.record_chars)
    reader = csv.reader(feed, delimiter=delimiter)
    line, broken = 1, 0
    while True:
        feed.begin()
        failure = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLong:
            several = len(feed.taken) > 1
            failure = problem("quote_unclosed") if several else problem("row_too_long", limit=limits.record_chars)
        except csv.Error as error:
            failure = problem("row_unreadable", reason=str(error))
        else:
            if feed.ended:
                if not feed.taken:
                    return
                failure = problem("quote_unclosed")
        if failure is not None:
            broken += 1
            if broken > limits.broken_records:
                yield Record(line, (), problem("reading_stopped", count=limits.broken_records))
                return
            yield Record(line, (), failure)
            feed.again_from_second_line()
            reader = csv.reader(feed, delimiter=delimiter)
            line += 1
            continue
        if any(cells) and not all(map(_blank, cells)):
            yield _checked(line, cells, feed, limits)
        line += len(feed.taken)


def _blank(cell: str) -> bool:
    return not cell or cell.isspace()


def _checked(line: int, cells: list[str], feed: "_Feed", limits: Limits) -> Record:
    if feed.size > limits.cell_chars and max(map(len, cells)) > limits.cell_chars:
        return Record(line, (), problem("cell_too_long", limit=limits.cell_chars))
    return Record(line, tuple(cells), problem("nul_removed") if feed.nul else None)


class _TooLong(Exception):
    """The record grew beyond the limit."""


class _Feed:
    """Physical lines for the parser; remembers those of the present record so that they can be read again."""

    def __init__(self, stream: TextIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0
        self.nul = False
        self.ended = False

    def begin(self) -> None:
        """A new record begins."""
        self.taken = []
        self.size = 0
        self.nul = False

    def again_from_second_line(self) -> None:
        """Give the lines of the present record again, but for its first."""
        self._waiting.extendleft(reversed(self.taken[1:]))
        self.ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._stream.readline(self._most + 1)
        if not line:
            if self.ended:
                raise StopIteration
            self.ended = True
            return END
        if len(line) > self._most and not line.endswith(LINE_ENDS):
            self._drain()
        self.taken.append(line)
        self.size += len(line)
        if self.size > self._most:
            raise _TooLong
        if "\0" in line:
            self.nul = True
            line = line.replace("\0", "")
        return line

    def _drain(self) -> None:
        """Leave out the rest of a line that is too long for one reading."""
        rest = self._stream.readline(self._most + 1)
        while rest and not rest.endswith(LINE_ENDS):
            rest = self._stream.readline(self._most + 1)
