"""What a table in a file looks like to those who read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from qingting.infra.tables.aligning import align
from qingting.infra.tables.model import Problem, Record, SourceRow


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a file. Nothing of a text table is kept in memory; `rows` reads the file anew each time.

    name         file name, for messages
    format       "csv" (any delimiter) or "xlsx"
    gzipped      the file was gzipped
    encoding     "utf-8", "utf-8-sig", "utf-16" or "gb18030"; None for XLSX
    delimiter    "," ";" tab or "|"; None for XLSX
    sheet        the sheet that is read, `sheets` all visible ones; None and () for text
    header       names of the columns, distinct, none empty
    header_line  line of the header
    problems     what was noticed about the file as a whole
    sample       the first rows, header included, as the file has them
    """

    name: str
    format: str
    gzipped: bool
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    header: tuple[str, ...]
    header_line: int
    problems: tuple[Problem, ...]
    sample: tuple[Record, ...]
    records: Callable[[int], Iterator[Record]] = field(repr=False)

    def rows(self, *, headerless: bool = False) -> Iterator[SourceRow]:
        """The rows in order, blank ones left out. With `headerless` the first row is data too and no row is aligned."""
        for record in self.records(0 if headerless else self.header_line):
            if headerless or record.line > self.header_line:
                yield align(record, None if headerless else len(self.header))
