"""A registration against the codes of the standard: every unknown code is named with its field. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard


class UnknownCode(DomainError):
    code = "complaints.intake.unknown_code"
    zh = "「{value}」不是已知的{what}代码。可以用：{known}。"
    en = "“{value}” is not a known {what} code. Known: {known}."


class TextMissing(DomainError):
    code = "complaints.intake.text_missing"
    zh = "请写下客户的原话：内容是空的。"
    en = "Please write the customer's own words: the text is empty."


def check_codes(
    standard: Standard, *, channel: str | None, demands: Iterable[str], category: str | None, branch: str | None, branches: frozenset[str]
) -> list[DomainError]:
    """Every unknown code as an error of its field; an empty list when all are known."""
    problems: list[DomainError] = []
    channels = [c.code for c in standard.channels]
    known_demands = [d.code for d in standard.demands]
    categories = {c.code for c in standard.categories}
    if channel and channel not in channels:
        problems.append(UnknownCode(field="channel", value=channel, what=Bi("渠道", "channel"), known=", ".join(channels)))
    for demand in demands:
        if demand not in known_demands:
            problems.append(UnknownCode(field="demands", value=demand, what=Bi("诉求", "demand"), known=", ".join(known_demands)))
    if category and category not in categories:
        problems.append(UnknownCode(field="category", value=category, what=Bi("类别", "category"), known=", ".join(sorted(categories))))
    if branch and branch not in branches:
        problems.append(UnknownCode(field="branch", value=branch, what=Bi("网点", "branch"), known=", ".join(sorted(branches)[:40])))
    return problems
