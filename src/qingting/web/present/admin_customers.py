"""Customers as list and record. Contact data is masked unless the caller says that it was revealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.customers.queries.profiles import OrderLine, Profile
from qingting.kernel.phone import mask_phone
from qingting.policy.schema import Standard
from qingting.web.present.admin_forms import back, field, form_page, group
from qingting.web.present.admin_pages import (
    column,
    detail_page,
    fact,
    keyset_pager,
    link,
    mask_email,
    moment,
    row,
    table_page,
    table_section,
    text,
)
from qingting.web.present.queue import names_for

if TYPE_CHECKING:
    from qingting.complaints.models import Complaint


def customer_list(customers: Sequence[Profile], *, q: str, more: bool, start: int, total_text: str) -> dict[str, Any]:
    rows = [
        row([
            text(c.name or _("未留姓名"), f"#{c.id}", reverse("web:customer", kwargs={"customer_id": c.id})), text(mask_phone(c.phone)), text(mask_email(c.email)), text(c.account_no), text(c.external_id or ""),
            text(c.region),
        ])
        for c in customers
    ]  # fmt: skip
    base = reverse("web:customers")
    notices = [{"text": _("符合的客户很多，只显示前 50 位，请再多输入几个字。"), "tone": ""}] if q and more else []
    page = (
        None
        if q
        else keyset_pager(
            "web:customers", {}, more=more, last=customers[-1].id if customers else 0, shown=len(rows), start=start, total_text=total_text
        )
    )
    empty = (
        {
            "title": _("没有找到客户"),
            "text": _("请输入姓名、电话、账号、客户编号或邮箱的开头部分。"),
            "action": {"label": _("清除搜索"), "url": base},
        }
        if q
        else {"title": _("还没有客户"), "text": _("登记投诉或导入客户名单后会出现在这里。"), "action": None}
    )
    return table_page(
        title=_("客户名单"), count_text="" if q else total_text, lead=_("按姓名、电话、账号、客户编号或邮箱的开头查找；联系方式已遮盖。"), filters_url=base, query=q, search_label=_("姓名、电话、账号、邮箱的开头"),
        columns=[column(_("客户"), main=True), column(_("电话")), column(_("邮箱")), column(_("账号")), column(_("客户编号")), column(_("区域"))], rows=rows, page=page, notices=notices, empty=empty,
    )  # fmt: skip


def customer_page(
    customer: Profile, *, revealed: bool, orders: Sequence[OrderLine], complaints: Sequence[Complaint], standard: Standard, lang: str
) -> dict[str, Any]:
    here = {"customer_id": customer.id}
    actions = [link(_("编辑"), reverse("web:customer_edit", kwargs=here), "pencil")]
    if not revealed and (customer.phone or customer.email):
        actions.append(link(_("查看完整联系方式"), reverse("web:customer_reveal", kwargs=here), "eye", primary=True))
    facts = [
        fact(_("姓名"), text(customer.name)), fact(_("电话"), text(customer.phone if revealed else mask_phone(customer.phone))), fact(_("邮箱"), text(customer.email if revealed else mask_email(customer.email))),
        fact(_("账号"), text(customer.account_no)), fact(_("客户编号"), text(customer.external_id or "")), fact(_("区域"), text(customer.region)), fact(_("序号"), text(f"#{customer.id}")),
    ]  # fmt: skip
    notices = [{"text": _("联系方式已完整显示，这次查看已记录。"), "tone": "orange"}] if revealed else []
    return detail_page(
        title=customer.name or _("未留姓名的客户"), back=back(reverse("web:customers"), _("客户名单")), actions=actions, facts=facts, notices=notices,
        sections=[_complaints(complaints, standard, lang), _orders(orders)],
    )  # fmt: skip


def _complaints(complaints: Sequence[Complaint], standard: Standard, lang: str) -> dict[str, Any]:
    names = names_for(standard, lang)
    rows = [
        row([
            text(c.no, url=reverse("web:complaint", kwargs={"no": c.no})), {"kind": "grade", "grade": {"code": c.grade, "rank": c.grade_rank, "name": names["grade"].get(c.grade, c.grade)}}, text(c.title),
            {"kind": "stage", "code": c.status, "text": names["status"].get(c.status, c.status)}, moment(c.registered_at),
        ])
        for c in complaints
    ]  # fmt: skip
    columns = [column(_("编号")), column(_("级别")), column(_("标题")), column(_("阶段")), column(_("登记时间"))]
    return table_section(
        _("投诉"), columns, rows, empty=_("在您的查看范围内没有这位客户的投诉。"), count_text=str(len(rows)) if rows else ""
    )


def _orders(orders: Sequence[OrderLine]) -> dict[str, Any]:
    rows = [
        row(
            [
                text(o.no),
                text(o.product),
                text(o.batch_no),
                {"kind": "money", "fen": o.price_fen},
                moment(o.ordered_at),
                text(o.branch_code),
            ]
        )
        for o in orders
    ]
    columns = [
        column(_("订单号")),
        column(_("产品")),
        column(_("批次号")),
        column(_("金额"), align="right"),
        column(_("下单时间")),
        column(_("网点")),
    ]
    return table_section(_("订单"), columns, rows, empty=_("没有订单。"))


def reveal_form(customer: Profile, values: Mapping[str, str], lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    here = {"customer_id": customer.id}
    return form_page(
        title=_("查看完整联系方式"), back=back(reverse("web:customer", kwargs=here), customer.name or f"#{customer.id}"), form_url=reverse("web:customer_reveal", kwargs=here), submit=_("查看"),
        lead=_("按处理规范，查看完整电话须说明理由并留痕。"), groups=[group("", [field("reason", _("理由"), values["reason"], required=True, maxlength=300, full=True, autofocus=True)])], lines=lines,
    )  # fmt: skip


def customer_form(customer: Profile, values: Mapping[str, str], lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Phone and e-mail stay masked: an empty field keeps what is stored, so that editing reveals nothing."""
    here = {"customer_id": customer.id}
    keep = _("留空则保持不变")
    fields = [
        field("name", _("姓名"), values["name"], maxlength=120), field("account_no", _("账号"), values["account_no"], maxlength=80), field("region", _("区域"), values["region"], maxlength=40),
        field("phone", _("电话"), values["phone"], "tel", maxlength=60, placeholder=mask_phone(customer.phone), hint=keep), field("email", _("邮箱"), values["email"], "email", maxlength=254, placeholder=mask_email(customer.email), hint=keep),
        field("clear", _("清除"), values["clear"].split(","), "checks", options=[{"value": "phone", "label": _("清除电话")}, {"value": "email", "label": _("清除邮箱")}], full=True),
    ]  # fmt: skip
    return form_page(
        title=_("编辑客户"), back=back(reverse("web:customer", kwargs=here), customer.name or f"#{customer.id}"), form_url=reverse("web:customer_edit", kwargs=here), submit=_("保存"),
        groups=[group("", fields)], lines=lines, lead=_("改动会记录改了哪几项，不记录内容。"),
    )  # fmt: skip
