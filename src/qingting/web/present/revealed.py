"""Contact data in the clear, after the look was put on record. Pure."""

from __future__ import annotations

from typing import Any

from qingting.customers.queries.profiles import Profile
from qingting.kernel.bilingual import Bi


def revealed_view(profile: Profile | None, lang: str) -> dict[str, Any]:
    """The context of `fragments/act_done.html`."""
    rows = (
        []
        if profile is None
        else [
            (Bi("姓名", "Name"), profile.name),
            (Bi("电话", "Phone"), profile.phone),
            (Bi("邮箱", "E-mail"), profile.email),
            (Bi("账号", "Account"), profile.account_no),
        ]
    )
    facts = [{"label": label.pick(lang), "cell": {"text": value}} for label, value in rows if value]
    nothing = Bi("没有登记联系方式。", "No contact data is recorded.").pick(lang)
    return {
        "done": {
            "title": Bi("完整联系方式", "Full contact data").pick(lang), "facts": facts, "text": None if facts else nothing,
            "hint": Bi("这次查看已记入操作日志。", "This look is on record.").pick(lang),
        }
    }  # fmt: skip
