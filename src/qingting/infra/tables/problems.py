"""Sentences about odd rows and files, in both languages, by code."""

from qingting.infra.tables.model import Problem
from qingting.kernel.bilingual import Bi

TEXTS: dict[str, Bi] = {
    "quote_unclosed": Bi("引号没有闭合，本行未读入", "a quotation mark is never closed; the row was not read"),
    "row_unreadable": Bi("本行无法解析：{reason}", "the row cannot be parsed: {reason}"),
    "row_too_long": Bi("本行超过 {limit} 个字符，未读入", "the row is longer than {limit} characters and was not read"),
    "cell_too_long": Bi("有单元格超过 {limit} 个字符，本行未读入", "a cell is longer than {limit} characters; the row was not read"),
    "reading_stopped": Bi(
        "前面已有 {count} 行无法读取，从本行起不再读取，请先修正文件",
        "{count} rows before could not be read; nothing was read from here on, mend the file first",
    ),
    "row_short": Bi(
        "本行只有 {found} 列，表头有 {expected} 列，缺的按空值处理",
        "the row has {found} cells, the header {expected}; the missing ones are taken as empty",
    ),
    "row_ragged": Bi(
        "本行有 {found} 列，多于表头的 {expected} 列，内容可能错位，未读入（文字中的分隔符要加引号）",
        "the row has {found} cells, more than the {expected} of the header: its contents may have shifted, so it was not read (quote text that holds the delimiter)",
    ),
    "nul_removed": Bi("本行含有空字符（NUL），已去除", "the row held NUL characters; they were removed"),
    "header_duplicate": Bi(
        "表头“{name}”出现多次，后面的改称“{renamed}”", "the heading “{name}” occurs more than once; the later one is called “{renamed}”"
    ),
    "header_blank": Bi("第 {column} 列没有表头，称为“{renamed}”", "column {column} has no heading and is called “{renamed}”"),
    "title_skipped": Bi("表头之前的第 {line} 行按标题略过", "line {line}, before the header, was skipped as a title"),
    "suffix_differs": Bi(
        "文件名以 {suffix} 结尾，内容却是 {format}，已按内容读取",
        "the name ends in {suffix} but the contents are {format}; read by contents",
    ),
    "other_sheets": Bi("只读取工作表“{sheet}”，未读：{others}", "only the sheet “{sheet}” is read; not read: {others}"),
    "formula_cells": Bi(
        "有 {count} 个单元格是公式，取保存时的计算结果", "{count} cells are formulas; the results saved with them are used"
    ),
}


def problem(code: str, *, field: str | None = None, **params: object) -> Problem:
    """The problem with this code, its sentences filled in. KeyError for an unknown code."""
    text = TEXTS[code]
    return Problem(field, code, text.zh.format(**params), text.en.format(**params))
