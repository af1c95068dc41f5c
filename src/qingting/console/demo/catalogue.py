"""What the company sells: models and production batches."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from qingting.console.demo.model import Batch, Product
from qingting.console.demo.truth import BATCH

# code, name, English name, family, noun customers use, price in yuan, warranty months, share of sales
_ROWS = """
L3|智能门锁 L3|Smart Lock L3|lock|门锁|1599|24|12
L5|智能门锁 L5 Pro|Smart Lock L5 Pro|lock|智能锁|2699|36|6
L1|智能门锁 青春版 L1|Smart Lock L1|lock|门锁|899|24|7
C1|智能摄像头 C1|Indoor Camera C1|camera|摄像头|199|12|9
C3|室外摄像头 C3|Outdoor Camera C3|camera|室外摄像头|399|12|5
B1|可视门铃 B1|Video Doorbell B1|doorbell|门铃|459|12|5
R6|扫拖机器人 R6|Robot Vacuum R6|vacuum|扫地机|2999|24|9
R8|扫拖机器人 R8 Max|Robot Vacuum R8 Max|vacuum|扫地机器人|4599|24|5
X1|洗地机 X1|Floor Washer X1|washer|洗地机|1899|24|6
W2|净水器 W2|Water Purifier W2|purifier|净水器|1799|12|7
W4|净水器 W4|Water Purifier W4|purifier|净水机|2899|24|5
A4|空气净化器 A4|Air Purifier A4|air|空气净化器|1499|12|5
H1|无雾加湿器 H1|Humidifier H1|humidifier|加湿器|399|12|5
T2|智能马桶盖 T2|Smart Toilet Seat T2|toilet|马桶盖|2199|24|5
M1|窗帘电机 M1|Curtain Motor M1|curtain|窗帘电机|899|24|5
D2|智能吸顶灯 D2|Ceiling Light D2|light|吸顶灯|499|24|5
K4|智能开关 K4|Smart Switch K4|switch|开关|129|24|5
U1|智能插座 U1|Smart Plug U1|plug|插座|69|12|5
V1|智能音箱 V1|Smart Speaker V1|speaker|音箱|349|12|5
G2|多模网关 G2|Gateway G2|hub|网关|299|12|4
P8|中控屏 P8|Control Panel P8|panel|中控屏|1299|12|4
S1|燃气报警器 S1|Gas Alarm S1|alarm|报警器|269|36|3
S3|烟雾报警器 S3|Smoke Alarm S3|alarm|烟感|149|36|2
Y3|智能晾衣架 Y3|Clothes Airer Y3|airer|晾衣架|1399|24|5
F2|宠物喂食器 F2|Pet Feeder F2|feeder|喂食器|329|12|4
N1|智能温控器 N1|Thermostat N1|thermostat|温控器|599|24|2
E1|全屋智能套餐 E1|Whole Home Package E1|suite|全屋智能|12800|24|2
"""

SUPPLIERS = ("恒泽电子", "联川精密", "瑞芯达", "东岭电机", "华颐注塑", "明曜光电")
BATCH_EVERY_DAYS = 61
DAYS_BEFORE_HISTORY = 830

PRODUCTS = tuple(
    Product(code, name, name_en, family, noun, int(price) * 100, int(months), int(share))
    for code, name, name_en, family, noun, price, months, share in (line.split("|") for line in _ROWS.strip().splitlines())
)
PRODUCT_BY_CODE = {product.code: product for product in PRODUCTS}


# What phrases with a "#trait" ask of a product family.
_TRAITS = {
    "installed": "lock doorbell panel purifier toilet curtain light switch airer suite thermostat",
    "big": "vacuum washer purifier air toilet airer suite",
    "charged": "vacuum washer",
    "wet": "toilet washer purifier humidifier",
    "lock": "lock",
}
TRAITS = {
    product.code: frozenset(trait for trait, families in _TRAITS.items() if product.family in families.split()) for product in PRODUCTS
}


def build_batches(as_of: date, days: int, rng: Random) -> dict[str, tuple[Batch, ...]]:
    """Batches by model, oldest first, back to long before a history of so many days; the planted batch takes the place of the model's own one of that month."""
    batches: dict[str, tuple[Batch, ...]] = {}
    for product in PRODUCTS:
        days_ago = days + DAYS_BEFORE_HISTORY + rng.randint(0, 20)
        found: dict[str, Batch] = {}
        while days_ago > 20:
            made = as_of - timedelta(days=days_ago)
            number = f"{made:%y%m}-{'AB'[rng.random() < 0.35]}"
            found.setdefault(number, Batch(number, product.code, made, rng.choice(SUPPLIERS[1:])))
            days_ago -= BATCH_EVERY_DAYS + rng.randint(-9, 9)
        if product.code == BATCH.product:
            made = as_of - timedelta(days=BATCH.made_days_ago)
            found[BATCH.batch_no(as_of)] = Batch(BATCH.batch_no(as_of), product.code, made, BATCH.supplier)
        batches[product.code] = tuple(sorted(found.values(), key=lambda batch: batch.made_on))
    return batches


def batch_sold_on(batches: tuple[Batch, ...], day: date, rng: Random, skip: str = "") -> Batch:
    """A batch that could have been on the shelf that day: one of the two youngest made at least two weeks before."""
    ready = [batch for batch in batches if batch.batch_no != skip and (day - batch.made_on).days >= 14]
    return rng.choice(ready[-2:]) if ready else batches[0]
