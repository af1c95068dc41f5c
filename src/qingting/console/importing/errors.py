"""Why a file, readable as a table, cannot be imported as a whole."""

from qingting.kernel.errors import DomainError


class ImportRefused(DomainError):
    code = "importing.file.refused"
    zh = "无法导入文件 {file}。"
    en = "The file {file} cannot be imported."


class UnknownForm(ImportRefused):
    code = "importing.file.unknown_form"
    zh = (
        "认不出文件 {file} 的格式（表头：{header}）。请用 --kind 说明内容，或用 --profile 指定，或改用模板（表头见 docs/howto/import.md）。"
    )
    en = "The form of {file} is not known (header: {header}). Say what it holds with --kind or --profile, or use the template (docs/howto/import.md)."


class UnknownProfile(ImportRefused):
    code = "importing.profile.unknown"
    zh = "没有导入格式“{profile}”。现有：{known}。"
    en = "There is no import profile “{profile}”. There are: {known}."


class UnknownKind(ImportRefused):
    code = "importing.kind.unknown"
    zh = "导入格式“{profile}”不含“{kind}”。可选：{known}。"
    en = "The profile “{profile}” does not read “{kind}”. It reads: {known}."


class AmbiguousKind(ImportRefused):
    code = "importing.kind.ambiguous"
    zh = "文件 {file} 的表头同时符合：{kinds}。请用 --kind 指定其中一种。"
    en = "The header of {file} fits all of: {kinds}. Name one with --kind."


class MissingColumns(ImportRefused):
    code = "importing.file.missing_columns"
    zh = "按“{kind}”导入，文件 {file} 缺少必需的列：{columns}。"
    en = "To be read as “{kind}” the file {file} lacks the columns: {columns}."
