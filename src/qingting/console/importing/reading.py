"""Read a file for import: find its form, then give its rows one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from qingting.console.importing.columns.column import Matched, match
from qingting.console.importing.errors import MissingColumns
from qingting.console.importing.problems import problem
from qingting.console.importing.profile import Profile
from qingting.console.importing.registry import find_form
from qingting.console.importing.row import Row
from qingting.console.importing.rowhash import Ordinals, RowHasher
from qingting.console.importing.values.reading import Reading
from qingting.infra.tables.limits import DEFAULT, Limits
from qingting.infra.tables.model import Problem
from qingting.infra.tables.opening import open_table
from qingting.infra.tables.table import Table

ABOUT_HEADER = frozenset({"header_duplicate", "header_blank", "title_skipped"})


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file whose form is known.

    kind           complaints, staff, departments, branches, customers, products or orders
    mode           "history" or "live": how the profile means its rows; the caller may decide otherwise
    source_system  of complaints that do not name their own
    problems       about the file as a whole; none of them stops the import
    """

    table: Table
    profile: Profile
    kind: str
    mode: str
    source_system: str
    problems: tuple[Problem, ...]
    matched: Matched
    zone: tzinfo
    now: datetime

    def rows(self) -> Iterator[Row]:
        """Every row of the file in order, none left out but blank ones. The file is read anew at each call.

        A row without a number of its own is known by its contents and counted among its equals from the start of the file, so a
        second reading gives every row the same identity. Rows that fail are counted too.
        """
        reading = Reading(zone=self.zone, now=self.now)
        make = self.profile.maker(self.table, self.matched, reading, self.kind, self.source_system)
        hasher = RowHasher(None if self.profile.headerless else self.table.header)
        ordinals = Ordinals()
        for source in self.table.rows(headerless=self.profile.headerless):
            if source.broken:
                yield Row(source.line, None, source.problems, None)
                continue
            made = make(source.cells)
            problems = source.problems + made.problems
            if made.number is not None:
                yield Row(source.line, made.record, problems, (made.source_system, made.number))
                continue
            digest = hasher.hash(made.source_system, source.cells)
            ordinal = ordinals.next(digest)
            if made.record is not None and self.kind == "complaints":
                made.record["row_hash"], made.record["row_ordinal"] = digest, ordinal
            yield Row(source.line, made.record, problems, (digest, ordinal))


def open_import(
    path: Path | str,
    *,
    zone: tzinfo,
    now: datetime,
    kind: str | None = None,
    profile: str | None = None,
    sheet: str | None = None,
    source_system: str | None = None,
    name: str | None = None,
    limits: Limits = DEFAULT,
) -> ImportFile:
    """The file, its form found by header or contents unless `profile` or `kind` says it.

    zone  the organisation's, for times without offset; now  the present instant, aware: times after it are errors
    sheet, name  see `open_table`
    Raises TableError (the file cannot be read) or ImportRefused (its form is not known, columns are missing).
    """
    table = open_table(path, sheet=sheet, name=name, limits=limits)
    form = find_form(table, profile=profile, kind=kind)
    columns = form.profile.columns_of(form.kind)
    matched = match(table.header, columns)
    if matched.missing and not form.profile.headerless:
        missing = "、".join(f"{column.title.zh} ({column.title.en})" for column in matched.missing)
        raise MissingColumns(file=table.name, kind=form.kind, columns=missing)
    noted = "column_kept" if form.kind == "complaints" else "column_ignored"
    unknown = () if form.profile.headerless else tuple(problem(table.header[index], noted) for index in matched.unknown)
    about_file = tuple(noticed for noticed in table.problems if not (form.profile.headerless and noticed.code in ABOUT_HEADER))
    return ImportFile(
        table=table,
        profile=form.profile,
        kind=form.kind,
        mode=form.profile.mode if form.kind == "complaints" else "live",
        source_system=source_system or form.profile.source_system,
        problems=about_file + unknown,
        matched=matched,
        zone=zone,
        now=now,
    )
