"""Make the files the table tests read: ordinary ones and hostile ones."""

import gzip
import io
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def put(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with this content; text as UTF-8."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def gz(content: bytes | str) -> bytes:
    return gzip.compress(content.encode() if isinstance(content, str) else content, mtime=0)


def workbook(rows, *, merge=(), sheets=None) -> bytes:
    """An ordinary workbook. rows: lists of cells; merge: ranges like "A2:A4"; sheets: name -> rows instead of one sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"strings_to_formulas": True, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    ) as book:
        for title, content in (sheets or {"Sheet1": rows}).items():
            sheet = book.add_worksheet(title)
            for index, row in enumerate(content):
                sheet.write_row(index, 0, row)
            for span in merge:
                first = span.split(":")[0]
                sheet.merge_range(span, content[int(first[1:]) - 1]["ABCDEFGH".index(first[0])])
    return stream.getvalue()


def raw_workbook(sheet_data: str, *, shared: str = "", after: str = "") -> bytes:
    """A workbook with one sheet of hand-written XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>')
        if shared:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return stream.getvalue()


def cells_of(table, **options) -> list[tuple]:
    return [row.cells for row in table.rows(**options)]


def lines_of(table, **options) -> list[int]:
    return [row.line for row in table.rows(**options)]
