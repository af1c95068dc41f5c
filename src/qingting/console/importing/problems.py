"""What can be wrong with a value, in both languages, by code."""

from qingting.infra.tables.model import Problem
from qingting.kernel.bilingual import Bi

LONGEST_SHOWN = 40

TEXTS: dict[str, Bi] = {
    # these fail the row
    "required": Bi("必填，但为空", "is required and empty"),
    "date_unreadable": Bi("“{value}”不是可识别的日期时间", "“{value}” is not a date or time that can be read"),
    "date_ambiguous": Bi(
        "“{value}”分不清日和月，请写成 2026-01-31", "“{value}” could be day first or month first; write it like 2026-01-31"
    ),
    "date_implausible": Bi(
        "“{value}”不可信（应在 {first} 至 {last} 之间）", "“{value}” is implausible (expected between {first} and {last})"
    ),
    "amount_unreadable": Bi("“{value}”不是可识别的金额", "“{value}” is not an amount that can be read"),
    "amount_too_fine": Bi("金额“{value}”最多精确到分", "the amount “{value}” may not be finer than 0.01 yuan"),
    "choice_unknown": Bi("“{value}”不在可选值之中：{choices}", "“{value}” is not one of: {choices}"),
    "number_rounded": Bi(
        "“{value}”已被电子表格舍入，编号不完整，请把该列设为文本后重新导出",
        "“{value}” was rounded by a spreadsheet; make the column text and export again",
    ),
    # these are warnings: the row is taken
    "phone_rounded": Bi(
        "电话“{value}”已被电子表格舍入，号码不完整，未采用",
        "the phone number “{value}” was rounded by a spreadsheet and is incomplete; left out",
    ),
    "phone_masked": Bi("电话“{value}”已脱敏，未采用", "the phone number “{value}” is masked; left out"),
    "phone_unreadable": Bi("“{value}”不是可识别的电话号码，未采用", "“{value}” is not a phone number that can be read; left out"),
    "email_unreadable": Bi("“{value}”不是邮箱地址，未采用", "“{value}” is not an email address; left out"),
    "choice_kept": Bi(
        "“{value}”不在可选值之中，已原样保留在附加信息", "“{value}” is not one of the choices; kept as it is among the extra fields"
    ),
    "score_unreadable": Bi("“{value}”不是 1 至 5 的评分，未采用", "“{value}” is not a rating from 1 to 5; left out"),
    "leave_unreadable": Bi("“{value}”不是可识别的休假日期，未采用", "“{value}” is not a span of days that can be read; left out"),
    "time_order": Bi("早于受理时间", "is earlier than the time of receipt"),
    "without_time": Bi("有首次答复内容但没有时间，已保留在附加信息", "a first response without its time; kept among the extra fields"),
    "without_score": Bi("有评价但没有评分，已保留在附加信息", "a comment without a rating; kept among the extra fields"),
    # about the file
    "column_kept": Bi("该列没有对应字段，原样保留在附加信息", "no field fits this column; kept as it is among the extra fields"),
    "column_ignored": Bi("该列没有对应字段，未读取", "no field fits this column; not read"),
}


def problem(field: str | None, code: str, **params: object) -> Problem:
    """The problem with this code about this field, its sentences filled in. KeyError for an unknown code."""
    text = TEXTS[code]
    shown = {name: _short(value) for name, value in params.items()}
    return Problem(field, code, text.zh.format(**shown), text.en.format(**shown))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN * 4 else text[:LONGEST_SHOWN] + "…"
