"""How much a file may ask of the machine before it is refused."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. Sizes in bytes or characters; a file beyond one of them is refused as a whole, unless said otherwise.

    file_bytes        the file as it lies on the disk
    unpacked_bytes    text after gunzip
    workbook_bytes    an XLSX file (zipped), also after gunzip; it is held in memory
    sheet_bytes       all parts of an XLSX file after unzip
    sheet_cells       cells of the rectangle one sheet spans: the reader keeps the whole rectangle, empty cells too
    ratio             unpacked to packed size, looked at from `ratio_from` unpacked bytes on
    columns           columns of one table
    cell_chars        one cell; a longer one fails its row only
    record_chars      one row of a text table with its line breaks; a longer one fails its row only
    broken_records    unreadable rows in one text table before the rest is left unread
    """

    file_bytes: int = 2048 * MIB
    unpacked_bytes: int = 4096 * MIB
    workbook_bytes: int = 256 * MIB
    sheet_bytes: int = 1024 * MIB
    sheet_cells: int = 25_000_000
    ratio: int = 200
    ratio_from: int = 64 * MIB
    columns: int = 1_000
    cell_chars: int = 500_000
    record_chars: int = 2_000_000
    broken_records: int = 100


DEFAULT = Limits()
