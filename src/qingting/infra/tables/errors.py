"""Why a file as a whole cannot be read as a table. What is wrong with one row is a `Problem` of that row instead."""

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError

WHAT = {
    "html": Bi("网页（HTML）", "a web page (HTML)"),
    "xml": Bi("XML 文件", "an XML file"),
    "json": Bi("JSON 文件", "a JSON file"),
    "pdf": Bi("PDF 文件", "a PDF file"),
    "picture": Bi("图片", "a picture"),
    "old_excel": Bi("旧版 Excel（.xls）或加密的工作簿", "an old Excel file (.xls) or a workbook with a password"),
    "zip": Bi("压缩包或其他 Office 文件", "a zip archive or another Office file"),
    "gzip_in_gzip": Bi("套了两层 gzip 的文件", "a gzip file inside a gzip file"),
    "binary": Bi("二进制文件，或没有 BOM 的 UTF-16 文本", "a binary file, or UTF-16 text without a BOM"),
}


class TableError(DomainError):
    """The file cannot be read as a table. Every subclass says what to do about it."""

    code = "tables.file.unreadable"
    zh = "无法读取文件 {file}。"
    en = "The file {file} cannot be read."


class CannotOpen(TableError):
    code = "tables.file.cannot_open"
    zh = "打不开文件 {file}：{reason}。请检查路径和权限。"
    en = "The file {file} cannot be opened: {reason}. Check the path and the permissions."


class NotATable(TableError):
    """`what` is one of the keys of `WHAT`."""

    code = "tables.file.not_a_table"
    zh = "文件 {file} 的内容是{what}，不是表格。请在 Excel 中打开并另存为 .xlsx 或 CSV。"
    en = "The file {file} holds {what}, not a table. Open it in Excel and save it as .xlsx or CSV."

    def __init__(self, *, file: str, what: str) -> None:
        super().__init__(file=file, what=WHAT[what])
        self.what = what


class EmptyTable(TableError):
    code = "tables.file.empty"
    zh = "文件 {file} 是空的，没有可读的行。"
    en = "The file {file} is empty: there is no row to read."


class DamagedFile(TableError):
    code = "tables.file.damaged"
    zh = "文件 {file} 已损坏或不完整（{reason}）。请重新导出或重新传输。"
    en = "The file {file} is damaged or incomplete ({reason}). Export or transfer it again."


class UnknownEncoding(TableError):
    """Neither UTF-8 nor GB18030 throughout. Offsets count bytes from 0, after gunzip."""

    code = "tables.file.unknown_encoding"
    zh = "文件 {file} 不是完整的 UTF-8（第 {utf8_at} 字节处出错），也不是 GB18030（第 {gb18030_at} 字节处出错）。请另存为 UTF-8。"
    en = "The file {file} is neither UTF-8 (wrong at byte {utf8_at}) nor GB18030 (wrong at byte {gb18030_at}) throughout. Save it as UTF-8."


class MixedEncoding(TableError):
    """UTF-8 up to a point and something else after it: read as either, a part of the words would be garbled."""

    code = "tables.file.mixed_encoding"
    zh = "文件 {file} 到第 {at} 字节为止是 {encoding}，从那里起不是：可能由不同编码的文件拼接而成。请统一另存为 UTF-8。"
    en = "The file {file} is {encoding} up to byte {at} and something else from there on, as if files were joined. Save it as UTF-8 throughout."


class TooLarge(TableError):
    code = "tables.file.too_large"
    zh = "文件 {file} 太大（{what}：上限 {limit}）。请拆分后再导入。"
    en = "The file {file} is too large ({what}: at most {limit}). Split it and import the parts."


class PackedTooTightly(TableError):
    """A zip or gzip bomb, or something that cannot be told from one."""

    code = "tables.file.packed_too_tightly"
    zh = "文件 {file} 解压后膨胀超过 {limit} 倍，已停止读取。"
    en = "The file {file} grows more than {limit} times when unpacked; reading was stopped."


class NoSuchSheet(TableError):
    code = "tables.file.no_such_sheet"
    zh = "文件 {file} 中没有工作表“{sheet}”。现有：{sheets}。"
    en = "The file {file} has no sheet “{sheet}”. It has: {sheets}."
