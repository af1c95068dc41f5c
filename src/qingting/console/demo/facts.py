"""The facts of one complaint in words: every slot a phrase may ask for. Drawn once, so that a text never contradicts itself."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.catalogue import PRODUCT_BY_CODE
from qingting.console.demo.grammar import pick
from qingting.console.demo.model import Customer, StaffMember
from qingting.console.demo.organisation import BRANCH_BY_CODE, BRAND, CITY_NAMES_EN
from qingting.console.demo.scenes import phrases
from qingting.console.demo.truth import RUDE
from qingting.console.demo.wording import (
    bought_words,
    chinese,
    counted,
    day_words,
    english_day,
    is_female,
    moment_words,
    polite,
    price_words,
    yuan,
)

_PERSONS = {"first": ("我", "我家", "你们"), "parents": ("老人", "我爸妈家", "你们"), "third": ("客户", "客户家", "商家")}
_ONLINE_SHOPS = ("官方商城", "官方旗舰店", "直播间", "小程序商城", "官网", "App商城", "网上旗舰店")
_TECHNICIANS = ("师傅", "维修师傅", "上门师傅", "师傅", "来的师傅")
# Where money back means what was paid too much, and which sum that is.
_FEES = {
    "repair_fee": "fee", "install_fee": "fee", "freight": "fee", "price_drop": "diff", "coupon": "diff", "price_trick": "diff", "auto_renew": "small_fee",
    "ignorant": "fee", "invoice": "small_fee",
}  # fmt: skip
_SINCE_ORDER = frozenset({"late_delivery", "lost"})
_DISCOUNTS = (10, 15, 20, 30, 50, 80, 100, 120, 150, 200, 260, 300, 400, 500, 600)
_FAST_SCENES = frozenset({"rude", "robot", "store_wait", "ignorant", "coupon", "double_pay", "leak", "spam"})


def facts_for(case: Case, customer: Customer, staff: StaffMember | None, person: str, rng: Random) -> dict[str, str]:
    """Words for all slots of a complaint. `staff` is somebody the customer may name."""
    order, received = case.order, case.received_at
    today = received.date()
    product = PRODUCT_BY_CODE[order.product]
    branch, home = BRANCH_BY_CODE[order.branch], BRANCH_BY_CODE[customer.branch]
    style = int(rng.random() * 9)
    age = max((today - order.ordered_on).days, 1)
    waited = _waited(case, age, rng)
    contacts = rng.randint(2, 6) if case.grade != "D" or rng.random() < 0.6 else 2
    me, at_home, you = _PERSONS[person]
    if person == "parents":
        me = pick(("老人", "我妈", "我爸"), rng)
    price = price_words(order.price_fen, rng)
    model = order.product
    nouns = (
        product.name,
        f"{BRAND}{product.name}",
        f"{model}{product.noun}",
        f"{product.noun}（{model}）",
        f"{BRAND}{product.noun}",
        product.name,
    )
    name = pick(nouns, rng)
    claim = rng.choice((600, 780, 860, 1200, 1500, 1680, 2300, 2800, 3600, 4500))
    diff = pick([sum_ for sum_ in _DISCOUNTS if 0.04 <= sum_ * 100 / order.price_fen <= 0.3] or [10], rng)
    surname = customer.name[0] if not customer.name[0].isascii() else customer.name.split()[-1]
    shop = pick((branch.name, branch.name, f"{branch.city}的门店", branch.name.removeprefix(branch.city), f"{BRAND}{branch.name}"), rng)
    parent = case.parent
    words = {
        "me": me, "home": at_home, "you": you,
        "product": name, "product_short": product.noun, "it": pick((product.noun, product.noun, f"这{product.noun}", "它"), rng),
        "product_en": product.name_en,
        "order": order.no, "tail": order.no[-4:],
        "buy": bought_words(order.ordered_on, today, rng, style), "buy_short": f"{order.ordered_on.month}月{order.ordered_on.day}日",
        "buy_en": english_day(order.ordered_on),
        "price": price, "price_en": f"{yuan(order.price_fen)} yuan",
        "when": moment_words(received, rng, style), "since": day_words(today - timedelta(days=waited), today, rng, style),
        "days": str(waited) if rng.random() < 0.7 else chinese(waited), "days2": str(rng.randint(2, 7)),
        "times": counted(contacts, rng), "times_n": chinese(contacts), "times_d": str(rng.randint(2, 9)), "nth": chinese(rng.randint(3, 6)),
        "where_bought": shop if order.bought_at == "store" else pick(_ONLINE_SHOPS, rng),
        "where_en": f"{CITY_NAMES_EN[branch.city]} store" if order.bought_at == "store" else "online shop",
        "store": pick((home.name, home.name, f"{home.city}门店", f"{BRAND}{home.name}"), rng) if case.scene != "remote" else home.name,
        "old_store": branch.name, "city": home.city, "city_en": CITY_NAMES_EN[home.city],
        "agent": _agent(case, staff, rng), "tech": pick(_TECHNICIANS, rng), "tech_name": pick(("刘师傅", "张师傅", "老赵", "小马", "孙工", "吴师傅"), rng),
        "phone": customer.phone, "surname": surname, "customer": polite(customer.name, rng, is_female(customer.name)),
        "secs": str(rng.randint(21, 88)), "fee": str(rng.choice((60, 80, 98, 120, 150, 180, 200, 260, 280, 320, 380))),
        "small_fee": str(rng.choice((20, 30, 38, 45, 58, 60, 68, 80, 98))), "diff": str(diff), "claim": f"{claim}元", "claim_en": str(claim),
        "group": str(rng.choice((5, 6, 7, 8, 11, 13))), "crowd": str(rng.choice((21, 24, 26, 32, 40))), "views": pick(("两千", "三万", "八千", "一万", "六百"), rng),
        "post_no": str(rng.randint(17_360_000_000, 17_389_999_999)), "h_day": day_words(today - timedelta(days=rng.randint(1, 4)), today, rng, style),
        "two_hours": pick(("两个小时", "一个半小时", "五十分钟", "一小时二十分"), rng), "paper": pick(phrases("names")["papers"], rng),
        "badge": f"HY{rng.randint(1000, 1800)}", "staff_praised": pick(("小林", "陆姐", "小何", "方舟", "宋佳", "姓叶的姑娘"), rng),
        "earlier_no": parent.external_no if parent else "", "gap": str((today - parent.received_at.date()).days) if parent else "",
        "earlier_day": day_words(parent.received_at.date(), today, rng, style) if parent else "",
        "earlier_day_en": english_day(parent.received_at.date()) if parent else "",
    }  # fmt: skip
    words["full"] = str(max(order.price_fen // 100_000 * 1000, 100))
    words["refund_sum"] = words[_FEES[case.scene]] + "元" if case.scene in _FEES else price
    return words


def demand_key(demand: str, scene: str) -> str:
    """The phrase key of a demand: money back is another thing where only a fee is in dispute."""
    return "refund_fee" if demand == "refund" and scene in _FEES else demand


def _waited(case: Case, age: int, rng: Random) -> int:
    """Days the customer says they have waited; never longer than there was something to wait for."""
    if case.scene in _SINCE_ORDER:
        return max(age - rng.randint(0, 1), 1)
    waited = rng.randint(2, 6) if case.scene in _FAST_SCENES else rng.randint(3, 19)
    if case.parent is not None:
        waited += (case.received_at - case.parent.received_at).days
    return min(age, waited)


def _agent(case: Case, staff: StaffMember | None, rng: Random) -> str:
    """How the customer names the person they were rude to by."""
    if staff is not None and staff.username == RUDE.username:
        return pick(("姓蔡的客服", f"一个叫{RUDE.name}的客服", f"工号{staff.badge}的客服", f"你们客服{RUDE.name}", "那个姓蔡的"), rng)
    if staff is not None:
        return pick((f"姓{staff.name[0]}的客服", f"工号{staff.badge}的客服"), rng)
    return pick(("接电话的客服", "客服", "那个男客服", "一位女客服", "值班的客服"), rng)


def staff_words(words: dict[str, str], order_fen: int) -> dict[str, str]:
    """The same facts as staff put them: exact sums, neutral names."""
    return {
        **words, "me": "客户", "home": "客户家中", "you": "我方", "price": f"{round(order_fen / 100):,}元", "it": words["product_short"],
        "product": words["product_short"], "tech": "工程师",
    }  # fmt: skip
