"""Products and orders: two lists and their forms. Customers' names are shortened for those who may not see customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.customers.queries.catalogue import OrderRow
from qingting.kernel.money import format_fen
from qingting.web.local_time import local_value
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import column, keyset_pager, link, mask_name, moment, numbered_pager, row, table_page, text

if TYPE_CHECKING:
    from qingting.customers.models import Order, Product


def _tabs(current: str, counts: Mapping[str, tuple[int, bool]]) -> list[dict[str, Any]]:
    base, names = reverse("web:catalogue"), {"products": _("产品"), "orders": _("订单")}
    return [
        {"label": names[tab], "url": f"{base}?tab={tab}", "current": tab == current, "count": count if exact else f"{count}+"}
        for tab, (count, exact) in counts.items()
    ]


def product_list(
    products: Sequence[Product], total: int, *, q: str, page: int, size: int, counts: Mapping[str, tuple[int, bool]], may_change: bool
) -> dict[str, Any]:
    rows = []
    for p in products:
        address = reverse("web:product_edit", kwargs={"product_id": p.pk})
        rows.append(
            row(
                [text(p.name, p.code, address if may_change else None), text(p.line)],
                [link(_("编辑"), address, "pencil")] if may_change else [],
            )
        )
    base = reverse("web:catalogue")
    add = link(_("新增产品"), reverse("web:product_new"), "plus", primary=True)
    return table_page(
        title=_("产品与订单"), actions=[add] if may_change else [], tabs=_tabs("products", counts), filters_url=f"{base}?tab=products", query=q, search_label=_("搜索产品编码、名称"),
        columns=[column(_("产品"), main=True), column(_("产品线"))], rows=rows, page=numbered_pager("web:catalogue", {"tab": "products", "q": q}, page=page, size=size, total=total, shown=len(rows)),
        empty={"title": _("没有找到产品"), "text": _("换一个编码或名称试试，或从文件导入。"), "action": None},
    )  # fmt: skip


def order_list(
    orders: Sequence[OrderRow],
    *,
    q: str,
    more: bool,
    start: int,
    counts: Mapping[str, tuple[int, bool]],
    may_change: bool,
    sees_customers: bool,
) -> dict[str, Any]:
    rows = []
    for o in orders:
        address = reverse("web:order_edit", kwargs={"order_id": o.id})
        if sees_customers and o.customer_id:
            who = text(o.customer or f"#{o.customer_id}", url=reverse("web:customer", kwargs={"customer_id": o.customer_id}))
        else:
            who = text(mask_name(o.customer))
        cells = [
            text(o.no, url=address if may_change else None),
            who,
            text(o.product),
            text(o.batch_no),
            {"kind": "money", "fen": o.price_fen},
            moment(o.ordered_at),
            text(o.branch_code),
        ]
        rows.append(row(cells, [link(_("编辑"), address, "pencil")] if may_change else []))
    count, exact = counts["orders"]
    base, last = reverse("web:catalogue"), orders[-1].id if orders else 0
    total = "" if q else str(count) if exact else f"{count}+"
    columns = [
        column(_("订单号"), main=True),
        column(_("客户")),
        column(_("产品")),
        column(_("批次号")),
        column(_("金额"), align="right"),
        column(_("下单时间")),
        column(_("网点")),
    ]
    return table_page(
        title=_("产品与订单"), actions=[link(_("新增订单"), reverse("web:order_new"), "plus", primary=True)] if may_change else [], tabs=_tabs("orders", counts), filters_url=f"{base}?tab=orders", query=q,
        search_label=_("订单号或批次号的开头"), columns=columns, rows=rows,
        page=keyset_pager("web:catalogue", {"tab": "orders", "q": q}, more=more, last=last, shown=len(rows), start=start, total_text=total or (f"{len(rows)}+" if more else str(len(rows)))),
        empty={"title": _("没有找到订单"), "text": _("换一个订单号或批次号试试，或从文件导入。"), "action": None},
    )  # fmt: skip


def product_form(values: Mapping[str, str], product: Product | None, lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    code = (
        field("code", _("产品编码"), product.code, disabled=True, hint=_("编码不能修改"))
        if product
        else field("code", _("产品编码"), values.get("code", ""), required=True, maxlength=60)
    )
    fields = [
        code,
        field("name", _("名称"), values.get("name", ""), required=True, maxlength=120),
        field("line", _("产品线"), values.get("line", ""), maxlength=60),
    ]
    danger = None
    if product:
        danger = {
            "label": _("删除产品"), "url": reverse("web:product_remove", kwargs={"product_id": product.pk}), "confirm": _("删除产品「%(name)s」？") % {"name": product.name},
            "text": _("有订单的产品不能删除。投诉里记下的产品名称不受影响。"),
        }  # fmt: skip
    return form_page(
        title=_("编辑产品") if product else _("新增产品"), back=back(f"{reverse('web:catalogue')}?tab=products", _("产品与订单")),
        form_url=reverse("web:product_edit", kwargs={"product_id": product.pk}) if product else reverse("web:product_new"), submit=_("保存"), groups=[group("", fields)], lines=lines, danger=danger,
    )  # fmt: skip


def order_values(order: Order) -> dict[str, str]:
    return {
        "no": order.no, "customer": f"#{order.customer_id}" if order.customer_id else "", "product": f"{order.product.name} · {order.product.code}" if order.product else "", "batch_no": order.batch_no,
        "branch_code": order.branch_code, "price": format_fen(order.price_fen).removeprefix("¥") if order.price_fen is not None else "", "ordered_at": local_value(order.ordered_at),
    }  # fmt: skip


def order_form(
    values: Mapping[str, str],
    order: Order | None,
    *,
    products: Sequence[str],
    branches: Sequence[tuple[str, str]],
    lines: Sequence[dict[str, str]],
) -> dict[str, Any]:
    no = (
        field("no", _("订单号"), order.no, disabled=True, hint=_("订单号不能修改"))
        if order
        else field("no", _("订单号"), values.get("no", ""), required=True, maxlength=60)
    )
    known = [code for code, _name in branches]
    more = [(values["branch_code"], values["branch_code"])] if values.get("branch_code") and values["branch_code"] not in known else []
    fields = [
        no, field("customer", _("客户"), values.get("customer", ""), maxlength=120, hint=_("客户编号、账号、电话，或客户页面上的 #序号")),
        field("product", _("产品"), values.get("product", ""), maxlength=200, suggestions=products, hint=_("产品编码或名称")), field("batch_no", _("批次号"), values.get("batch_no", ""), maxlength=60),
        field("price", _("金额"), values.get("price", ""), "money"), field("ordered_at", _("下单时间"), values.get("ordered_at", ""), "datetime-local"),
        field("branch_code", _("网点"), values.get("branch_code", ""), "select", options=options([*more, *branches])),
    ]  # fmt: skip
    return form_page(
        title=_("编辑订单") if order else _("新增订单"), back=back(f"{reverse('web:catalogue')}?tab=orders", _("产品与订单")),
        form_url=reverse("web:order_edit", kwargs={"order_id": order.pk}) if order else reverse("web:order_new"), submit=_("保存"), groups=[group("", fields)], lines=lines,
    )  # fmt: skip
