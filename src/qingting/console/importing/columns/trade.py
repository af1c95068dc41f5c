"""Columns of the customer, product and order sheets of the template."""

from qingting.console.importing.columns.column import Column
from qingting.console.importing.values.amounts import fen, fen_from_yuan
from qingting.console.importing.values.contact import email, phone
from qingting.console.importing.values.dates import past
from qingting.console.importing.values.text import number
from qingting.kernel.bilingual import Bi

CUSTOMERS: tuple[Column, ...] = (
    Column(
        "external_id",
        Bi("客户编号", "Customer id"),
        ("客户号", "客户id", "会员编号", "customer no", "customer code"),
        number,
        examples=("U-2030", "U-2031"),
    ),
    Column(
        "name",
        Bi("客户姓名", "Customer name"),
        ("姓名", "客户名称", "客户", "名称", "customer", "full name"),
        required=True,
        examples=(Bi("冯女士", "Ms Feng"), Bi("高先生", "Mr Gao")),
    ),
    Column(
        "phone",
        Bi("联系电话", "Phone"),
        ("电话", "手机", "手机号", "手机号码", "客户电话", "mobile", "telephone"),
        phone,
        examples=("13800006621", "13900001234"),
    ),
    Column("email", Bi("电子邮箱", "Email"), ("邮箱", "邮件", "e-mail"), email, examples=("", "gao@example.com")),
    Column("account_no", Bi("客户账号", "Account no"), ("账号", "账户", "卡号", "会员号", "account"), number, examples=("C10086", "")),
    Column("region", Bi("地区", "Region"), ("区域", "大区", "省份", "province"), examples=(Bi("华东", "East"), Bi("华南", "South"))),
)

PRODUCTS: tuple[Column, ...] = (
    Column(
        "code",
        Bi("产品编码", "Product code"),
        ("产品代码", "产品编号", "型号", "产品型号", "编码", "代码", "sku", "model"),
        number,
        required=True,
        examples=("BX-520", "BX-350"),
    ),
    Column(
        "name",
        Bi("产品名称", "Product name"),
        ("产品", "商品名称", "名称", "product"),
        required=True,
        examples=(Bi("真空保温杯 520 ml", "Vacuum flask 520 ml"), Bi("真空保温杯 350 ml", "Vacuum flask 350 ml")),
    ),
    Column(
        "line",
        Bi("产品线", "Product line"),
        ("品类", "产品类别", "系列", "category", "series"),
        examples=(Bi("保温杯", "Flasks"), Bi("保温杯", "Flasks")),
    ),
)

ORDERS: tuple[Column, ...] = (
    Column(
        "no",
        Bi("订单号", "Order no"),
        ("订单编号", "单号", "order", "order number", "order id"),
        number,
        required=True,
        examples=("2510270042", "2510280007"),
    ),
    Column(
        "customer_external_id",
        Bi("客户编号", "Customer id"),
        ("客户号", "客户id", "会员编号", "customer no"),
        number,
        examples=("U-2030", "U-2031"),
    ),
    Column(
        "phone",
        Bi("联系电话", "Phone"),
        ("电话", "手机", "手机号", "手机号码", "客户电话", "收货电话", "customer phone", "mobile"),
        phone,
        examples=("13800006621", ""),
    ),
    Column(
        "product",
        Bi("产品编码", "Product code"),
        ("产品", "产品型号", "商品", "型号", "sku", "product"),
        number,
        examples=("BX-520", "BX-350"),
    ),
    Column("batch_no", Bi("批次", "Batch no"), ("批次号", "生产批次", "批号", "batch", "lot"), number, examples=("2509-C", "2509-A")),
    Column("branch", Bi("网点编码", "Branch code"), ("网点", "门店", "门店编码", "branch", "store"), number, examples=("SH001", "")),
    Column(
        "price_fen",
        Bi("金额（分）", "Price (fen)"),
        ("价格（分）", "金额分", "price in fen", "amount fen"),
        fen,
        note=Bi("整数分；与“金额（元）”二选一", "whole fen; either this or the price in yuan"),
    ),
    Column(
        "price_yuan",
        Bi("金额（元）", "Price (yuan)"),
        ("金额", "价格", "单价", "实付金额", "订单金额", "price", "amount", "paid"),
        fen_from_yuan,
        examples=("199.00", "149.00"),
        note=Bi("以元计，如 1,299.00", "in yuan, like 1,299.00"),
    ),
    Column(
        "ordered_at",
        Bi("下单时间", "Ordered at"),
        ("订单时间", "购买时间", "下单日期", "购买日期", "order date", "ordered", "date"),
        past(),
        examples=("2025-10-20 20:11:00", "2025-10-21"),
    ),
)
