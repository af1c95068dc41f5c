"""What the customer is told about time, made from the clocks and never written by hand."""

from qingting.kernel.bilingual import Bi
from qingting.kernel.worktime import Span
from qingting.policy.rules.clocks import clock_rules
from qingting.policy.schema.standard import Standard

_UNITS = {
    "minutes": Bi("{} 分钟", "{} minute"),
    "hours": Bi("{} 小时", "{} hour"),
    "days": Bi("{} 天", "{} day"),
    "working_minutes": Bi("工作时间 {} 分钟", "{} working minute"),
    "working_hours": Bi("工作时间 {} 小时", "{} working hour"),
    "working_days": Bi("{} 个工作日", "{} working day"),
}
_DAYS = Bi("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")


def span_words(span: Span) -> Bi:
    """A span for people: "10 分钟", "10 minutes"."""
    words = _UNITS[span.unit]
    return Bi(words.zh.format(span.amount), words.en.format(span.amount) + ("" if span.amount == 1 else "s"))


def hours_words(standard: Standard) -> Bi:
    """The working week for people: "周一至周五 09:00–18:00", days with the same hours together."""
    runs: list[tuple[int, int, str]] = []
    for day, shifts in standard.hours.by_number().items():
        shown = "、".join(f"{start}–{end}" for start, end in shifts)
        if shown and runs and runs[-1][1] == day - 1 and runs[-1][2] == shown:
            runs[-1] = (runs[-1][0], day, shown)
        elif shown:
            runs.append((day, day, shown))
    english = _DAYS.en.split()
    zh = [f"周{_DAYS.zh[first]}{'至周' + _DAYS.zh[last] if last > first else ''} {shown}" for first, last, shown in runs]
    en = [f"{english[first]}{' to ' + english[last] if last > first else ''} {shown.replace('、', ', ')}" for first, last, shown in runs]
    return Bi("；".join(zh), "; ".join(en))


def portal_promise(standard: Standard, grade_code: str) -> Bi:
    """How soon a person replies to a complaint of this grade, from the clock the page promises by. Raises `UnknownGrade`."""
    return standard.remembered(("promise", grade_code), lambda: _promise(standard, grade_code))


def _promise(standard: Standard, grade_code: str) -> Bi:
    portal = standard.portal
    (rule,) = [rule for rule in clock_rules(standard, grade_code) if rule.name == portal.promise_clock]
    time = span_words(rule.span)
    promise = Bi(portal.promise.zh.replace("{time}", time.zh), portal.promise.en.replace("{time}", time.en))
    if rule.calendar == "round_the_clock":
        return promise
    hours = hours_words(standard)
    zh, en = portal.working_time.zh.replace("{hours}", hours.zh), portal.working_time.en.replace("{hours}", hours.en)
    return Bi(promise.zh + zh, f"{promise.en} {en}")
