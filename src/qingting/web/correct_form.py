"""Completing what was registered: the fields of `correct`, filled with what is known, and which of them a person has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingting.complaints.choices import INVOLVED_KINDS
from qingting.kernel.bilingual import Bi
from qingting.web.act_form import ActForm, Ask, line, moment, pick, words

_INVOLVED_HINT = Bi("每行一个，可以写成「人员：张三」「部门：物流部」", "One a line, such as “staff: Zhang San”")

CORRECT = ActForm(
    Bi("更正登记信息", "Complete the record"), Bi("保存", "Save"), Bi("登记信息已更新", "Record updated"), "pencil",
    (
        line("customer_name", "姓名或称呼", "Name", maxlength=120, full=False, path="customer.name", value="customer_name"),
        line("customer_phone", "电话", "Phone", maxlength=40, full=False, path="customer.phone", value="customer_phone", hint=Bi("打码的号码不动就不会改变", "A masked number stays as it is")),
        line("customer_email", "邮箱", "E-mail", maxlength=254, full=False, path="customer.email", value="customer_email"),
        line("customer_account_no", "账号或会员号", "Account", maxlength=80, full=False, path="customer.account_no", value="customer_account_no"),
        pick("channel", "渠道", "Channel", "channels", value="channel"), moment("received_at", "收到时间", "Received", value="received_at"),
        moment("occurred_at", "发生时间", "Happened", value="occurred_at"), line("product", "产品或服务", "Product", maxlength=120, full=False, value="product"),
        line("order_no", "订单号", "Order", maxlength=60, full=False, value="order_no"), line("batch_no", "批次号", "Batch", maxlength=60, full=False, value="batch_no"),
        line("region", "区域", "Region", maxlength=40, full=False, value="region"), pick("branch", "网点", "Branch", "branches", value="branch"),
        line("site", "发生地点", "Place", maxlength=120, full=False, value="site"),
        Ask("demands", Bi("客户要什么", "What is wanted"), kind="checks", parse="list", options="demands", value="demands", full=True),
        words("involved", "相关人员和部门（不预设责任）", "People and departments named (no blame)", rows=2, value="involved", hint=_INVOLVED_HINT, path="involved"),
        words("first_content", "首次响应：当场怎么回应的", "First response: what was answered", rows=2, value="first_content", path="first_response.content"),
        moment("first_at", "回应时间", "Answered at", value="first_at"), words("summary", "摘要（只写事实）", "Summary (facts only)", rows=2, value="summary"),
        words("note", "更正的原因（内部备注）", "Reason of the correction (internal)", rows=2),
    ), wide=True, hint=Bi("客户的原话不会改变。只保存您改动的项。", "The customer's own words never change. Only what you change is saved."),
)  # fmt: skip
_ALWAYS = ("note",)


def involved_lines(involved: list[dict[str, Any]], lang: str) -> str:
    """One line for each: kind and name."""
    colon = ": " if lang == "en" else "："
    other = INVOLVED_KINDS["other"]
    return "\n".join(f"{INVOLVED_KINDS.get(item.get('kind', 'other'), other).pick(lang)}{colon}{item.get('name', '')}" for item in involved)


def read_involved(text: str) -> list[dict[str, str]]:
    """What `involved_lines` wrote, or names alone."""
    found = []
    for row in text.splitlines():
        head, colon, rest = row.replace("：", ":").partition(":")
        kind = next(
            (code for code, name in INVOLVED_KINDS.items() if colon and head.strip().lower() in (code, name.zh, name.en.lower())), None
        )
        name = (rest if kind else row).strip()
        if name:
            found.append({"kind": kind or "other", "name": name[:120]})
    return found[:20]


def changed_only(typed: Mapping[str, list[str]], shown: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields whose content differs from what the form was filled with. Boxes none of which is ticked are not sent at all:
    they count as emptied only where the whole form came in."""
    found: dict[str, list[str]] = {}
    whole = all(ask.name in typed for ask in CORRECT.asks if ask.kind != "checks")
    for ask in CORRECT.asks:
        if ask.name not in typed and not (ask.kind == "checks" and whole):
            continue
        given, before = list(typed.get(ask.name, [])), shown.get(ask.name) or ""
        same = sorted(given) == sorted(before) if ask.kind == "checks" else _plain(given[-1] if given else "") == _plain(str(before))
        if ask.name in _ALWAYS or not same:
            found[ask.name] = given
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
