"""Open a file as a table, by what it holds."""

import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from qingting.infra.tables.delimited import read_records
from qingting.infra.tables.encodings import detect_encoding
from qingting.infra.tables.errors import CannotOpen, EmptyTable, NotATable, TooLarge
from qingting.infra.tables.gunzip import Gunzipped
from qingting.infra.tables.headers import find_header, name_columns
from qingting.infra.tables.limits import DEFAULT, Limits
from qingting.infra.tables.model import Problem, Record
from qingting.infra.tables.problems import problem
from qingting.infra.tables.sheets import load_sheet, sheet_records
from qingting.infra.tables.sniffing import find_delimiter, what_bytes_say, what_words_say
from qingting.infra.tables.tabbed import TAB, Quoting, look_at_quotes, read_lines
from qingting.infra.tables.table import Table
from qingting.infra.tables.unzipping import check_workbook

HEAD_CHARS = 1 << 18
SAMPLE_ROWS = 60
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xls": "xls"}


def open_table(path: Path | str, *, sheet: str | None = None, name: str | None = None, limits: Limits = DEFAULT) -> Table:
    """The table in the file: CSV, TSV, TXT or XLSX, plain or gzipped. A text file is read through once to be sure of its encoding.

    sheet  name of the sheet, or its number from 1; default the first visible one that holds anything
    name   the file's name for messages and suffix, when it lies under another one (uploads)
    Raises a subclass of TableError when the file as a whole cannot be read.
    """
    path = Path(path)
    name = name or path.name
    reopen, gzipped = _opener(path, name=name, limits=limits)
    with reopen() as stream:
        head = stream.read(4096)
    if not head:
        raise EmptyTable(file=name)
    what = what_bytes_say(head)
    if what == "gzip":
        raise NotATable(file=name, what="gzip_in_gzip")
    if what == "zip":
        return _open_workbook(path, reopen, name=name, gzipped=gzipped, wanted=sheet, limits=limits)
    if what is not None:
        raise NotATable(file=name, what=what)
    return _open_text(reopen, name=name, gzipped=gzipped, limits=limits)


def _opener(path: Path, *, name: str, limits: Limits) -> tuple[Callable[[], BinaryIO], bool]:
    """How to open the (unpacked) bytes from the start, and whether they are gzipped."""
    try:
        with path.open("rb") as stream:
            gzipped = what_bytes_say(stream.read(16)) == "gzip"
        size = path.stat().st_size
    except OSError as error:
        raise CannotOpen(file=name, reason=error.strerror or type(error).__name__) from error
    if size > limits.file_bytes:
        raise TooLarge(file=name, what=f"{size} B", limit=f"{limits.file_bytes} B")

    def plain() -> BinaryIO:
        return path.open("rb")

    def unpacked() -> BinaryIO:
        raw = Gunzipped(path.open("rb"), name=name, limits=limits, most=limits.unpacked_bytes)
        return io.BufferedReader(raw, 1 << 18)

    return (unpacked if gzipped else plain), gzipped


def _open_text(reopen: Callable[[], BinaryIO], *, name: str, gzipped: bool, limits: Limits) -> Table:
    encoding = detect_encoding(reopen, name=name)

    def text() -> io.TextIOWrapper:
        return io.TextIOWrapper(reopen(), encoding=encoding, newline="")

    with text() as stream:
        head = stream.read(HEAD_CHARS)
    what = what_words_say(head)
    if what is not None:
        raise NotATable(file=name, what=what)
    delimiter = find_delimiter(head, limits)
    quoting = Quoting(by_lines=False, unquote=True)
    if delimiter == TAB:
        with text() as stream:
            quoting = look_at_quotes(stream, limits)

    def records(_after: int) -> Iterator[Record]:
        with text() as stream:
            if quoting.by_lines:
                yield from read_lines(stream, limits, unquote=quoting.unquote)
            else:
                yield from read_records(stream, delimiter, limits)

    return _table(
        records,
        name=name,
        format_="csv",
        gzipped=gzipped,
        encoding=encoding,
        delimiter=delimiter,
        sheet=None,
        sheets=(),
        problems=[],
        limits=limits,
    )


def _open_workbook(path: Path, reopen: Callable[[], BinaryIO], *, name: str, gzipped: bool, wanted: str | None, limits: Limits) -> Table:
    source: Path | bytes = path
    if gzipped:
        with reopen() as stream:
            source = stream.read(limits.workbook_bytes + 1)
    size = len(source) if isinstance(source, bytes) else path.stat().st_size
    if size > limits.workbook_bytes:
        raise TooLarge(file=name, what="XLSX", limit=f"{limits.workbook_bytes} B")
    with io.BytesIO(source) if isinstance(source, bytes) else path.open("rb") as stream:
        formulas = check_workbook(stream, name=name, packed_size=size, limits=limits)
    loaded, sheets = load_sheet(source, name=name, wanted=wanted)
    problems = [problem("formula_cells", count=formulas)] if formulas else []
    others = [title for title in sheets if title != loaded.name]
    if others and wanted is None:
        problems.append(problem("other_sheets", sheet=loaded.name, others="、".join(others)))

    def records(after: int) -> Iterator[Record]:
        return sheet_records(loaded, limits, fill_after=after)

    return _table(
        records,
        name=name,
        format_="xlsx",
        gzipped=gzipped,
        encoding=None,
        delimiter=None,
        sheet=loaded.name,
        sheets=sheets,
        problems=problems,
        limits=limits,
    )


def _table(
    records: Callable[[int], Iterator[Record]],
    *,
    name: str,
    format_: str,
    gzipped: bool,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    sheets: tuple[str, ...],
    problems: list[Problem],
    limits: Limits,
) -> Table:
    sample = tuple(islice(records(1 << 62), SAMPLE_ROWS))
    if not sample:
        raise EmptyTable(file=name)
    header = find_header(sample) or Record(sample[-1].line, ())
    if len(header.cells) > limits.columns:
        raise TooLarge(file=name, what="columns", limit=limits.columns)
    names, header_line, noticed = name_columns(header, sample, keep_width=format_ == "xlsx")
    return Table(
        name=name,
        format=format_,
        gzipped=gzipped,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
        header=names,
        header_line=header_line,
        problems=(*problems, *_suffix_problem(name, format_), *noticed),
        sample=sample,
        records=records,
    )


def _suffix_problem(name: str, format_: str) -> tuple[Problem, ...]:
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    if _SUFFIXES.get(suffix, format_) == format_:
        return ()
    return (problem("suffix_differs", suffix=suffix, format=format_.upper()),)
